/** The exports of src/scanner-simd: functions over its own memory. Addresses are byte offsets in that memory. */
export interface Machine {
  readonly memory: { readonly buffer: ArrayBuffer };
  setUp(pathCount: number, guidPaths: number, rowCount: number, dictionaryCount: number, seed: number): number;
  setTree(at: number): void;
  alloc(bytes: number): number;
  giveBack(at: number, bytes: number): void;
  reserve(bytes: number): void;
  intern(dictionary: number, p: number, length: number): number;
  /** At `p` are the lengths, followed by the texts. The IDs replace the lengths. */
  internAll(dictionary: number, p: number, count: number): void;
  /** For texts that differ from one another and from all known ones; their IDs are consecutive. */
  addAll(dictionary: number, p: number, count: number): void;
  /** The dictionary's address. */
  dictionary(number: number): number;
  find(dictionary: number, p: number, length: number): number;
  count(dictionary: number): number;
  bytesOf(dictionary: number): number;
  addressOf(dictionary: number, id: number): number;
  limitDepth(levels: number): void;
  columns(lists: number, count: number, from: number, to: number, out: number): void;
  /**
   * Makes a table of tuples. `leftOut` is the position of a part, `beside` a byte offset in a row; 0xffffffff means
   * that nothing is left out.
   */
  newTable(parts: number, count: number, flags: number, leftOut: number, beside: number): number;
  combine(table: number, from: number, to: number, flags: number, out: number): void;
  /** Where to write the tuple for `tupleOf`; filled with zeros. */
  tupleAt(): number;
  tupleOf(table: number): number;
  /** The same for many tuples. Their numbers replace the first of them. */
  tuplesAt(table: number, count: number): number;
  tuplesOf(table: number, count: number): void;
  /** Where to write this many more tuples. */
  addTuples(table: number, more: number): number;
  scan(p: number, end: number, row: number, list: number, commaDue: number, base: number, surplus: number): number;
}

/** WebAssembly memory as arrays. Arrays made before it grew are invalid. */
export class Memory {
  bytes!: Uint8Array;
  words!: Uint32Array;
  floats!: Float64Array;

  constructor(readonly machine: Machine) {
    this.renew();
  }

  get buffer(): ArrayBuffer {
    return this.bytes.buffer as ArrayBuffer;
  }

  renewIfMoved(): void {
    if (this.bytes.length === 0) this.renew();
  }

  /** Whether the arrays had to be made again. */
  renew(): boolean {
    const { buffer } = this.machine.memory;
    if (this.bytes?.buffer === buffer) return false;
    this.bytes = new Uint8Array(buffer);
    this.words = new Uint32Array(buffer);
    this.floats = new Float64Array(buffer);
    return true;
  }
}
