import { findTarHeader, isTarHeader, TAR_BLOCK } from "../../core/shapes/archive";
import { type GzipDamage, isGap } from "./damaged";
import { type ArchiveDamage, DamagedMember, Entries, hiddenIn, type Member } from "./members";
import { step } from "./pieces";

/** Start and end of fields in a header. */
const NAME = [0, 100] as const;
const SIZE = [124, 136] as const;
const TYPE = 156;
const MAGIC = [257, 263] as const;
const PREFIX = [345, 500] as const;
/**
 * Position of the flag in GNU's header of a sparse file, and in the blocks that follow it, that another block of its
 * map follows.
 */
const SPARSE_GOES_ON = 482;
const MAP_GOES_ON = 504;

/** A larger extended header is skipped: it normally contains a name, times and the like. */
const LONGEST_EXTENDED = 1024 * 1024;

/** Notes where content is missing, so that what follows is searched for the next file. */
export class Gaps {
  #damage: GzipDamage | undefined;

  /** Call this after everything before the damage was handed out. */
  readonly told = (damage: GzipDamage): void => {
    // all of the content exists if only the checksums are wrong
    if (isGap(damage) && damage !== "changed") this.#damage = damage;
  };

  take(): GzipDamage | undefined {
    const damage = this.#damage;
    this.#damage = undefined;
    return damage;
  }
}

/** What an extended header says about the next file. */
interface Extended {
  name?: string;
  size?: number;
  isSparse?: boolean;
}

/**
 * The members of a tar in order, which is the only way to find them. After a damaged header or missing content,
 * continues at the next header with a right checksum.
 */
export async function* tarMembers(
  content: AsyncIterable<Uint8Array>,
  gaps: Gaps,
  told: (damage: ArchiveDamage) => void,
): AsyncGenerator<Member> {
  const input = new Input(content, gaps);
  const entries = new Entries();
  let extended: Extended = {};
  let isEnded = false; // by the zeros that mark the end
  let wasGap = false;
  try {
    for (;;) {
      const block = await input.take(TAR_BLOCK);
      if (block.length < TAR_BLOCK) {
        if (input.gap !== undefined) {
          wasGap = true;
          extended = {};
          input.passGap();
          await resync(input, new Uint8Array(0));
          continue;
        }
        const isCut = block.length > 0 ? !isZero(block) : !isEnded;
        if (isCut && !wasGap) told("cut");
        return;
      }
      if (isZero(block)) {
        isEnded = true;
        continue;
      }
      const header = isTarHeader(block) ? headerOf(block) : undefined;
      if (header === undefined) {
        extended = {};
        const skipped = await resync(input, block);
        if (skipped > 0) told(skipped);
        continue;
      }
      isEnded = false;
      wasGap = false;
      const { type } = header;
      const left = new Left(input, header.size);
      if (type === "x" || type === "X" || type === "L") {
        const text = header.size <= LONGEST_EXTENDED ? await input.take(header.size) : new Uint8Array(0);
        left.count -= text.length;
        const isWhole = text.length === header.size;
        if (type === "L") extended = { ...extended, name: textOf(text) };
        else {
          const { said, isSound } = extendedOf(text);
          extended = { ...extended, ...said };
          if (!isSound && isWhole) told("extended");
        }
        if (header.size > LONGEST_EXTENDED) told("extended");
        await left.skip();
        continue;
      }
      if (type === "g" || type === "K" || type === "V" || type === "D" || type === "N") {
        await left.skip();
        continue;
      }
      const { name = header.name, size = header.size, isSparse = type === "S" } = extended;
      extended = {};
      if (type === "S") await passMap(input, block);
      const isFile = !"123456".includes(type);
      left.setSize(isFile ? size : 0);
      if (type === "5" || (isFile && size === 0 && name.endsWith("/"))) continue;
      yield {
        entry: entries.next(name),
        size,
        ...(!isFile
          ? { passedOver: "notAFile" as const }
          : hiddenIn(name)
            ? { passedOver: "hidden" as const }
            : isSparse
              ? { passedOver: { code: "sparse" } }
              : {}),
        pieces: () => left.pieces(),
      };
      await left.skip();
    }
  } finally {
    await input.close();
  }
}

/** A file's bytes that were not taken yet. */
class Left {
  count = 0;
  #padding = 0;

  constructor(
    private readonly input: Input,
    size: number,
  ) {
    this.setSize(size);
  }

  setSize(size: number): void {
    this.count = size;
    this.#padding = (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK;
  }

  async *pieces(): AsyncGenerator<Uint8Array> {
    while (this.count > 0) {
      const piece = await this.input.upTo(this.count);
      if (piece.length === 0) throw new DamagedMember(this.input.gap ?? "archive");
      this.count -= piece.length;
      yield piece.slice(); // a piece is valid only until the next one, and several of them are kept
    }
  }

  async skip(): Promise<void> {
    for (let left = this.count + this.#padding; left > 0; ) {
      const { length } = await this.input.upTo(left);
      if (length === 0) return;
      left -= length;
    }
  }
}

/** Content by bytes instead of pieces. It stops at a gap until the gap is passed. */
class Input {
  /** Content is missing here; nothing follows until the gap is passed. */
  gap: GzipDamage | undefined;
  readonly #pieces: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array(0);
  #isOver = false;
  #failure: Error | undefined;

  constructor(
    content: AsyncIterable<Uint8Array>,
    private readonly gaps: Gaps,
  ) {
    this.#pieces = content[Symbol.asyncIterator]();
  }

  passGap(): void {
    this.gap = undefined;
  }

  /** Some of the next bytes, at most this many; none at a gap and at the end. Valid until the next call. */
  async upTo(most: number): Promise<Uint8Array> {
    while (this.#piece.length === 0 && !this.#isOver && this.gap === undefined) {
      const next = this.#failure ?? (await step(this.#pieces));
      this.gap = this.gaps.take();
      if (next instanceof Error) this.#failure = next;
      else if (next === undefined) this.#isOver = true;
      else this.#piece = next;
      if (next instanceof Error && this.gap === undefined) throw next;
    }
    if (this.gap !== undefined) return new Uint8Array(0);
    const taken = this.#piece.subarray(0, most);
    this.#piece = this.#piece.subarray(taken.length);
    return taken;
  }

  /** This many bytes, or as many as there are. */
  async take(count: number): Promise<Uint8Array> {
    const first = await this.upTo(count);
    if (first.length === count) return first;
    const all = [first.slice()];
    let length = first.length;
    while (length < count) {
      const more = await this.upTo(count - length);
      if (more.length === 0) break;
      all.push(more.slice());
      length += more.length;
    }
    return Buffer.concat(all);
  }

  /** Puts bytes back: they come next again. */
  untake(bytes: Uint8Array): void {
    this.#piece = this.#piece.length === 0 ? bytes : Buffer.concat([bytes, this.#piece]);
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}

/**
 * Goes to the next header, or to a gap or the end.
 * @returns the number of bytes that belong to no file; 0 if they are all zeros
 */
async function resync(input: Input, block: Uint8Array): Promise<number> {
  let window: Uint8Array = block.slice();
  let skipped = 0;
  let isPadding = true;
  const pass = (count: number): void => {
    isPadding &&= isZero(window.subarray(0, count));
    skipped += count;
    window = window.subarray(count);
  };
  for (let from = block.length > 0 ? 1 : 0; ; ) {
    const found = findTarHeader(window, from, skipped);
    if (found >= 0) {
      pass(found);
      input.untake(window);
      break;
    }
    const more = await input.upTo(Number.POSITIVE_INFINITY);
    if (more.length === 0) {
      pass(window.length);
      break;
    }
    pass(Math.min(window.length, Math.max(from, window.length - TAR_BLOCK + 1)));
    from = 0;
    window = Buffer.concat([window, more]);
  }
  return isPadding ? 0 : skipped;
}

async function passMap(input: Input, header: Uint8Array): Promise<void> {
  for (let goesOn = header[SPARSE_GOES_ON] !== 0; goesOn; ) {
    const block = await input.take(TAR_BLOCK);
    goesOn = block.length === TAR_BLOCK && block[MAP_GOES_ON] !== 0;
  }
}

function headerOf(block: Uint8Array): { name: string; size: number; type: string } | undefined {
  const size = numberIn(block.subarray(...SIZE));
  if (size === undefined) return undefined;
  const isPosix = ascii(block.subarray(...MAGIC)) === "ustar\0"; // GNU's own format has other data in place of the prefix
  const prefix = isPosix ? textOf(block.subarray(...PREFIX)) : "";
  const name = textOf(block.subarray(...NAME));
  const type = block[TYPE] === 0 ? "0" : String.fromCharCode(block[TYPE] as number);
  return { name: prefix === "" ? name : `${prefix}/${name}`, size, type };
}

/** Octal digits or, if the first bit is set, a base-256 number. */
function numberIn(field: Uint8Array): number | undefined {
  if ((field[0] as number) & 0x80) {
    const bytes = field.slice();
    (bytes[0] as number) &= 0x7f;
    const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
    return Number.isSafeInteger(number) ? number : undefined;
  }
  const text = ascii(field).replace(/\0.*$/s, "").trim();
  if (!/^[0-7]*$/.test(text)) return undefined;
  return text === "" ? 0 : Number.parseInt(text, 8);
}

/** Lines of `length key=value`. @returns what they say up to the first invalid line */
function extendedOf(text: Uint8Array): { said: Extended; isSound: boolean } {
  const said: Extended = {};
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.length);
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const digits = space < 0 ? "" : bytes.toString("latin1", at, Math.min(space, at + 20));
    const end = at + Number(digits);
    const equals = space < 0 ? -1 : bytes.indexOf(0x3d, space);
    const isLine = /^[0-9]+$/.test(digits) && end <= bytes.length && bytes[end - 1] === 0x0a;
    if (!isLine || equals < 0 || equals >= end) return { said, isSound: isZero(bytes.subarray(at)) };
    const key = bytes.toString("utf8", space + 1, equals);
    const value = bytes.toString("utf8", equals + 1, end - 1);
    if (key === "path" && said.name === undefined) said.name = value;
    else if (key === "GNU.sparse.name") said.name = value;
    else if (key === "size" && /^[0-9]{1,15}$/.test(value)) said.size = Number(value);
    else if (key === "size") return { said, isSound: false };
    if (key.startsWith("GNU.sparse.")) said.isSparse = true;
    at = end;
  }
  return { said, isSound: true };
}

function isZero(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 0) return false;
  return true;
}

const ascii = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");

/** Up to the first zero. */
function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(bytes.buffer, bytes.byteOffset, end < 0 ? bytes.length : end).toString("utf8");
}
