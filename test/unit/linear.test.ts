import { deepEqual, equal, ok } from "node:assert/strict";
import { cost } from "../../src/core/cost";
import { paths } from "../../src/core/events/paths";
import { PlainScanner, plainDictionaries } from "../../src/core/scan/plain";
import { AnyReader } from "../../src/core/shapes/anyReader";
import type { ReaderSink } from "../../src/core/shapes/contentReader";
import { listKeys, places } from "../../src/core/shapes/places";
import type { Problem } from "../../src/core/shapes/shape";
import { unpacked } from "../../src/engine/input/awslogs";
import { adversaries } from "../support/adversarial";

describe("what a reader looks at grows as the log does", () => {
  const SIZE = 80_000; // bytes: more than the beginning that tells the shape
  const PIECE = 16 * 1024;
  const FEW = 4; // looks at each byte, about which nothing is to be said
  const larger = new Map(adversaries(SIZE * 2).map(({ name, bytes }) => [name, bytes]));
  for (const { name, bytes } of adversaries(SIZE)) {
    it(name, async () => {
      const once = await lookedAt(bytes);
      const twice = await lookedAt(larger.get(name) as Uint8Array);
      ok(twice <= Math.max(once, SIZE * FEW) * 2.5, `${once} bytes, then ${twice}`);
      ok(once <= SIZE * 40, `${once} bytes of ${SIZE}`);
    });
  }

  it("of a record that comes in very many pieces", async () => {
    const read = (size: number): Promise<number> =>
      lookedAt(encoder.encode(`[{"eventVersion":"1.11","x":"${"x".repeat(size)}`), 8192);
    ok((await read(2_000_000)) <= (await read(1_000_000)) * 2.5);
  });

  it("of a row that comes in very many pieces", async () => {
    for (const beginning of ['eventTime,eventName\n"', '{"QueryResultRows":[[{"eventTime":"1"}],[{"eventName":"']) {
      const read = (size: number): Promise<number> => lookedAt(encoder.encode(beginning + "x".repeat(size)), 8192);
      ok((await read(2_000_000)) <= (await read(1_000_000)) * 2.5);
    }
  });

  it("of lines of a row that is too large", async () => {
    const lines = `eventTime,eventName\n${'x","\n'.repeat(200_000)}`;
    const looked = await lookedAt(encoder.encode(lines), 8192, 100_000);
    ok(looked <= lines.length * 10, `${looked} bytes of ${lines.length}`);
  });

  /** Bytes that readers and scanners look at, those looked at again included. */
  async function lookedAt(bytes: Uint8Array, piece = PIECE, record = 1 << 26): Promise<number> {
    const { reader, looked } = counting({ record });
    for await (const content of unpacked(piecesOf(bytes, piece))) reader.push(content);
    reader.end();
    reader.close();
    return looked();
  }
});

describe("a reader rests", () => {
  const SIZE = 150_000; // bytes
  const MOST = 8; // looks at each byte before a rest
  for (const { name, bytes } of adversaries(SIZE)) {
    it(`before it has looked at much: ${name}`, async () => {
      const { reader, looked, problems, starts } = counting({ isTurnOver: () => true });
      let longest = 0;
      const stretch = (read: () => void): void => {
        const before = looked();
        read();
        longest = Math.max(longest, looked() - before);
      };
      const readOn = (): void => {
        while (reader.isBehind) stretch(() => reader.goOn());
      };
      for await (const content of unpacked(piecesOf(bytes, bytes.length))) {
        stretch(() => reader.push(content));
        readOn();
      }
      stretch(() => reader.settle());
      readOn();
      stretch(() => reader.end());
      readOn();
      reader.close();
      ok(longest <= SIZE * MOST, `${longest} bytes of ${SIZE}`);
      // and finds the same as without
      const hasty = counting({});
      for await (const content of unpacked(piecesOf(bytes, bytes.length))) hasty.reader.push(content);
      hasty.reader.end();
      hasty.reader.close();
      equal(JSON.stringify(problems), JSON.stringify(hasty.problems));
      deepEqual(starts, hasty.starts);
    });
  }

  it("between the steps of one long row", () => {
    const { reader, starts } = counting({ isTurnOver: () => true });
    const row = `2026-03-02T10:10:00Z,A,"{""a"":""${"x".repeat(100_000)}""}"\n`;
    reader.push(encoder.encode(`eventTime,eventName,requestParameters\n${row}`));
    let rests = 0;
    for (; reader.isBehind; rests++) reader.goOn();
    ok(rests >= 3, String(rests));
    equal(starts.length, 1);
  });

  it("among very many things that are no records", () => {
    const { reader } = counting({ isTurnOver: () => true });
    reader.push(encoder.encode(`[${"{},".repeat(30_000)}`));
    let rests = 0;
    for (; reader.isBehind; rests++) reader.goOn();
    ok(rests >= 1000, String(rests));
  });
});

/** A reader, and how many bytes it and its scanner have looked at. */
function counting({ record = 1 << 26, isTurnOver }: { record?: number; isTurnOver?: () => boolean }) {
  const scanner = new PlainScanner(paths, listKeys, places, plainDictionaries(1));
  let scanned = 0;
  const counted = new Proxy(scanner, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (key !== "scan") return typeof value === "function" ? (value.bind(target) as unknown) : value;
      return (...args: Parameters<PlainScanner["scan"]>): number => {
        const after = target.scan(...args);
        const { stop } = target;
        scanned += (stop.kind === "damage" ? stop.at : stop.kind === "more" ? args[2] : after) - args[1];
        return after;
      };
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
  const before = cost.bytes;
  const problems: Problem[] = [];
  const starts: number[] = [];
  const sink: ReaderSink = {
    rows: ({ count, starts: all }) => starts.push(...all.subarray(0, count)),
    problem: (problem) => problems.push(problem),
    ...(isTurnOver ? { isTurnOver } : {}),
  };
  const reader = new AnyReader(counted, sink, { record, depth: 100_000 });
  return { reader, looked: () => scanned + cost.bytes - before, problems, starts };
}

async function* piecesOf(bytes: Uint8Array, piece: number): AsyncGenerator<Uint8Array> {
  for (let p = 0; p < bytes.length; p += piece) yield bytes.subarray(p, p + piece);
}

const encoder = new TextEncoder();
