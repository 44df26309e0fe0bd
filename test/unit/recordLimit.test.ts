/** The limit of one record: exactly so many bytes are kept, one more is not, in every shape and however the bytes come. */
import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { damage, damaged } from "../fuzz/damage";
import { corpus, type Fields, json, reduced, whole } from "../support/corpus";
import { type Reading, type ReadLog, readAny } from "./support/read";

const LIMIT = 1600;
const PIECES = [1, 7, 64, LIMIT - 1, LIMIT + 1, 4096, Number.POSITIVE_INFINITY];
const limits = { record: LIMIT };

const record = (n: number, padding = 0): Fields => ({
  eventVersion: "1.11",
  userIdentity: { type: "IAMUser", userName: "alice" },
  eventTime: `2026-03-02T10:10:0${n}Z`,
  eventSource: "s3.amazonaws.com",
  eventName: "GetObject",
  userAgent: "x".repeat(padding + 1),
  resources: [{ ARN: "arn:aws:s3:::example", type: "AWS::S3::Bucket" }],
  eventID: `00000000-0000-4000-8000-00000000000${n}`,
});
const sizes = ({ spans }: ReadLog): number[] => spans.map(([start, end]) => end - start);
const told = ({ problems }: ReadLog): unknown => problems.map(({ reason, detail }) => [reason, detail]);
const plain = (padding: number): string => json(record(1, padding));
/** An object of so many bytes. */
const sized = (bytes: number): string => plain(bytes - plain(0).length);

describe("a record of the limit", () => {
  for (const [, name, write] of [...whole, ...reduced]) {
    const small = sizes(readAny(write([record(0)])))[0] as number;
    const log = (bytes: number): string => write([record(0), record(1, bytes - small), record(2)]);
    // some shapes write the first record once more
    const others = sizes(readAny(write([record(0), record(2)])));

    it(`is kept in ${name}`, () => {
      for (const piece of PIECES) {
        const read = readAny(log(LIMIT), { piece, limits });
        deepEqual([sizes(read), told(read)], [[small, LIMIT, ...others.slice(1)], []], `in pieces of ${piece}`);
      }
    });

    for (const more of [1, 60, 2000])
      it(`and ${more} bytes is left out and told in ${name}, and nothing else is`, () => {
        const all = PIECES.map((piece) => readAny(log(LIMIT + more), { piece, limits }));
        for (const read of all) {
          deepEqual([sizes(read), told(read)], [others, [["recordTooLarge", String(LIMIT)]]]);
          deepEqual(read.problems, all[0]?.problems);
        }
      });
  }

  const A = json(record(0));
  const cases: [name: string, log: (bytes: number) => string, kept: number][] = [
    ["that stands alone", (bytes) => sized(bytes), 0],
    ["that is the last one", (bytes) => `{"Records":[${A},${sized(bytes)}]}`, 1],
    ["of which two follow each other", (bytes) => `[${A},${sized(bytes)},${sized(bytes)},${A}]`, 2],
    ["behind much white space", (bytes) => `[${A},${" ".repeat(3000)}${sized(bytes)}${" ".repeat(3000)},${A}]`, 2],
    ["behind damage", (bytes) => `[${A},{"eventVersion":,${sized(bytes)},${A}]`, 2],
    ["in a list in a list", (bytes) => `[[${A}],[${sized(bytes)}],[${A}]]`, 2],
  ];
  for (const [name, log, kept] of cases)
    it(`${name} is kept, and not one of a byte more`, () => {
      const small = (read: ReadLog): number => sizes(read).filter((size) => size === A.length).length;
      for (const piece of PIECES) {
        const atLimit = readAny(log(LIMIT), { piece, limits });
        const above = readAny(log(LIMIT + 1), { piece, limits });
        deepEqual([small(atLimit), small(above)], [kept, kept], `in pieces of ${piece}`);
        ok(sizes(atLimit).includes(LIMIT) && !sizes(above).includes(LIMIT + 1), `in pieces of ${piece}`);
        ok(!json(told(atLimit)).includes("recordTooLarge"));
        ok(json(told(above)).includes("recordTooLarge"));
      }
    });

  it("counts for what is no record, too", () => {
    const text = (bytes: number): string => `"${"x".repeat(bytes - 2)}"`;
    const object = (bytes: number): string => `{"x":${text(bytes - 6)}}`;
    for (const value of [text, object])
      for (const piece of PIECES) {
        const read = (bytes: number): ReadLog => readAny(`[${A},${value(bytes)},${A}]`, { piece, limits });
        deepEqual([sizes(read(LIMIT)), told(read(LIMIT))], [[A.length, A.length], [["notARecord", undefined]]]);
        const above = read(LIMIT + 1);
        deepEqual([sizes(above), told(above)], [[A.length, A.length], [["recordTooLarge", String(LIMIT)]]]);
      }
  });
});

describe("a record in something larger than the limit", () => {
  it("is found, unless what is around it takes all the room", () => {
    const A = json(record(0));
    for (const around of [10, 90, 1200, 5000])
      for (const piece of PIECES) {
        const log = `[${A},{"source":"${"x".repeat(around)}","detail":${sized(1500)}},${A}]`;
        deepEqual(sizes(readAny(log, { piece, limits })), [A.length, 1500, A.length], `${around}, ${piece}`);
      }
  });
});

describe("with a limit that many records exceed", () => {
  const shapes = [...whole, ...reduced];
  // what is around a small record may be larger than it
  const unwrapped = shapes.filter(([, name, write]) =>
    readAny(write([record(0)])).more.every(({ place }) => place === 0 || reduced.some(([, other]) => other === name)),
  );
  const how: fc.Arbitrary<Reading> = fc.record({
    piece: fc.integer({ min: 1, max: 700 }),
    limits: fc.record({ record: fc.integer({ min: 30, max: 900 }) }),
  });

  it("what is read does not depend on the pieces that the bytes come in, damaged or not", function () {
    this.timeout(60_000);
    const log = fc
      .tuple(fc.constantFrom(...shapes), corpus, fc.array(damage, { maxLength: 1 }))
      .map(([[, , write], records, damages]) => damaged(Buffer.from(write(records)), damages).bytes);
    fc.assert(
      fc.property(log, how, (bytes, { piece = 1, limits = {} }) => {
        const inOne = readAny(bytes, { limits });
        const inPieces = readAny(bytes, { piece, limits });
        deepEqual(inPieces.spans, inOne.spans);
        deepEqual(inPieces.problems, inOne.problems);
        for (const size of sizes(inOne)) ok(size <= (limits.record as number));
      }),
      { numRuns: 300, seed: 12, endOnFailure: true },
    );
  });

  it("none that is as small is lost in a sound log", function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(fc.constantFrom(...unwrapped), corpus, how, ([, name, write], records, { piece, limits = {} }) => {
        const bytes = Buffer.from(write(records));
        const { spans } = readAny(bytes);
        const limit = limits.record as number;
        const small = spans.filter(([start, end]) => end - start <= limit);
        const read = readAny(bytes, { piece, limits });
        for (const span of small)
          ok(
            read.spans.some(([start, end]) => start === span[0] && end === span[1]),
            name,
          );
        equal(small.length < spans.length, read.problems.length > 0);
      }),
      { numRuns: 150, seed: 12, endOnFailure: true },
    );
  });
});
