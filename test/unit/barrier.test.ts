import { deepEqual, equal, match } from "node:assert/strict";
import type { Problem } from "../../src/core/shapes/shape";
import { IndexCache } from "../../src/engine/cache/indexCache";
import { Cancelled } from "../../src/engine/engine";
import { Spills } from "../../src/engine/input/spill";
import { defaultLimits } from "../../src/engine/limits";
import { Shelf } from "../../src/engine/logs/shelf";
import { readLog } from "../../src/engine/reading/readLog";
import { asMember, type Job } from "../../src/engine/reading/readRows";
import { BlackBox, blackBoxMemory } from "../../src/engine/thread/blackBox";
import { Turns } from "../../src/engine/thread/turns";

const record = JSON.stringify({ eventVersion: "1.08", eventSource: "s3.amazonaws.com", eventName: "GetObject" });
const nothing = (): void => undefined;

describe("an error in one of many files", () => {
  const failed: [uri: string, error: unknown][] = [];
  let shelf: Shelf;
  beforeEach(() => {
    failed.length = 0;
    const cache = new IndexCache(undefined, nothing, nothing);
    const [spills, blackBox] = [new Spills(undefined, nothing), new BlackBox(blackBoxMemory())];
    const tell = (uri: string, error: unknown): number => failed.push([uri, error]);
    shelf = new Shelf(new Turns(), nothing, spills, cache, blackBox, nothing, tell, nothing);
  });
  const job: Job = { limits: defaultLimits, isCancelled: () => false };
  const coded = (code: string): Error => Object.assign(new Error(`${code}: no such luck`), { code });

  const errors: [what: string, error: unknown, reason: string, detail: string | undefined, isTold: boolean][] = [
    ["no permission", coded("EACCES"), "unreadable", "EACCES", false],
    ["not permitted", coded("EPERM"), "unreadable", "EPERM", false],
    ["a folder in its place", coded("EISDIR"), "unreadable", "EISDIR", false],
    ["a file that vanished", coded("ENOENT"), "unreadable", "ENOENT", false],
    ["a broken disk", coded("EIO"), "unreadable", "EIO", false],
    ["too many open files", coded("EMFILE"), "unreadable", "EMFILE", false],
    ["a number out of range", new RangeError("Invalid count value: -1"), "failed", "Invalid count value: -1", true],
    ["a mistake of ours", new TypeError("x is not a function"), "failed", "x is not a function", true],
    ["Node's complaint", coded("ERR_OUT_OF_RANGE"), "failed", "ERR_OUT_OF_RANGE: no such luck", true],
    ["what is no error", "a word", "failed", "a word", true],
  ];
  for (const [what, error, reason, detail, isTold] of errors) {
    it(`${what}: is its problem, and a mistake goes to the output; what was read before is kept`, async () => {
      const uri = "file:///logs.zip#a.json";
      const large = Buffer.from(`[${Array.from({ length: 9000 }, () => record).join(",")}`);
      async function* pieces(): AsyncGenerator<Uint8Array> {
        yield large;
        throw error;
      }
      const archive = { kind: "bytes", uri: "file:///logs.zip", bytes: new Uint8Array(0) } as const;
      const content = async (): Promise<{ pieces: AsyncGenerator<Uint8Array> }> => ({ pieces: pieces() });
      const log = shelf.open({ kind: "member", uri, archive });
      await asMember(shelf, log, job, () => readLog(shelf, log, { kind: "member", uri, archive, content }, job));
      equal(shelf.store.countOf(uri), 9000);
      deepEqual(said(log.found.problems), [[reason, detail]]);
      deepEqual(
        failed.map(([uri]) => uri),
        isTold ? [uri] : [],
      );
    });

    it(`${what}, before anything was read: likewise`, async () => {
      const log = shelf.open({ kind: "file", uri: "file:///a.json", path: "/a.json" });
      await asMember(shelf, log, job, async () => {
        throw error;
      });
      deepEqual(said(log.found.problems), [[reason, detail]]);
      equal(failed.length, isTold ? 1 : 0);
    });
  }

  it("is none when somebody cancels: that is passed on", async () => {
    const log = shelf.open({ kind: "bytes", uri: "file:///a.json", bytes: new Uint8Array(0) });
    const cancelled = asMember(shelf, log, { ...job, isCancelled: () => true }, async () => {
      throw new Cancelled();
    });
    match(await cancelled.then(String, String), /Cancelled/);
    deepEqual(log.found.problems, []);
  });

  const said = (problems: readonly Problem[]): [string, string | undefined][] =>
    problems.map(({ reason, detail }) => [reason, detail]);
});
