import { Events } from "../../bench/events";
import { Random } from "../../bench/random";
import { type Damage, damaged } from "../../fuzz/damage";
import { expectSame, newPair, type ReadLog, readWith, textsOf } from "./read";

/** The results for logs in which one byte was changed. */
export interface Mutations {
  count: number;
  /** JSON.parse rejects the log. */
  refused: number;
  /** How many of those the scanners noticed. */
  noticed: number;
  /** The scanners report problems in what JSON.parse reads. */
  falseAlarms: string[];
  /** Lost undamaged records beside the damaged one. */
  lost: string[];
}

const LOGS = 50; // for one pair of scanners: remains of one log must not change the next
const RECORDS = 7;
const MIDDLE = RECORDS >> 1;

/**
 * Changes a byte in one record of each log and proves that all scanners read the same, including their dictionaries.
 */
export function mutate(count: number, seed: number): Mutations {
  const random = new Random(seed);
  const events = new Events(seed);
  const found: Mutations = { count, refused: 0, noticed: 0, falseAlarms: [], lost: [] };
  let pair = newPair();
  for (let i = 0; i < count; i++) {
    if (i % LOGS === 0) {
      expectSame(...(pair.map(textsOf) as [unknown, unknown]), `texts before log ${i} of seed ${seed}`);
      pair = newPair();
    }
    const records = Array.from({ length: RECORDS }, () => told(events, random));
    const target = mutated(records[MIDDLE] as Uint8Array, random);
    const layout = random.pick(layouts);
    const log = layout(records.with(MIDDLE, target));
    const how = {
      withoutTexts: true,
      window: random.pick([64, 256, 4096]),
      piece: random.chance(0.01) ? 1 + random.below(8) : 64 + random.below(4000),
    };
    const [plain, simd] = pair.map((scanner) => readWith(scanner, log, how)) as [ReadLog, ReadLog];
    expectSame(simd, plain, `log ${i} of seed ${seed}`);
    judge(found, plain, log, records, target);
  }
  return found;
}

function told(events: Events, random: Random): Uint8Array {
  const { record } = events.next();
  if (random.chance(0.2)) record["requestParameters"] = oddities[random.below(oddities.length)];
  const text = JSON.stringify(record, null, random.chance(0.1) ? 1 : 0);
  return encoder.encode(random.chance(0.1) ? text.replace(/(?<=.{40})[A-Y](?=[a-z]+")/s, escaped) : text);
}

const escaped = (char: string): string => `\\u00${char.charCodeAt(0).toString(16)}`;

const oddities: unknown[] = [
  { userName: "日本語 \u00e9\ud83d\ude80", 'a"b\\': [1.5e300, -0, 12345678901234567890n.toString(), true, null] },
  { logins: { "cognito-idp.us-east-1.amazonaws.com/us-east-1_A": "x", other: "y" }, "": {} },
  { bucketName: "a\tb\u2028\\", deep: JSON.parse(`${"[".repeat(80)}${"]".repeat(80)}`) },
  { n: [0, -1, 1e3, 0.5, [], {}, [[]], [{}]], roleArn: "" },
];

function mutated(record: Uint8Array, random: Random): Uint8Array {
  const at = random.below(record.length);
  const how = random.below(4);
  const bit = how === 1 ? random.below(8) : 0;
  const byte = how === 1 ? 0 : random.below(256);
  const damages: Damage[] = [
    { how: "replace", at, byte },
    { how: "flip", at, bit },
    { how: "insert", at, bytes: Uint8Array.of(byte) },
    { how: "cut", at, length: 1 },
  ];
  return damaged(record, [damages[how] as Damage]).bytes;
}

const bytes = (text: string): Uint8Array => encoder.encode(text);
const joined = (records: Uint8Array[], by: string): Uint8Array =>
  concat(...records.flatMap((one, i) => (i === 0 ? [one] : [bytes(by), one])));

const wrapped = (records: Uint8Array[]): Uint8Array =>
  concat(bytes('[{"version":"0","detail":'), joined(records, '},{"version":"0","detail":'), bytes("}]"));

const layouts: ((records: Uint8Array[]) => Uint8Array)[] = [
  (records) => concat(bytes('{"Records":['), joined(records, ","), bytes("]}")),
  (records) => concat(bytes("[\n  "), joined(records, ",\r\n  "), bytes("\n]\n")),
  wrapped,
];

function judge(found: Mutations, read: ReadLog, log: Uint8Array, records: Uint8Array[], target: Uint8Array): void {
  const isGood = isJson(log);
  if (!isGood) {
    found.refused++;
    if (read.problems.length > 0) found.noticed++;
  } else if (read.problems.some(({ reason }) => reason !== "notUtf8" && reason !== "notARecord"))
    found.falseAlarms.push(decoder.decode(target));
  records.forEach((record, i) => {
    if (i !== MIDDLE && !read.records.includes(decoder.decode(record))) found.lost.push(decoder.decode(record));
  });
}

function isJson(log: Uint8Array): boolean {
  try {
    JSON.parse(decoder.decode(log));
    return true;
  } catch {
    return false;
  }
}

function concat(...parts: Uint8Array[]): Uint8Array {
  return Buffer.concat(parts).slice();
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
