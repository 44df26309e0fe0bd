import { CHUNK_ROWS, type Chunk } from "./chunk";
import { storedColumns } from "./derive";

/**
 * Finds records delivered more than once: the same event id and every column equal. Edited samples carry ids like "1" in
 * each record, and two accounts get records of the same id with other content: those are events of their own.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 */
export class Duplicates {
  #slots = new Float64Array(1024).fill(-1); // row ids; never more than half full
  #count = 0;

  constructor(private readonly chunkOf: (id: number) => Chunk | undefined) {}

  clear(): void {
    this.#slots = new Float64Array(1024).fill(-1);
    this.#count = 0;
  }

  /** Marks the row when an equal one was added before. */
  add(chunk: Chunk, row: number): void {
    if (!chunk.hasGuid(row) && !chunk.oddIds.has(row)) return; // without an id nothing proves that two records are one
    if ((this.#count + 1) * 2 > this.#slots.length) this.#rehash();
    const mask = this.#slots.length - 1;
    let slot = hashOf(chunk, row) & mask;
    for (;;) {
      const id = this.#slots[slot] as number;
      if (id < 0) break;
      const other = this.chunkOf(Math.floor(id / CHUNK_ROWS));
      if (other && equal(chunk, row, other, id % CHUNK_ROWS)) {
        chunk.markDuplicate(row, true);
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = chunk.number * CHUNK_ROWS + row;
    this.#count++;
  }

  #rehash(): void {
    const old = this.#slots;
    this.#slots = new Float64Array(old.length * 2).fill(-1);
    this.#count = 0;
    const mask = this.#slots.length - 1;
    for (const id of old) {
      if (id < 0) continue;
      const chunk = this.chunkOf(Math.floor(id / CHUNK_ROWS));
      if (!chunk) continue;
      let slot = hashOf(chunk, id % CHUNK_ROWS) & mask;
      while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & mask;
      this.#slots[slot] = id;
      this.#count++;
    }
  }
}

function hashOf(chunk: Chunk, row: number): number {
  let h = 0x811c9dc5;
  if (chunk.hasGuid(row)) {
    const { guids } = chunk;
    for (let i = row * 16; i < row * 16 + 16; i++) h = Math.imul(h ^ (guids[i] as number), 0x01000193);
  } else {
    // one id in every record is usual in edited samples: only the columns keep such rows apart
    h = Math.imul(h ^ (chunk.oddIds.get(row) ?? 0), 0x01000193);
    h = Math.imul(h ^ (chunk.times[row] as number), 0x85ebca6b);
    for (const column of storedColumns)
      h = Math.imul(h ^ (chunk.column(column)[row] as number), 0x01000193) ^ (h >>> 13);
  }
  return (h ^ (h >>> 15)) >>> 0;
}

function equal(a: Chunk, row: number, b: Chunk, other: number): boolean {
  if (a.hasGuid(row) !== b.hasGuid(other)) return false;
  if (a.hasGuid(row)) {
    for (let i = 0; i < 16; i++) if (a.guids[row * 16 + i] !== b.guids[other * 16 + i]) return false;
  } else if (a.oddIds.get(row) !== b.oddIds.get(other)) return false;
  if (!Object.is(a.times[row], b.times[other])) return false;
  return storedColumns.every((column) => a.column(column)[row] === b.column(column)[other]);
}
