import { deepEqual, equal, fail, match, ok } from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Problem } from "../../src/core/shapes/shape";
import { Spills } from "../../src/engine/input/spill";
import { defaultLimits } from "../../src/engine/limits";
import { buffersOf, type Part } from "../../src/engine/parts/part";
import { Parts } from "../../src/engine/parts/parts";
import { readParts } from "../../src/engine/parts/readParts";
import { PartThreads } from "../../src/engine/parts/threads";
import { nothingYet, readSource } from "../../src/engine/reading/reading";
import { Draft } from "../../src/engine/store/draft";
import { eventRow } from "../../src/engine/store/rows";
import { Store } from "../../src/engine/store/store";
import { MemoryWatch } from "../../src/engine/thread/memory";
import type { Rest } from "../../src/engine/thread/turns";
import { Events } from "../bench/events";
import { newPair } from "./support/read";

type Wanted = ConstructorParameters<typeof PartThreads>;
type Threads = Pick<PartThreads, "isAnyRunning" | "end">;

const events = new Events(5);
/** About 11 MB. */
const records = Array.from({ length: 7000 }, () => JSON.stringify(events.next().record));
const half = records.length >> 1;

/** Takes all parts that it can at once, and delivers them like another thread, at the next rest. */
function atOnce(change: (parts: Part[]) => Part[] = (parts) => parts) {
  return (...[wanted, received, over]: Wanted): Threads => {
    const parts = change([...readParts({ ...wanted, threads: 2 })]);
    let isAnyRunning = true;
    setImmediate(() => {
      for (const part of parts) received(structuredClone(part, { transfer: buffersOf(part) }), 0);
      isAnyRunning = false;
      over();
    });
    return {
      get isAnyRunning() {
        return isAnyRunning;
      },
      end: () => undefined,
    };
  };
}

describe("parts of a file that other threads read", () => {
  let folder: string;
  let file: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-parts-"));
    file = path.join(folder, "log.json");
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  /** Everything to know about a log that was read, and how many of its rows other threads have read. */
  async function read(
    newThreads?: (...how: Wanted) => Threads,
    isCancelled = () => false,
    rest: Rest = () => new Promise((resolve) => setImmediate(resolve)),
    failed: (why: string) => void = fail,
  ) {
    const store = new Store(newPair()[1] as never);
    const draft = new Draft(store, "log", false);
    for (const _ of draft.show());
    const found = nothingYet();
    let taken = 0;
    const stopped = await readSource(
      { kind: "file", uri: pathToFileURL(file).href, path: file },
      store.scanner,
      { ...defaultLimits, record: 1_000_000 },
      found,
      {
        rows: (batch) => draft.add(batch),
        takeOver: (rows) => {
          taken += rows.columns.count;
          draft.takeOver(rows);
        },
        progress: () => undefined,
        rest,
        isTurnOver: () => false,
        working: () => undefined,
        isCancelled,
        failed: (_, error) => {
          throw error;
        },
        memory: new MemoryWatch(() => store.bytes),
        spills: new Spills(undefined, () => undefined),
        parts:
          newThreads && ((wanted, size) => new Parts(store, wanted, size, defaultLimits.memory, failed, newThreads)),
      },
    );
    const rows = store.rowsOf("log").flatMap(({ chunk, from, to }) =>
      Array.from({ length: to - from }, (_, i) => {
        const { id, ...columns } = eventRow(store, chunk, from + i);
        const further = [...chunk.furtherResources.all.rows].filter((row) => row === from + i).length;
        return { ...columns, further };
      }),
    );
    const { shape, bytes, problems, problemCount, resume } = found;
    return { told: { stopped, shape, bytes, problems, problemCount, resume, rows }, taken, events: store.events };
  }

  const whole = (of: readonly string[]) => `{"Records":[${of.join(",")}]}`;
  const nested = records.map((record) =>
    record.replace(/}$/, ',"additionalEventData":{"a":[{"eventVersion":"1"},{"eventVersion":"2"}]}}'),
  );
  const odd = records.flatMap((record, n) => (n % 100 === 50 ? ['{"no":"record"}', record] : [record]));
  const damaged = records.map((record, n) => (n % 500 === 250 ? record.slice(0, 300) : record));
  const notUtf8 = records.map((record, n) =>
    n % 300 === 7 ? record.replace(/"eventID":"/, '"who":"\u0000","eventID":"') : record,
  );

  const logs: [what: string, content: string | Buffer, isTaken: boolean][] = [
    ["one list in one line", whole(records), true],
    ["a bare list, spread over lines", `[\n  ${records.join(",\n  ")}\n]\n`, true],
    ["a pretty list", JSON.stringify({ Records: records.map((record) => JSON.parse(record)) }, null, 2), true],
    ["lines", records.join("\n"), true],
    ["lines behind a mark", `\uFEFF${records.join("\r\n")}\r\n`, true],
    ["lines without ends between them", records.join(""), false],
    ["two lists one behind the other", whole(records.slice(0, half)) + whole(records.slice(half)), false],
    [
      "several lists in one object",
      `{"Records":[${records.slice(0, half)}],"Records":[${records.slice(half)}]}`,
      false,
    ],
    ["records with what looks like records in them", whole(nested), false],
    ["elements that are no records", whole(odd), true],
    ["damaged records", whole(damaged), true],
    ["damaged lines", damaged.join("\n"), true],
    ["bytes that are not UTF-8", Buffer.from(whole(notUtf8).replaceAll("\u0000", "\u00ff"), "latin1"), true],
    ["a list that does not end", whole(records).slice(0, -100), true],
    [
      "wrapped records",
      records
        .map((record) => `{"version":"0","detail-type":"AWS API Call via CloudTrail","detail":${record}}`)
        .join("\n"),
      true,
    ],
    [
      "records longer than the limit",
      whole(
        records.map((record, n) =>
          n % 3500 === 1750 ? record.replace(/}$/, `,"x":"${"y".repeat(3_000_000)}"}`) : record,
        ),
      ),
      true,
    ],
    [
      "records of the limit, and of a byte more",
      whole(
        records.map((record, n) =>
          n % 2000 === 1000
            ? record.replace(/}$/, `,"x":"${"y".repeat(1_000_000 - 7 + (n % 3) - record.length)}"}`)
            : record,
        ),
      ),
      true,
    ],
    ["the same records again", whole([...records.slice(0, half), ...records.slice(0, half)]), true],
  ];
  for (const [what, content, isTaken] of logs) {
    it(`tell the same as one thread: ${what}`, async () => {
      fs.writeFileSync(file, content);
      const alone = await read();
      const together = await read(atOnce());
      deepEqual(together.told, alone.told);
      equal(together.events, alone.events);
      if (isTaken) ok(together.taken > 0, "no part was taken");
    });
  }

  it("are read here when another thread did not read them", async () => {
    fs.writeFileSync(file, whole(records));
    const alone = await read();
    const lost = atOnce((parts) => parts.filter((_, n) => n !== 1));
    const empty = atOnce((parts) => parts.map(({ claim, read: of }, n) => ({ claim, read: n === 1 ? undefined : of })));
    const none = atOnce(() => []);
    for (const threads of [lost, empty]) {
      const together = await read(threads);
      deepEqual(together.told, alone.told);
      ok(together.taken > 0);
    }
    deepEqual((await read(none)).told, alone.told);
  });

  it("are read here from the first that could not be taken over: later ones refer to its texts", async () => {
    fs.writeFileSync(file, whole(records));
    const alone = await read();
    const ways = [
      { part: 0, blocks: "texts" },
      { part: 1, blocks: "texts" },
      { part: 0, blocks: "chunks" },
    ] as const;
    for (const { part, blocks } of ways) {
      const threads = atOnce((parts) => {
        const block = parts[part]?.read?.rows[blocks].at(-1);
        if (!block) fail("nothing to break");
        new Uint32Array(block.buffer)[0] = 0xffff_ffff; // which dictionary, or how many rows
        return parts;
      });
      const together = await read(threads);
      deepEqual(together.told, alone.told);
      equal(together.taken > 0, part > 0);
    }
  });

  it("of another file that took the place of this one are not taken", async () => {
    fs.writeFileSync(file, whole(records));
    const alone = await read();
    const other = (...[wanted, ...how]: Wanted) => {
      const moved = path.join(folder, "moved.json");
      fs.copyFileSync(file, moved);
      return atOnce()({ ...wanted, path: moved }, ...how);
    };
    const together = await read(other);
    deepEqual(together.told, alone.told);
    equal(together.taken, 0);
  });

  it("are waited for no longer when nobody wants them any more", async () => {
    fs.writeFileSync(file, whole(records));
    let isCancelled = false;
    const never = (...how: Wanted): Threads => {
      atOnce(() => [])(...how);
      return {
        get isAnyRunning() {
          isCancelled = true;
          return true;
        },
        end: () => undefined,
      };
    };
    const { told } = await read(never, () => isCancelled);
    equal(told.stopped, "cancelled");
    const [last] = told.problems.slice(-1) as [Problem];
    equal(last.reason, "cancelled");
    ok(told.rows.length > 0 && told.rows.length < records.length);
  });

  it("come from threads of their own", async () => {
    fs.writeFileSync(file, whole(records));
    const alone = await read();
    let whenFirst: Promise<void> | undefined;
    const real = (...[wanted, received, over, failed]: Wanted): Threads => {
      let first = (): void => undefined;
      whenFirst = new Promise((resolve) => {
        first = resolve;
      });
      const receive: typeof received = (...part) => {
        received(...part);
        first();
      };
      return new PartThreads(wanted, receive, over, failed, path.resolve("dist/helper.js"));
    };
    const together = await read(real, undefined, () => whenFirst);
    deepEqual(together.told, alone.told);
    ok(together.taken > 0);
  });

  it("are read here if the threads end, and that is reported", async () => {
    fs.writeFileSync(file, whole(records));
    const alone = await read();
    const failures: string[] = [];
    let whenOver: Promise<void> | undefined;
    const broken = (...[wanted, received, over, failed]: Wanted): Threads => {
      let isOver = (): void => undefined;
      whenOver = new Promise((resolve) => {
        isOver = resolve;
      });
      const end = (): void => {
        over();
        isOver();
      };
      return new PartThreads(wanted, received, end, failed, path.resolve("dist/none.js"));
    };
    const { told, taken } = await read(
      broken,
      undefined,
      () => whenOver,
      (why) => failures.push(why),
    );
    deepEqual(told, alone.told);
    equal(taken, 0);
    match(failures[0] ?? "", /none\.js/);
  });
});
