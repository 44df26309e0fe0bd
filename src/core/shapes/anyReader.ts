import type { Scanner } from "../scan/scanner";
import type { Between, ContentReader, ReaderSink, ReadStretch, RecordLimits, Stretch } from "./contentReader";
import { LogReader } from "./reader";
import { HEAD } from "./recognise";
import type { ShapeId } from "./shape";
import { TableReader } from "./tables/reader";
import { tableOf } from "./tables/recognise";
import type { Table } from "./tables/table";

/** Reads content of any shape. The beginning shows the shape, and is kept until it is long enough. */
export class AnyReader implements ContentReader {
  #reader: ContentReader | undefined;
  #head = new Uint8Array(0);
  #length = 0;

  /** @param start position in the log of the first byte, when reading continues */
  constructor(
    private readonly scanner: Scanner,
    private readonly sink: ReaderSink,
    private readonly limits: RecordLimits,
    start?: number,
  ) {
    // only logs that grow by values at the top are continued
    if (start !== undefined) this.#reader = new LogReader(scanner, sink, limits, undefined, start);
  }

  get position(): number {
    return this.#reader?.position ?? this.#length;
  }

  get unfinished(): number {
    return this.#reader?.unfinished ?? 0;
  }

  get shape(): ShapeId {
    return this.#reader?.shape ?? "";
  }

  get resumable(): number | undefined {
    this.settle();
    return this.#reader instanceof LogReader ? this.#reader.resumable : undefined;
  }

  /** Like {@link LogReader.inside}; also undefined for a table. */
  get inside(): Between | undefined {
    return this.#reader instanceof LogReader ? this.#reader.inside : undefined;
  }

  /** Like {@link LogReader.between}; also undefined for a table. */
  get between(): Between | undefined {
    return this.#reader instanceof LogReader ? this.#reader.between : undefined;
  }

  /** Like {@link LogReader.skip}; only allowed {@link between} records. */
  skip(stretch: ReadStretch): void {
    if (this.#reader instanceof LogReader) this.#reader.skip(stretch);
  }

  get table(): Table | undefined {
    return this.#reader?.table;
  }

  room(bytes: number): Uint8Array {
    if (this.#reader) return this.#reader.room(bytes);
    if (this.#length + bytes > this.#head.length) {
      const larger = new Uint8Array(Math.max(Math.min(HEAD * 2, this.#head.length * 2), this.#length + bytes));
      larger.set(this.#head.subarray(0, this.#length));
      this.#head = larger;
    }
    return this.#head.subarray(this.#length);
  }

  wrote(bytes: number): void {
    if (this.#reader) this.#reader.wrote(bytes);
    else {
      this.#length += bytes;
      if (this.#length >= HEAD) this.#choose();
    }
  }

  push(bytes: Uint8Array): void {
    if (this.#length === 0 && bytes.length >= HEAD) this.begin(bytes);
    if (this.#reader) this.#reader.push(bytes);
    else {
      this.room(bytes.length).set(bytes);
      this.wrote(bytes.length);
    }
  }

  get isBehind(): boolean {
    return this.#reader?.isBehind ?? false;
  }

  goOn(): void {
    this.#reader?.goOn();
  }

  /**
   * Passes enough of the beginning to recognize the shape, or everything. The bytes are pushed later and need not be
   * kept.
   */
  begin(head: Uint8Array): void {
    this.#reader ??= this.#readerOf(head);
  }

  /** Chooses the shape, because no more bytes are needed or available. */
  settle(): void {
    if (!this.#reader) this.#choose();
  }

  gap(): Stretch {
    if (this.#length > 0) this.settle();
    return this.#reader?.gap() ?? { start: 0, end: 0 };
  }

  end(): void {
    this.settle();
    this.#reader?.end();
  }

  close(): void {
    this.#reader?.close();
  }

  #choose(): void {
    const content = this.#head.subarray(0, this.#length);
    this.#reader = this.#readerOf(content);
    this.#head = new Uint8Array(0);
    this.#reader.push(content);
  }

  #readerOf(head: Uint8Array): ContentReader {
    const table = tableOf(head.subarray(0, HEAD));
    return table
      ? new TableReader(table, this.scanner, this.sink, this.limits)
      : new LogReader(this.scanner, this.sink, this.limits);
  }
}
