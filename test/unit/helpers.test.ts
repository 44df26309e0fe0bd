import { deepEqual, equal, match } from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { Helpers } from "../../src/engine/helpers/helpers";

describe("helper threads", () => {
  let helpers: Helpers;
  let failures: string[];
  beforeEach(() => {
    failures = [];
    helpers = new Helpers((why) => failures.push(why), path.resolve("dist/helper.js"));
  });
  afterEach(() => {
    helpers.close();
    deepEqual(failures, []);
  });

  const sample = path.resolve("samples/cognito-signin.json");

  it("read files, and leave out what they cannot read", async () => {
    const batch = await helpers.prepare([sample, path.resolve("samples/none.json")]);
    deepEqual(
      batch?.files.map((one) => one && { gzip: one.gzip, begins: Buffer.from(one.content.subarray(0, 1)).toString() }),
      [{ gzip: false, begins: "{" }, undefined],
    );
  });

  it("keep the content of one file while they read the next", async () => {
    const other = path.resolve("samples/trail-pretty.json");
    const batch = await helpers.prepare([sample, other]);
    deepEqual(
      batch?.files.map((one) => one && Buffer.from(one.content)),
      [fs.readFileSync(sample), fs.readFileSync(other)],
    );
  });

  it("leave out files with which it would be more than a hand-over holds", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-helpers-"));
    try {
      const sizes = [9_000_000, 9_000_000, 7_000_000, 30_000_000];
      const files = sizes.map((size, n) => {
        const file = path.join(folder, `${n}.json.gz`);
        fs.writeFileSync(file, gzipSync(Buffer.alloc(size, " ")));
        return file;
      });
      const batch = await helpers.prepare(files);
      deepEqual(
        batch?.files.map((one) => one?.content.length),
        [9_000_000, undefined, 7_000_000, undefined],
      );
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it("that end unasked answer with nothing, and others are asked no more of them", async () => {
    while (helpers.room > 0) equal(await helpers.prepare(undefined as unknown as string[]), undefined);
    equal(await helpers.prepare([sample]), undefined);
    match(failures.splice(0)[0] ?? "", /undefined/);
  });
});
