import { type DictionaryName, dictionaryNames } from "../../core/events/paths";
import type { Scanner } from "../../core/scan/scanner";
import type { Deriver } from "../store/derive";
import { type Block, paddedLength, Unusable } from "./block";

const PIECE = 256 * 1024; // bytes of texts in a block, unless one text is longer
const TUPLES = 4096; // tuples in a block
const HEAD = 2; // words: which dictionary or tuple column, and how many

/** The texts of each dictionary as blocks: lengths, then bytes. */
export function* textBlocks(
  { dictionaries }: Scanner,
  idsOf: (name: DictionaryName) => Uint32Array,
): Generator<Uint8Array> {
  for (const [index, name] of dictionaryNames.entries()) {
    const dictionary = dictionaries[name];
    const ids = idsOf(name);
    for (let from = 0; from < ids.length; ) {
      let to = from;
      let length = 0;
      while (to < ids.length && (to === from || length < PIECE)) length += dictionary.utf8(ids[to++] as number).length;
      const count = to - from;
      const block = new Uint8Array(paddedLength((HEAD + count) * 4 + length));
      const words = new Uint32Array(block.buffer);
      words[0] = index;
      words[1] = count;
      let at = (HEAD + count) * 4;
      for (let i = 0; i < count; i++) {
        const text = dictionary.utf8(ids[from + i] as number);
        words[HEAD + i] = text.length;
        block.set(text, at);
        at += text.length;
      }
      yield block;
      from = to;
    }
  }
}

/**
 * The tuples of each column as blocks: the numbers of their parts, and unchanged flags.
 * @param numbersOf numbers of texts, if they were renumbered
 */
export function* tupleBlocks(
  derive: Deriver,
  idsOf: (combined: number) => Uint32Array,
  numbersOf: (name: DictionaryName) => Uint32Array | undefined,
): Generator<Uint8Array> {
  for (const [index, column] of derive.combined().entries()) {
    const { width } = column.tuples;
    const ids = idsOf(index);
    const numbers = column.parts.map(numbersOf);
    for (let from = 0; from < ids.length; from += TUPLES) {
      const count = Math.min(TUPLES, ids.length - from);
      const block = new Uint32Array(paddedLength((HEAD + count * width) * 4) / 4);
      block.set([index, count]);
      let at = HEAD;
      for (let i = from; i < from + count; i++) {
        for (let part = 0; part < width; part++) {
          const value = column.part(ids[i] as number, part);
          block[at++] = numbers[part]?.[value] ?? value; // flags are not text IDs
        }
      }
      yield new Uint8Array(block.buffer);
    }
  }
}

/** A store's IDs for the numbers in another store or a file. */
export class IdMap {
  /** Whether each number equals its ID, so that nothing has to be replaced. */
  isSame = true;
  size = 0;
  #ids = new Uint32Array(64);

  constructor() {
    this.add(0);
  }

  add(id: number): void {
    if (this.size === this.#ids.length) {
      const larger = new Uint32Array(this.size * 2);
      larger.set(this.#ids);
      this.#ids = larger;
    }
    if (id !== this.size) this.isSame = false;
    this.#ids[this.size++] = id;
  }

  addAll(ids: Uint32Array): void {
    for (let i = 0; i < ids.length; i++) this.add(ids[i] as number);
  }

  /** By number. */
  get all(): Uint32Array {
    return this.#ids.subarray(0, this.size);
  }

  /** Adds consecutive IDs when all earlier IDs equal their numbers. */
  addNext(count: number): void {
    for (let i = 0; i < count; i++) this.add(this.size);
  }

  id(number: number): number {
    if (number >= this.size) throw new Unusable("a number");
    return this.#ids[number] as number;
  }
}

export class KnownIds {
  readonly texts = Object.fromEntries(dictionaryNames.map((name) => [name, new IdMap()])) as Record<
    DictionaryName,
    IdMap
  >;
  /** For each of {@link Deriver.combined}. */
  readonly combinations: readonly IdMap[];
  readonly #combined;

  constructor(
    private readonly scanner: Scanner,
    derive: Deriver,
  ) {
    this.#combined = derive.combined();
    this.combinations = this.#combined.map(() => new IdMap());
  }

  takeTexts({ buffer, length }: Block): void {
    const words = new Uint32Array(buffer, 0, length >> 2);
    const name = dictionaryNames[words[0] as number];
    const count = words[1] as number;
    if (name === undefined) throw new Unusable("a dictionary");
    const dictionary = this.scanner.dictionaries[name];
    const map = this.texts[name];
    const lengths = words.slice(HEAD, HEAD + count);
    const bytes = lengths.reduce((sum, one) => sum + one, 0);
    const texts = new Uint8Array(buffer, (HEAD + count) * 4, bytes);
    if (map.isSame && map.size === dictionary.size) {
      // the dictionary is empty otherwise, and its texts are distinct
      dictionary.addAll(texts, lengths);
      map.addNext(count);
    } else {
      dictionary.internAll(texts, lengths);
      map.addAll(lengths);
    }
  }

  takeTuples({ buffer, length }: Block): void {
    const words = new Uint32Array(buffer, 0, length >> 2);
    const [index = 0, count = 0] = words;
    const column = this.#combined[index];
    const map = this.combinations[index];
    if (!column || !map) throw new Unusable("a combination");
    const { parts, tuples: known } = column;
    const { width } = known;
    const maps = parts.map((name) => this.texts[name]);
    if (map.isSame && map.size === known.size && maps.every(({ isSame }) => isSame)) {
      known.addAll(new Int32Array(buffer, HEAD * 4, count * width));
      map.addNext(count);
      return;
    }
    const tuples = new Int32Array(buffer, HEAD * 4, count * width).slice();
    for (const [part, { all }] of maps.entries()) {
      for (let at = part; at < tuples.length; at += width) {
        const id = all[tuples[at] as number];
        if (id === undefined) throw new Unusable("a number");
        tuples[at] = id; // flags come after all parts and are not text IDs
      }
    }
    map.addAll(known.ofAll(tuples));
  }
}
