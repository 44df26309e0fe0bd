/**
 * Tells whether a text is still the record that an event's row was made of. A file can change after it was read, and another
 * record may stand in its place then: what is shown, copied or followed as an event's record is compared with its row first.
 */
import { type ColumnName, columnRows } from "../events/columns";
import { type PathRow, paths, repeatedObjects } from "../events/paths";
import type { EventRow } from "../events/row";
import { parseTime } from "../events/time";
import * as t from "../scan/tokens";
import { buildTrie } from "../scan/trie";
import { ABSENT, ESCAPED } from "../scan/values";
import { unescaped, Walk } from "../scan/walk";

const OBJECT = 0x7b;
const PAD = 16; // zeros after the text's bytes, which the walk needs
/** As many levels as a setting allows when a log is read. */
const DEEPEST = 1_000_000;

const known: ReadonlyMap<string, PathRow> = new Map(paths.map((row) => [row.path, row]));

interface Compared {
  readonly name: ColumnName;
  readonly places: readonly PathRow[];
}

/** The columns whose value stands in the record as the row has it, and their places. */
const compared: readonly Compared[] = columnRows.flatMap((row) => {
  const from: readonly string[] = "from" in row ? row.from : "guid" in row ? [row.guid] : [];
  const places = from.flatMap((path) => known.get(path) ?? []);
  // a summary of many calls has its account from elsewhere
  return places.length > 0 && row.name !== "recipientAccountId" && places.every(isPlain)
    ? [{ name: row.name, places }]
    : [];
});

/** One value, which a row has as it is; what is inside a `userIdentity` takes long to find, and tells no more. */
function isPlain({ path, limit }: PathRow): boolean {
  const [top = ""] = path.split(".");
  return limit === undefined && !/[[{]/.test(path) && !repeatedObjects.includes(top);
}

const timePlace = known.get("eventTime") as PathRow;
const places: readonly PathRow[] = [timePlace, ...new Set(compared.flatMap((column) => column.places))];
const walk = new Walk(buildTrie(places, [], []), places.length);

/** The mark of the record that a row was made from: 26 hexadecimal digits, none of the log's text. A column that is absent is taken as empty. */
export function markOf(row: Pick<EventRow, "eventTime"> & { readonly [name in ColumnName]?: string }): string {
  return digest(row.eventTime, (column) => row[column.name] ?? "");
}

/** The mark of a record's JSON; undefined if it is not a JSON object. */
export function markOfRecord(json: Uint8Array): string | undefined {
  const bytes = new Uint8Array(json.length + PAD);
  bytes.set(json);
  const depth = t.depthLimit();
  t.limitDepth(DEEPEST);
  try {
    walk.begin(bytes);
    const start = t.skipSpace(bytes, 0);
    if (bytes[start] !== OBJECT) return undefined;
    const after = walk.element(bytes, start);
    if (after < 0 || t.skipSpace(bytes, after) !== json.length) return undefined;
    const first = (of: readonly PathRow[]): string => {
      for (const place of of) {
        const text = textAt(bytes, places.indexOf(place));
        if (text !== "") return text;
      }
      return "";
    };
    return digest(first([timePlace]), (column) => first(column.places));
  } finally {
    t.limitDepth(depth);
    walk.begin(nothing); // or a large record's bytes would be kept
  }
}

const nothing = new Uint8Array(PAD);

function textAt(bytes: Uint8Array, place: number): string {
  const { state, from, to } = walk.values;
  if (state[place] === ABSENT) return "";
  const [start, end] = [from[place] as number, to[place] as number];
  return decoder.decode(state[place] === ESCAPED ? unescaped(bytes, start, end) : bytes.subarray(start, end));
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** 104 bits of all values together. Nobody gains by two records with the same: whoever can write one log's records can write both. */
function digest(spelledTime: string, textOf: (column: Compared) => string): string {
  const time = parseTime(spelledTime);
  const text = JSON.stringify([Number.isNaN(time) ? spelledTime : time, ...compared.map(textOf)]);
  return hash(text, 0) + hash(text, 1);
}

/** 52 bits of a text: two multiplicative hashes of 32, mixed. */
function hash(text: string, seed: number): string {
  let one = 0xdeadbeef ^ seed;
  let other = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, 0x9e3779b1);
    other = Math.imul(other ^ unit, 0x5f356495);
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
  other = Math.imul(other ^ (other >>> 16), 0x85ebca6b) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
  const number = (0x000fffff & other) * 0x1_0000_0000 + (one >>> 0);
  return number.toString(16).padStart(13, "0");
}
