import type { Batch } from "../../core/scan/scanner";
import { put, type Unpacked } from "../exchange/rows";
import { CHUNK_ROWS, type Chunk, type Stretch } from "./chunk";
import type { Store } from "./store";

/** Chunks that are filled by small logs one after another; a chunk for each would cost more than their rows. */
export class SharedChunks {
  #last: Chunk | undefined;

  /** A chunk with free capacity. */
  chunk(store: Store): Chunk {
    // a chunk whose logs were all closed no longer belongs to the store
    const last = this.#last;
    if (last && !last.isFull && last.removed < last.count) return last;
    this.#last = store.newChunk(false);
    return this.#last;
  }
}

/** The rows of one log while it is read: invisible to questions before {@link Draft.show}. */
export class Draft {
  readonly #stretches: Stretch[] = [];
  #isShown = false;

  /**
   * @param shared the chunks of small logs, which are read one after another in order of their URIs; without it, the
   * log has its own chunks
   */
  constructor(
    private readonly store: Store,
    private readonly uri: string,
    private readonly hasText: boolean,
    private readonly shared?: SharedChunks,
  ) {}

  /** Announces how many rows are likely to follow. */
  expect(rows: number): void {
    this.store.expect(rows);
  }

  /** Adds rows that were made elsewhere. @param isCompared see {@link Store.showCompared} */
  adopt(stretch: Stretch, isCompared: boolean): void {
    this.#stretches.push(stretch);
    this.#isShown = true;
    if (isCompared) this.store.showCompared(stretch);
    else this.store.show(stretch, stretch.from);
  }

  /** Adds rows from another thread. */
  takeOver(rows: Unpacked): void {
    const chunk = this.store.newChunk(this.hasText, 0);
    put(rows, chunk);
    const stretch: Stretch = { chunk, uri: this.uri, from: 0, to: chunk.count };
    chunk.stretches.push(stretch);
    this.#stretches.push(stretch);
    if (this.#isShown) this.store.show(stretch, 0);
  }

  add(batch: Batch): void {
    let from = 0;
    while (from < batch.count) {
      const stretch = this.#room();
      const { chunk, to: seen } = stretch;
      const to = Math.min(batch.count, from + CHUNK_ROWS - chunk.count);
      try {
        this.store.add(chunk, batch, from, to);
      } catch (error) {
        chunk.endAt(seen); // memory ran out in the middle of a row
        throw error;
      }
      if (this.#isShown) this.store.show(stretch, seen);
      from = to;
    }
  }

  /** Makes the rows visible to questions, including later ones. */
  *show(): Generator<void> {
    this.#isShown = true;
    for (const stretch of this.#stretches) {
      this.store.show(stretch, stretch.from);
      yield;
    }
  }

  /** Releases capacity that other logs cannot use, because no rows follow for now. */
  trim(): void {
    if (!this.shared) this.#stretches.at(-1)?.chunk.trim();
  }

  discard(): void {
    if (!this.#isShown) for (const stretch of this.#stretches) this.store.forget(stretch);
  }

  #room(): Stretch {
    const last = this.#stretches[this.#stretches.length - 1];
    if (last && !last.chunk.isFull && last.chunk.stretches.at(-1) === last) return last;
    const chunk = this.shared?.chunk(this.store) ?? this.store.newChunk(this.hasText, last && CHUNK_ROWS);
    const stretch = chunk.begin(this.uri);
    this.#stretches.push(stretch);
    return stretch;
  }
}
