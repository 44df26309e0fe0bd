import type { Batch } from "../../core/scan/scanner";
import { LogReader } from "../../core/shapes/reader";
import { blockOf } from "../exchange/rows";
import { Sender } from "../exchange/sent";
import { type Bytes, fileBytes, PIECE } from "../input/content";
import { newScanner } from "../reading/scanner";
import { addProblem, type Problems } from "../reports/problems";
import { CHUNK_ROWS } from "../store/chunk";
import { Store } from "../store/store";
import { boundaryAt } from "./boundary";
import { type Claim, Ends } from "./ends";
import type { Part, PartsWanted, ReadPart } from "./part";

/** If more parts than this fail, it is no accident: the log is not what it seemed to be. */
const MOST_FAILURES = 4;

/** Takes parts of a file from its end, one after another, and reads them. */
export function* readParts(wanted: PartsWanted): Generator<Part> {
  const ends = new Ends(wanted.ends, wanted.threads);
  const reader = new PartReader(wanted);
  try {
    for (let failures = 0; failures < MOST_FAILURES; ) {
      const claim = ends.take();
      if (!claim) return;
      const read = reader.read(claim);
      if (!read) failures++;
      yield { claim, read };
    }
  } finally {
    reader.close();
  }
}

class PartReader {
  readonly #bytes: Bytes | undefined;
  readonly #store = new Store(newScanner());
  readonly #sender = new Sender(this.#store);
  readonly #chunk = this.#store.newChunk(false);
  #packed: Uint8Array[] = [];
  readonly #boundaries = new Map<number, number | undefined>();

  constructor(private readonly wanted: PartsWanted) {
    const { path, identity } = wanted;
    let bytes: Bytes;
    try {
      bytes = fileBytes(path);
    } catch {
      return; // the file was replaced: the thread that asked finds out by what
    }
    if (bytes.identity === identity) this.#bytes = bytes;
    else bytes.close();
  }

  /** Undefined if the part is not clearly records, or not from that file. */
  read({ from, to }: Claim): ReadPart | undefined {
    const bytes = this.#bytes;
    const start = this.#boundary(from);
    const end = this.#boundary(to);
    if (!bytes || start === undefined || end === undefined) return undefined;
    const { bom, between, limits } = this.wanted;
    const store = this.#store;
    const found: Problems = { problems: [], problemCount: 0 };
    const reader = new LogReader(
      store.scanner,
      { rows: (batch) => this.#add(batch), problem: (problem) => addProblem(found, problem) },
      limits,
      undefined,
      start - bom,
      between,
    );
    try {
      for (let position = start; position < end; ) {
        const space = Math.min(PIECE, end - position);
        const read = bytes.read(reader.room(space).subarray(0, space), position);
        if (read === 0) return undefined;
        reader.wrote(read);
        position += read;
      }
      const { stretch } = reader;
      if (!stretch) return undefined;
      this.#pack();
      const rows = this.#sender.send(this.#packed);
      return { from: start, to: end, between, stretch, rows, ...found };
    } finally {
      reader.close();
      this.#chunk.clear();
      this.#packed = [];
    }
  }

  #add(batch: Batch): void {
    const chunk = this.#chunk;
    for (let from = 0; from < batch.count; ) {
      if (chunk.isFull) this.#pack();
      if (chunk.count === 0) chunk.begin("");
      const to = Math.min(batch.count, from + CHUNK_ROWS - chunk.count);
      this.#store.add(chunk, batch, from, to);
      from = to;
    }
  }

  #pack(): void {
    if (this.#chunk.count > 0) this.#packed.push(blockOf(this.#chunk));
    this.#chunk.clear();
  }

  /** The end of one part is the start of the next. */
  #boundary(place: number): number | undefined {
    const boundaries = this.#boundaries;
    if (!boundaries.has(place) && this.#bytes)
      boundaries.set(place, boundaryAt(this.#bytes, place, this.wanted.between));
    return boundaries.get(place);
  }

  close(): void {
    this.#bytes?.close();
  }
}
