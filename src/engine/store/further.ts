/** Values of a column after the first, for rows with several values; added in order of the rows. */
export class Further {
  #rows: Uint16Array = new Uint16Array(0);
  #ids: Uint32Array = new Uint32Array(0);
  #count = 0;

  get bytes(): number {
    return this.#rows.byteLength + this.#ids.byteLength;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Rows and their IDs, in order of the rows. */
  get all(): { rows: Uint16Array; ids: Uint32Array } {
    return { rows: this.#rows.subarray(0, this.#count), ids: this.#ids.subarray(0, this.#count) };
  }

  /** Replaces the current values. */
  set all({ rows, ids }: { rows: Uint16Array; ids: Uint32Array }) {
    this.#rows = rows;
    this.#ids = ids;
    this.#count = rows.length;
  }

  add(row: number, id: number): void {
    if (this.#count === this.#rows.length) {
      const size = Math.max(16, this.#count * 2);
      const rows = new Uint16Array(size);
      const ids = new Uint32Array(size);
      rows.set(this.#rows);
      ids.set(this.#ids);
      this.#rows = rows;
      this.#ids = ids;
    }
    this.#rows[this.#count] = row;
    this.#ids[this.#count++] = id;
  }

  /** Calls `each` for each row with a passing value. */
  forEachPassing(passes: Uint8Array, each: (row: number) => void): void {
    for (let i = 0; i < this.#count; i++) if (passes[this.#ids[i] as number] === 1) each(this.#rows[i] as number);
  }
}
