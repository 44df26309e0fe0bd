import { deepEqual, equal, ok } from "node:assert/strict";
import { paths } from "../../src/core/events/paths";
import { PlainScanner, plainDictionaries } from "../../src/core/scan/plain";
import { IdKind } from "../../src/core/scan/scanner";
import { listKeys, places } from "../../src/core/shapes/places";
import { LogReader } from "../../src/core/shapes/reader";
import { CHUNK_ROWS, Chunk, ID_WORDS } from "../../src/engine/store/chunk";
import { levelOf } from "../../src/engine/store/division";
import { Draft } from "../../src/engine/store/draft";
import { Duplicates } from "../../src/engine/store/duplicates";
import { groupRows } from "../../src/engine/store/groups";
import { rowsThat } from "../../src/engine/store/results";
import { sorted } from "../../src/engine/store/sorted";
import { Store } from "../../src/engine/store/store";
import { Gate } from "../../src/engine/thread/gate";

const newStore = (): Store => new Store(new PlainScanner(paths, listKeys, places, plainDictionaries(1)));

const DAY = Date.UTC(2026, 2, 2);
const record = (n: number): string =>
  `{"eventTime":"${new Date(DAY + n * 1000).toISOString().slice(0, 19)}Z","eventName":"E${n % 7}","eventSource":"s3.amazonaws.com","requestID":"r${n}"}`;

function read(store: Store, draft: Draft, from: number, to: number): void {
  const reader = new LogReader(
    store.scanner,
    { rows: (batch) => draft.add(batch), problem: () => undefined },
    { record: 1 << 20, depth: 100 },
  );
  for (let n = from; n < to; n += 1000) {
    const lines = Array.from({ length: Math.min(1000, to - n) }, (_, i) => `${record(n + i)}\n`);
    reader.push(new TextEncoder().encode(lines.join("")));
  }
  reader.end();
}

function open(store: Store, count: number): Draft {
  const draft = new Draft(store, "log", false);
  for (const _ of draft.show());
  read(store, draft, 0, count);
  return draft;
}

/** The result, and the number of units of work. */
function finished<T>(steps: Generator<void, T>): { value: T; stretches: number } {
  for (let stretches = 1; ; stretches++) {
    const { done, value } = steps.next();
    if (done) return { value, stretches };
  }
}

describe("many logs at once", () => {
  const never = (): boolean => false;

  it("are let in a few at a time, in the order they came", async () => {
    const gate = new Gate(2);
    const order: string[] = [];
    const read = async (name: string): Promise<void> => {
      const leave = await gate.enter(never);
      order.push(`${name} begins`);
      await new Promise(setImmediate);
      order.push(`${name} ends`);
      leave();
    };
    await Promise.all(["a", "b", "c", "d"].map(read));
    deepEqual(order.slice(0, 2), ["a begins", "b begins"]);
    deepEqual(
      order.filter((entry) => entry.endsWith("begins")),
      ["a begins", "b begins", "c begins", "d begins"],
    );
    ok(order.indexOf("c begins") > order.indexOf("a ends"));
  });

  it("one that is taken back while it waits goes at once, and takes nobody's place", async () => {
    const gate = new Gate(1);
    const leaveFirst = await gate.enter(never);
    let isCancelled = false;
    const second = gate.enter(() => isCancelled);
    let isThird = false;
    const third = gate.enter(never).then((leave) => {
      isThird = true;
      return leave;
    });
    isCancelled = true;
    gate.look();
    (await second)();
    await new Promise(setImmediate);
    equal(isThird, false);
    leaveFirst();
    (await third)();
    (await gate.enter(never))();
  });

  it("one that was taken back before does not wait", async () => {
    const gate = new Gate(1);
    await gate.enter(never);
    (await gate.enter(() => true))();
  });
});

describe("a log of its own", () => {
  it("takes no more room than its rows, and more can be added", () => {
    const store = newStore();
    const draft = open(store, 5000);
    const [chunk] = store.chunks();
    const before = chunk?.bytes ?? 0;
    draft.trim();
    equal(chunk?.starts.length, 5000);
    ok((chunk?.bytes ?? before) < before / 3);
    read(store, draft, 5000, 9000);
    deepEqual(
      finished(groupRows(store, ["eventName"], {})).value.map(({ key, count }) => [key, count]),
      [0, 1, 2, 3, 4, 5, 6].map((n) => [`E${n}`, n < 5 ? 1286 : 1285]),
    );
    equal(chunk?.times[8999], DAY + 8_999_000);
  });
});

describe("the table of copies", () => {
  it("grows a part at a time", () => {
    const chunks: Chunk[] = [];
    const duplicates = new Duplicates((number) => chunks[number]);
    let seed = 1;
    const random = (): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return (seed ^ (seed >>> 13)) >>> 0;
    };
    let largest = 0;
    for (let number = 0; number < 6; number++) {
      const chunk = new Chunk(number, false, CHUNK_ROWS);
      chunks.push(chunk);
      chunk.begin("log");
      chunk.add(CHUNK_ROWS);
      chunk.flags.fill(IdKind.guid);
      for (let i = 0; i < CHUNK_ROWS * ID_WORDS; i++) chunk.eventIds[i] = random();
      for (let from = 0; from < CHUNK_ROWS; from += CHUNK_ROWS / 4) {
        const before = duplicates.bytes;
        duplicates.add(chunk, from, from + CHUNK_ROWS / 4);
        if (number >= 2) largest = Math.max(largest, duplicates.bytes / before);
      }
    }
    ok(largest > 1, "it did not grow at all");
    ok(largest < 1.35, `it grew ${largest} times at once`);
  });
});

describe("very many groups", () => {
  it("are sorted as few are, with rests between", () => {
    const numbers = Array.from({ length: 20_001 }, (_, i) => ({ key: (i * 7919) % 1013, i }));
    const compare = (a: { key: number }, b: { key: number }): number => a.key - b.key;
    const { value, stretches } = finished(sorted([...numbers], compare));
    deepEqual(value, numbers.toSorted(compare));
    ok(stretches > 5);
  });

  it("come in order, or not at all when nobody can show so many", () => {
    const store = newStore();
    open(store, 9000);
    const { value } = finished(groupRows(store, ["requestID"], {}));
    deepEqual(
      value.map(({ key }) => key),
      Array.from({ length: 9000 }, (_, n) => `r${n}`).sort(),
    );
    const most = (count: number) => finished(groupRows(store, ["eventName"], {}, count)).value.length;
    deepEqual([most(7), most(6)], [7, 0]);
  });
});

describe("a long period", () => {
  it("is divided with rests between", () => {
    const store = newStore();
    open(store, 200_000);
    const all = finished(rowsThat(store, {})).value;
    const { value, stretches } = finished(levelOf(store, all, 0, all.count, "utc"));
    ok(stretches >= 3);
    deepEqual(value.kind === "buckets" && value.buckets.map(({ unit, from, to, failed }) => [unit, from, to, failed]), [
      ["day", 0, 86_400, 0],
      ["day", 86_400, 172_800, 0],
      ["day", 172_800, 200_000, 0],
    ]);
  });
});
