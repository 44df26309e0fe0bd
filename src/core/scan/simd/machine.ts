/** What src/scanner-simd gives: functions over its own memory. Addresses are bytes from the memory's beginning. */
export interface Machine {
  readonly memory: { readonly buffer: ArrayBuffer };
  setUp(pathCount: number, guidPaths: number, rowCount: number, dictionaryCount: number, seed: number): number;
  setTree(at: number): void;
  alloc(bytes: number): number;
  giveBack(at: number, bytes: number): void;
  reserve(bytes: number): void;
  intern(dictionary: number, p: number, length: number): number;
  /** At `p` stand lengths, whose place the ids take, and then the texts one behind the other. */
  internAll(dictionary: number, p: number, count: number): void;
  /** Likewise of texts that differ from one another and from all there are; their ids follow one another. */
  addAll(dictionary: number, p: number, count: number): void;
  /** Its address. */
  dictionary(number: number): number;
  find(dictionary: number, p: number, length: number): number;
  count(dictionary: number): number;
  bytesOf(dictionary: number): number;
  addressOf(dictionary: number, id: number): number;
  limitDepth(levels: number): void;
  columns(lists: number, count: number, from: number, to: number, out: number): void;
  /** Of tuples; `leftOut` is the place of a part, `beside` an offset in a row, in bytes; 0xffffffff: nothing is left out. */
  newTable(parts: number, count: number, flags: number, leftOut: number, beside: number): number;
  combine(table: number, from: number, to: number, flags: number, out: number): void;
  /** Where to write the tuple that `tupleOf` looks for; zeros. */
  tupleAt(): number;
  tupleOf(table: number): number;
  /** Likewise of many; their numbers take the place of the first of them. */
  tuplesAt(table: number, count: number): number;
  tuplesOf(table: number, count: number): void;
  /** Where to write so many more. */
  addTuples(table: number, more: number): number;
  scan(p: number, end: number, row: number, list: number, commaDue: number, base: number, surplus: number): number;
}

/** Its memory as arrays. All made before it grew are dead. */
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

  /** Whether the arrays had to be made anew. */
  renew(): boolean {
    const { buffer } = this.machine.memory;
    if (this.bytes?.buffer === buffer) return false;
    this.bytes = new Uint8Array(buffer);
    this.words = new Uint32Array(buffer);
    this.floats = new Float64Array(buffer);
    return true;
  }
}
