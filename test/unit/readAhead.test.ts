import { deepEqual, equal, fail } from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Helpers } from "../../src/engine/helpers/helpers";
import { ReadAhead } from "../../src/engine/reading/readAhead";

describe("files read ahead", () => {
  let folder: string;
  let ahead: ReadAhead;
  let starts: number;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-ahead-"));
    starts = 0;
    ahead = new ReadAhead(() => {
      starts++;
      return new Helpers(fail, path.resolve("dist/helper.js"));
    });
  });
  afterEach(() => {
    ahead.close();
    fs.rmSync(folder, { recursive: true });
  });

  const add = (count: number, from = 0): string[] =>
    Array.from({ length: count }, (_, n) => {
      const file = path.join(folder, `${from + n}.json`);
      fs.writeFileSync(file, String(from + n));
      ahead.add({ path: file, size: fs.statSync(file).size });
      return file;
    });
  const take = async (file: string | undefined): Promise<string | undefined> => {
    const prepared = await ahead.take(file as string);
    return prepared && Buffer.from(prepared.content).toString();
  };

  it("start no thread for few, and none for large or empty ones", async () => {
    add(79);
    for (let n = 0; n < 100; n++) {
      ahead.add({ path: `large${n}`, size: 2_000_000 });
      ahead.add({ path: `empty${n}`, size: 0 });
    }
    ahead.complete();
    equal(starts, 0);
    equal(await take(path.join(folder, "78.json")), undefined);
  });

  it("are there while others are still being found, each once", async () => {
    const files = add(300);
    equal(starts, 1);
    deepEqual([await take(files[15]), await take(files[16]), await take(files[16])], [undefined, "16", undefined]);
    const others = add(20, 300);
    ahead.complete();
    deepEqual([await take(files[150]), await take(files[299]), await take(others[19])], ["150", "299", "319"]);
    equal(starts, 1);
  });

  it("that are skipped do not delay the others", async () => {
    const files = add(2000);
    ahead.complete();
    deepEqual([await take(files[20]), await take(files[1999])], ["20", "1999"]);
  });

  it("are nobody's any more when nothing more is wanted", async () => {
    const files = add(300);
    ahead.complete();
    ahead.close();
    equal(await take(files[20]), undefined);
  });
});
