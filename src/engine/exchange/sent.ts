import type { Store } from "../store/store";
import type { Block } from "./block";
import { textBlocks, tupleBlocks } from "./texts";

/** What another store needs to take over rows: texts, tuples and chunks, in this order. */
export interface Sent {
  texts: Block[];
  tuples: Block[];
  chunks: Block[];
}

/** Sends rows to another store, each time only with the texts and tuples that are new since the last time. */
export class Sender {
  readonly #texts = new Map<string, number>();
  readonly #combinations: number[];

  constructor(private readonly store: Store) {
    this.#combinations = store.derive.combined().map(() => 1);
  }

  /** @param chunks made by {@link blockOf} from chunks of this store */
  send(chunks: Iterable<Uint8Array>): Sent {
    const { scanner, derive } = this.store;
    const texts = textBlocks(scanner, (name) => {
      const { size } = scanner.dictionaries[name];
      const ids = idsFrom(this.#texts.get(name) ?? 1, size);
      this.#texts.set(name, size);
      return ids;
    });
    const combined = derive.combined();
    const tuples = tupleBlocks(
      derive,
      (index) => {
        const size = combined[index]?.size ?? 0;
        const ids = idsFrom(this.#combinations[index] as number, size);
        this.#combinations[index] = size;
        return ids;
      },
      () => undefined,
    );
    return { texts: blocksOf(texts), tuples: blocksOf(tuples), chunks: blocksOf(chunks) };
  }
}

function idsFrom(from: number, to: number): Uint32Array {
  const ids = new Uint32Array(Math.max(0, to - from));
  for (let i = 0; i < ids.length; i++) ids[i] = from + i;
  return ids;
}

function blocksOf(blocks: Iterable<Uint8Array>): Block[] {
  return Array.from(blocks, ({ buffer, length }) => ({ buffer: buffer as ArrayBuffer, length }));
}
