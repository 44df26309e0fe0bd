import { ok } from "node:assert/strict";
import { paths } from "../../src/core/events/paths";
import { PlainScanner, plainDictionaries } from "../../src/core/scan/plain";
import { AnyReader } from "../../src/core/shapes/anyReader";
import { cost } from "../../src/core/shapes/cost";
import { listKeys, places } from "../../src/core/shapes/places";
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
    const scanner = new PlainScanner(paths, listKeys, places, plainDictionaries(1));
    let looked = 0;
    const counting = new Proxy(scanner, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (key !== "scan") return typeof value === "function" ? (value.bind(target) as unknown) : value;
        return (...args: Parameters<PlainScanner["scan"]>): number => {
          const after = target.scan(...args);
          const { stop } = target;
          looked += (stop.kind === "damage" ? stop.at : stop.kind === "more" ? args[2] : after) - args[1];
          return after;
        };
      },
      set: (target, key, value) => Reflect.set(target, key, value, target),
    });
    const before = cost.bytes;
    const sink = { rows: () => undefined, problem: () => undefined };
    const reader = new AnyReader(counting, sink, { record, depth: 100_000 });
    for await (const content of unpacked(piecesOf(bytes, piece))) reader.push(content);
    reader.end();
    reader.close();
    return looked + cost.bytes - before;
  }
});

async function* piecesOf(bytes: Uint8Array, piece: number): AsyncGenerator<Uint8Array> {
  for (let p = 0; p < bytes.length; p += piece) yield bytes.subarray(p, p + piece);
}

const encoder = new TextEncoder();
