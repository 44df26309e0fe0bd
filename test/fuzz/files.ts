import zlib from "node:zlib";
import fc from "fast-check";
import { corpus, type Fields, json, reduced, whole } from "../support/corpus";
import { zipOf } from "../support/zip";
import { type Damage, type Damaged, damage, damaged, Traces } from "./damage";
import { readOnce } from "./readers";
import { tarOf } from "./tar";

/**
 * Generated files: records in a shape, packed, in an archive, damaged at any of these levels, and what must be found in
 * them.
 */

/** How a shape's records are distinguished from what surrounds them. */
type Kind = "bare" | "wrapped" | "table";
interface Shape {
  name: string;
  kind: Kind;
  write: (records: Fields[]) => string;
}
const bare = new Set(["records", "array", "lines", "concatenated"]);
const tables = new Set(["queryCsv", "athenaResult", "lakeResult", "insightsResult", "eventHistoryCsv"]);
const shapes: Shape[] = [
  ...[...whole, ...reduced].map(([shape, name, write]): Shape => {
    return { name, write, kind: bare.has(shape) ? "bare" : tables.has(shape) ? "table" : "wrapped" };
  }),
  { name: "one record", kind: "bare", write: ([record]) => json(record) },
];
const shapeNamed = new Map(shapes.map((shape) => [shape.name, shape]));

/** What other work on the readers should bring: then it is removed here. */
const notYet = {
  /** A damaged tar gives all members that are complete. */
  damagedTar: true,
  /** After damage, the next line with a time is found; what replaces a time is reported. */
  shapes: new Set(["lines of an export", "lines of aws logs tail"]),
  /** After damage, the next wrapped record is found. */
  wrapped: true,
};

/** @param most of each kind of damage */
const damages = (most: number): fc.Arbitrary<Damage[]> => fc.array(damage, { maxLength: most });

const shapeAndRecords = fc.record({
  shape: fc.constantFrom(...shapeNamed.keys()),
  records: corpus,
  damages: fc.oneof({ weight: 1, arbitrary: damages(0) }, { weight: 4, arbitrary: damages(2) }),
});

type Packing =
  | { how: "plain"; coding: "utf-8" | "utf-8 with mark" | "utf-16le" | "utf-16be" }
  | {
      how: "gzip";
      /** Where members end. */
      cuts: number[];
      level: number;
      /** Nested. */
      times: number;
      mark: boolean;
      behind: "" | "\0\0\0" | "something";
      damages: Damage[];
    }
  | { how: "awslogs" };

const packing: fc.Arbitrary<Packing> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      how: fc.constant("plain" as const),
      coding: fc.constantFrom(
        "utf-8" as const,
        "utf-8" as const,
        "utf-8" as const,
        "utf-8 with mark" as const,
        "utf-16le" as const,
        "utf-16be" as const,
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      how: fc.constant("gzip" as const),
      cuts: fc.array(fc.nat({ max: 0x3fff_ffff }), { maxLength: 4 }),
      level: fc.constantFrom(0, 1, 6, 9),
      times: fc.constantFrom(1, 1, 1, 1, 2, 3),
      mark: fc.boolean(),
      behind: fc.constantFrom("" as const, "" as const, "" as const, "\0\0\0" as const, "something" as const),
      damages: fc.oneof(damages(0), damages(1)),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ how: "awslogs" as const }) },
);

export interface FilePlan {
  /** Its name. */
  shape: string;
  records: Fields[];
  damages: Damage[];
  packing: Packing;
}

const file: fc.Arbitrary<FilePlan> = fc
  .tuple(shapeAndRecords, packing)
  .map(([{ shape, records, damages }, packing]) => {
    return { shape, records, damages: notYet.shapes.has(shape) ? [] : damages, packing };
  });

export interface ArchivePlan {
  archive: "zip" | "stored zip" | "tar" | "tar.gz";
  files: FilePlan[];
  /** It is in another archive beside the first file. */
  nested: boolean;
  damages: Damage[];
}

const archive: fc.Arbitrary<ArchivePlan> = fc
  .record({
    archive: fc.constantFrom("zip" as const, "stored zip" as const, "tar" as const, "tar.gz" as const),
    files: fc.array(file, { minLength: 1, maxLength: 4 }),
    nested: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    damages: fc.oneof(damages(0), damages(1)),
  })
  .filter(({ archive, damages }) => !(notYet.damagedTar && archive.startsWith("tar") && damages.length > 0));

export const filePlan: fc.Arbitrary<FilePlan | ArchivePlan> = fc.oneof(
  { weight: 5, arbitrary: file },
  { weight: 1, arbitrary: archive },
);

/** A record without damage. */
export interface Survivor {
  text: Buffer;
  /** Its position in the content, if that is known. */
  start: number | undefined;
  /** It must be found; others may be lost with damage around them, which is then reported. */
  isSure: boolean;
}

export interface MadeFile {
  name: string;
  bytes: Uint8Array;
  /** Undefined if the damaged packing decides the content. */
  content: Content | undefined;
  /** All that a sound packing would give. */
  unpacked: Uint8Array;
  survivors: Survivor[];
  /** What surrounds the content is damaged, which must be reported. */
  isPackingOdd: boolean;
}

/** Damaged or not. */
export interface Content extends Damaged {
  kind: Kind;
  /** Records in what it was before it was damaged. */
  sound: [start: number, end: number][];
}

export function madeFile(plan: FilePlan): MadeFile {
  const shape = shapeNamed.get(plan.shape) as Shape;
  const written = Buffer.from(shape.write(plan.records));
  const { spans: sound, problems } = readOnce(written);
  if (problems.length > 0) throw new Error(`${shape.name}: ${JSON.stringify(problems)}`);
  const content: Content = { kind: shape.kind, sound, ...damaged(written, plan.damages) };
  const survivors = survivorsOf(content, written);
  const packed = packedOf(content, survivors, plan.packing);
  return { name: shape.name, survivors, isPackingOdd: false, content, unpacked: content.bytes, ...packed };
}

function survivorsOf({ kind, origin, sound }: Content, written: Buffer): Survivor[] {
  const isFoundAgain = !(kind === "wrapped" && notYet.wrapped);
  const traces = new Traces(written.length, origin);
  // what is before the first row of a table tells what its columns are
  const first = sound[0]?.[0] ?? 0;
  const isHeadWhole = traces.of(0, first) === 0 || first === 0;
  return sound.flatMap(([from, to], i) => {
    const start = traces.of(from, to);
    if (start === undefined) return [];
    const before = Math.max(0, (sound[i - 1]?.[1] ?? 0) - 1);
    const behind = Math.min(written.length, (sound[i + 1]?.[0] ?? written.length) + 1);
    // a table's last row ends where the content does
    const isEnd = kind !== "table" || behind < written.length || start + written.length - from === origin.length;
    const isAround = isEnd && traces.of(before, behind) !== undefined;
    return [{ text: written.subarray(from, to), start, isSure: isHeadWhole && isAround && isFoundAgain }];
  });
}

type Packed = Pick<MadeFile, "bytes"> & Partial<MadeFile>;

function packedOf(content: Content, survivors: Survivor[], packing: Packing): Packed {
  switch (packing.how) {
    case "plain":
      return { bytes: encoded(content.bytes, packing.coding) };
    case "awslogs": {
      const data = zlib.gzipSync(content.bytes).toString("base64");
      return { bytes: Buffer.from(json({ awslogs: { data } })), content: withNewline(content) };
    }
    case "gzip":
      return gzipped(content, survivors, packing);
  }
}

/** As in the content of such messages: one on each line. */
function withNewline(content: Content): Content {
  return {
    ...content,
    bytes: Buffer.concat([content.bytes, Buffer.from("\n")]),
    origin: Int32Array.from([...content.origin, -1]),
    source: Int32Array.from([...content.source, -1]),
  };
}

const BOM = Buffer.from("\ufeff");

function encoded(content: Uint8Array, coding: Extract<Packing, { how: "plain" }>["coding"]): Uint8Array {
  if (coding === "utf-8") return content;
  if (coding === "utf-8 with mark" || !isUtf8(content)) return Buffer.concat([BOM, content]);
  const wide = Buffer.from(`\ufeff${Buffer.from(content).toString()}`, "utf16le");
  return coding === "utf-16le" ? wide : wide.swap16();
}

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function gzipped(content: Content, survivors: Survivor[], packing: Extract<Packing, { how: "gzip" }>): Packed {
  const mark = packing.mark ? BOM : Buffer.alloc(0);
  const raw = Buffer.concat([mark, content.bytes]);
  const ends = [...new Set(packing.cuts.map((cut) => cut % (raw.length + 1))), raw.length].sort((a, b) => a - b);
  let from = 0;
  let at = 0;
  const members = ends.map((end) => {
    const packed = zlib.gzipSync(raw.subarray(from, end), { level: packing.level });
    const member = { from, to: end, packed, at };
    from = end;
    at += packed.length;
    return member;
  });
  let bytes: Uint8Array = Buffer.concat(members.map(({ packed }) => packed));
  if (packing.times === 1 && packing.damages.length > 0) {
    const now = damaged(bytes, packing.damages);
    const traces = new Traces(bytes.length, now.origin);
    const isGzip = traces.of(0, 3) === 0;
    // the part of the content that is certain
    const out = members.map(({ from, to, packed, at }): [from: number, to: number] => {
      const whole = traces.upTo(at, at + packed.length) - at;
      return [from, whole === packed.length ? to : from + prefixOf(packed.subarray(0, whole)).length];
    });
    const isOut = (start: number, end: number): boolean => {
      let p = start;
      for (const [from, to] of out) if (from <= p && p < to) p = to;
      return p >= end;
    };
    return {
      bytes: now.bytes,
      content: undefined,
      survivors: survivors.flatMap(({ text, start = 0, isSure }) => {
        const place = start + mark.length;
        if (!isGzip || !isOut(place, place + text.length)) return [];
        const isAround = isOut(0, Math.min(raw.length, place + text.length + 1));
        return [{ text, start: undefined, isSure: isSure && isAround }];
      }),
      isPackingOdd: true,
    };
  }
  for (let i = 1; i < packing.times; i++) bytes = zlib.gzipSync(bytes);
  if (packing.behind !== "") bytes = Buffer.concat([bytes, Buffer.from(packing.behind)]);
  return { bytes, isPackingOdd: packing.behind === "something" };
}

/** The content of the beginning of a member. */
function prefixOf(packed: Uint8Array): Buffer {
  try {
    return zlib.gunzipSync(packed, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

export interface MadeArchive {
  name: string;
  bytes: Uint8Array;
  files: MadeFile[];
  survivors: Survivor[];
  isDamaged: boolean;
  isNested: boolean;
}

export const isArchive = (plan: FilePlan | ArchivePlan): plan is ArchivePlan => "archive" in plan;

/** Members' names are their numbers. */
export function madeArchive(plan: ArchivePlan): MadeArchive {
  const files = plan.files.map(madeFile);
  const inner = archiveOf(
    plan.archive,
    files.map(({ bytes }, i) => [`${i}.json`, bytes]),
  );
  const sound = plan.nested
    ? archiveOf(plan.archive, [
        ["first.json", (files[0] as MadeFile).bytes],
        ["inner", inner.bytes],
      ])
    : inner;
  const { bytes, origin } = damaged(sound.bytes, plan.damages);
  const traces = new Traces(sound.bytes.length, origin);
  const isDamaged = plan.damages.length > 0;
  const survivors = files.flatMap((one, i) => {
    if (plan.nested && i > 0) return [];
    const isSure = sound.isSure(traces, bytes, i);
    return one.survivors.map((survivor) => ({ ...survivor, start: undefined, isSure: survivor.isSure && isSure }));
  });
  return { name: plan.archive, bytes, files, survivors, isDamaged, isNested: plan.nested };
}

interface Archive {
  bytes: Uint8Array;
  /** Whether damage left this member, and the way to it, intact. */
  isSure(traces: Traces, now: Uint8Array, member: number): boolean;
}

function archiveOf(kind: ArchivePlan["archive"], files: [name: string, content: Uint8Array][]): Archive {
  if (kind === "zip" || kind === "stored zip") {
    const bytes = zipOf(files, { store: kind === "stored zip" });
    const directory = bytes.readUInt32LE(bytes.length - 6);
    const starts = localHeaders(bytes, directory);
    return {
      bytes,
      isSure: (traces, _, i) => {
        const start = starts[i] as number;
        return (
          traces.of(directory, bytes.length) === directory && traces.of(start, starts[i + 1] ?? directory) === start
        );
      },
    };
  }
  const tar = tarOf(files);
  const end = (i: number): number => tarOf(files.slice(0, i + 1)).length - 1024;
  if (kind === "tar") return { bytes: tar, isSure: (traces, _, i) => traces.of(0, end(i)) === 0 };
  const bytes = zlib.gzipSync(tar);
  return {
    bytes,
    isSure: (traces, _, i) => prefixOf(bytes.subarray(0, traces.upTo(0, bytes.length))).length >= end(i),
  };
}

function localHeaders(zip: Buffer, directory: number): number[] {
  const starts: number[] = [];
  for (let p = directory; zip.readUInt32LE(p) === 0x02014b50; p += 46 + zip.readUInt16LE(p + 28))
    starts.push(zip.readUInt32LE(p + 42));
  return starts;
}
