import fc from "fast-check";

/** Damages bytes, and tracks which of them remain. */

/** Positions are taken modulo the length, so that any number is valid. */
export type Damage =
  | { how: "flip"; at: number; bit: number }
  | { how: "replace"; at: number; byte: number }
  | { how: "cut"; at: number; length: number }
  | { how: "insert"; at: number; bytes: Uint8Array }
  | { how: "repeat"; at: number; length: number; times: number }
  /** Copies one place to another. */
  | { how: "splice"; at: number; length: number; to: number }
  | { how: "swap"; at: number; length: number; to: number }
  /** Removes everything after it. */
  | { how: "end"; at: number }
  | { how: "begin"; at: number };

export interface Damaged {
  bytes: Uint8Array;
  /** The original position of each byte; -1 for new, copied and moved bytes. */
  origin: Int32Array;
  /** The same, including copied and moved bytes. */
  source: Int32Array;
}

export function damaged(sound: Uint8Array, damages: readonly Damage[]): Damaged {
  const places = Int32Array.from(sound, (_, i) => i);
  let now: Damaged = { bytes: sound, origin: places, source: places };
  for (const damage of damages) if (now.bytes.length > 0) now = once(now, damage);
  return now;
}

function once(from: Damaged, damage: Damage): Damaged {
  const { length: all } = from.bytes;
  const at = damage.at % all;
  const part = (start: number, end = all): Damaged => ({
    bytes: from.bytes.subarray(start, end),
    origin: from.origin.subarray(start, end),
    source: from.source.subarray(start, end),
  });
  const copied = (start: number, end: number): Damaged => {
    const { bytes, source } = part(start, end);
    return { ...news(bytes), source };
  };
  switch (damage.how) {
    case "flip":
      return join(part(0, at), news(Uint8Array.of((from.bytes[at] as number) ^ (1 << damage.bit))), part(at + 1));
    case "replace":
      return join(part(0, at), news(Uint8Array.of(damage.byte)), part(at + 1));
    case "cut":
      return join(part(0, at), part(Math.min(all, at + damage.length)));
    case "insert":
      return join(part(0, at), news(damage.bytes), part(at));
    case "repeat": {
      const end = Math.min(all, at + damage.length);
      const copies = Array.from({ length: damage.times }, () => copied(at, end));
      return join(part(0, end), ...copies, part(end));
    }
    case "splice": {
      const to = damage.to % all;
      return join(part(0, to), copied(at, Math.min(all, at + damage.length)), part(to));
    }
    case "swap": {
      const first = Math.min(at, damage.to % all);
      const second = Math.max(at, damage.to % all);
      const length = Math.min(damage.length, second - first, all - second);
      return join(
        part(0, first),
        copied(second, second + length),
        part(first + length, second),
        copied(first, first + length),
        part(second + length),
      );
    }
    case "end":
      return part(0, at);
    case "begin":
      return part(at);
  }
}

function news(bytes: Uint8Array): Damaged {
  const none = new Int32Array(bytes.length).fill(-1);
  return { bytes, origin: none, source: none };
}

function join(...parts: Damaged[]): Damaged {
  const length = parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const all = { bytes: new Uint8Array(length), origin: new Int32Array(length), source: new Int32Array(length) };
  let at = 0;
  for (const { bytes, origin, source } of parts) {
    all.bytes.set(bytes, at);
    all.origin.set(origin, at);
    all.source.set(source, at);
    at += bytes.length;
  }
  return all;
}

/** Where ranges of intact bytes are after the damage. */
export class Traces {
  readonly #now: Int32Array;

  constructor(sound: number, origin: Int32Array) {
    this.#now = new Int32Array(sound).fill(-1);
    for (let i = 0; i < origin.length; i++) if (origin[i] !== -1) this.#now[origin[i] as number] = i;
  }

  /** Where the range begins now; undefined if it is not complete and in one piece. */
  of(start: number, end: number): number | undefined {
    return this.upTo(start, end) === end && end > start ? this.#now[start] : undefined;
  }

  /** The end of the unchanged part of the range. */
  upTo(start: number, end: number): number {
    const first = this.#now[start] ?? -1;
    if (first < 0) return start;
    let p = start;
    while (p < end && this.#now[p] === first + p - start) p++;
    return p;
  }
}

const text = (...list: string[]): Uint8Array[] => list.map((one) => Buffer.from(one));
/** Bytes that occur in files processed by other programs, or are meant to mislead. */
const foreign: Uint8Array[] = [
  ...text('"', '\\"', "\\", "{", "}", "[", "]", ",", ":", "\n", "\r\n", " ", "\t", "\0", "\f", "'", '""', ";", "null"),
  ...text(
    "\ufeff",
    "\u00a0",
    "\u2028",
    "\ufffd",
    "é日🚀",
    "\0\0\0\0\0\0\0\0",
    "-- MARK --\n",
    "[[[[",
    '{"a":[',
    '{"a":"',
  ),
  ...text('{"Records":[', '{"eventVersion":"1.08",', '"},{"', "}}]}", "]}", ',"', '"eventName":"x",', "<<<<<<< HEAD\n"),
  ...text('{"eventVersion":', "2026-03-02T10:10:00Z ", "\u001e", '","', '\\u00"', "\\ud800", "1e999", "/* */", "//\n"),
  Uint8Array.of(0xff),
  Uint8Array.of(0xc3),
  Uint8Array.of(0xed, 0xa0, 0x80),
  Uint8Array.of(0xf0, 0x9f),
  Uint8Array.of(0xff, 0xfe),
  Uint8Array.of(0x1f, 0x8b, 8),
  Buffer.from("PK\x03\x04", "latin1"),
];

const place = fc.nat({ max: 0x3fff_ffff });
const length = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 400 }));

export const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ how: fc.constant("flip" as const), at: place, bit: fc.nat({ max: 7 }) }),
  fc.record({ how: fc.constant("replace" as const), at: place, byte: fc.nat({ max: 255 }) }),
  fc.record({ how: fc.constant("cut" as const), at: place, length }),
  fc.record({ how: fc.constant("insert" as const), at: place, bytes: fc.constantFrom(...foreign) }),
  fc.record({ how: fc.constant("insert" as const), at: place, bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }) }),
  fc.record({ how: fc.constant("repeat" as const), at: place, length, times: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ how: fc.constant("splice" as const), at: place, length, to: place }),
  fc.record({ how: fc.constant("swap" as const), at: place, length, to: place }),
  fc.record({ how: fc.constant("end" as const), at: place }),
  fc.record({ how: fc.constant("begin" as const), at: place }),
);
