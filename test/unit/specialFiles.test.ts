import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startEngine } from "../../src/engine/client";
import type { Engine, LogReport } from "../../src/engine/engine";
import { Preparer } from "../../src/engine/input/prepared";
import { NotAFile, openRegular, openRegularLater } from "../../src/engine/input/regularFile";
import { recordText } from "../support/records";

const record = (n: number): string => recordText(n);

/** How each is reported. A link to it is reported in the same way. */
const kinds: readonly [name: string, told: string][] = [
  ["pipe.json", "pipe"],
  ["socket.json", "socket"],
  ["zero.json", "characterDevice"],
  ["status.json", "system"],
  ["sys.json", "system"],
  ["linkToPipe.json", "pipe"],
];

describe("what is not a regular file", () => {
  if (process.platform !== "linux") return; // only Linux has all kinds of them

  let engine: Engine;
  let folder: string;
  let server: net.Server;
  beforeEach(async () => {
    engine = startEngine(path.resolve("dist/engine.js"));
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-special-"));
    execFileSync("mkfifo", [at("pipe.json")]);
    server = net.createServer().listen(at("socket.json"));
    await once(server, "listening");
    fs.symlinkSync("/dev/zero", at("zero.json"));
    fs.symlinkSync("/proc/self/status", at("status.json"));
    fs.symlinkSync("/sys/kernel/mm/transparent_hugepage/enabled", at("sys.json"));
    fs.symlinkSync("pipe.json", at("linkToPipe.json"));
  });
  afterEach(async () => {
    engine.dispose();
    server.close();
    fs.rmSync(folder, { recursive: true });
  });

  const at = (name = ""): string => path.join(folder, name);
  const uriOf = (name = ""): string => pathToFileURL(at(name)).toString();
  const openFile = (name: string): Promise<LogReport> =>
    engine.logs.open({ kind: "file", uri: uriOf(name), path: at(name) });
  const change = (name: string): Promise<void> => engine.logs.refresh([{ uri: uriOf(name), path: at(name) }]);
  const told = ({ problems }: LogReport): unknown[] => problems.map(({ reason, detail }) => [reason, detail]);

  for (const [name, what] of kinds) {
    it(`${name}, opened for itself, is told as ${what} and was not read`, async function () {
      if (!fs.existsSync(at(name))) this.skip(); // a kernel without it
      deepEqual(told(await openFile(name)), [["notAFile", what]]);
      equal((await engine.coverage.summary()).files.notRead, 1);
    });

    it(`${name} is opened nowhere`, async function () {
      if (!fs.existsSync(at(name))) this.skip();
      const isSuch = (error: unknown): boolean => error instanceof NotAFile && error.what === what;
      await rejects(() => Promise.resolve().then(() => openRegular(at(name))), isSuch);
      await rejects(openRegularLater(at(name)), isSuch);
      deepEqual(new Preparer().batch([at(name)]).files, [undefined]);
    });

    it(`${name} in the place of an open log is told, and the log's records are no longer to be had`, async function () {
      if (!fs.existsSync(at(name))) this.skip();
      fs.writeFileSync(at("log.json"), `${record(1)}\n`);
      equal((await openFile("log.json")).events, 1);
      fs.rmSync(at("log.json"));
      fs.symlinkSync(name, at("log.json"));
      await change("log.json");
      deepEqual(told((await engine.coverage.report(uriOf("log.json"))) as LogReport).at(0), ["notAFile", what]);
      await rejects(engine.text.span(uriOf("log.json"), at("log.json"), 0, record(1).length));
      deepEqual(told(await openFile("log.json")), [["notAFile", what]]);
    });
  }

  it("in a folder is skipped, with its kind in the report, and the logs are read", async () => {
    fs.writeFileSync(at("log.json"), record(1));
    const report = await engine.logs.open({ kind: "folder", uri: uriOf(), path: folder });
    equal(report.events, 1);
    for (const [name, what] of kinds) {
      if (fs.existsSync(at(name)))
        deepEqual(told((await engine.coverage.report(uriOf(name))) as LogReport), [["notAFile", what]], name);
    }
  });

  it("an address of a record or part of it is answered, not waited for", async () => {
    for (const [name] of kinds) {
      if (fs.existsSync(at(name)))
        await rejects(
          engine.text.span(uriOf(name), at(name), 0, 10),
          ({ code }: { code?: string }) => code === "ENOTFILE",
        );
    }
  });

  it("an empty file is empty all the same", async () => {
    fs.writeFileSync(at("empty.json"), "");
    deepEqual(told(await openFile("empty.json")), [["empty", undefined]]);
    ok(openRegular(at("empty.json")).stat.isFile());
  });
});
