import type { Node } from "./trie";

/** How a value is written in the text. */
export const ABSENT = 0;
export const LITERAL = 1;
export const STRING = 2;
export const ESCAPED = 3;
/** `from` is the value's ID itself. */
export const KNOWN = 4;

/** An object read for the first time, to be recognized later. */
export interface NewSpan {
  node: Node;
  start: number;
  end: number;
  surplus: number;
}

/** The values of the record being read: where each path's value is, and which paths have one. */
export class Values {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly state: Uint8Array;
  /** The first `count` elements are the paths that have a value. */
  readonly touched: Int32Array;
  count = 0;
  /** path, from, to, state of each further value of a path with [] or {} */
  further: number[] = [];
  /** Bits of the marks of a CloudTrail record found so far. */
  marks = 0;
  newSpan: NewSpan | undefined;

  constructor(paths: number) {
    this.from = new Int32Array(paths);
    this.to = new Int32Array(paths);
    this.state = new Uint8Array(paths);
    this.touched = new Int32Array(paths);
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) this.state[this.touched[i] as number] = ABSENT;
    this.count = 0;
    if (this.further.length > 0) this.further = [];
    this.marks = 0;
    this.newSpan = undefined;
  }

  set(path: number, from: number, to: number, state: number): void {
    if (this.state[path] === ABSENT) this.touched[this.count++] = path;
    this.state[path] = state;
    this.from[path] = from;
    this.to[path] = to;
  }

  /** Adds one of several values of a path. */
  add(path: number, from: number, to: number, state: number): void {
    if (this.state[path] === ABSENT) this.set(path, from, to, state);
    else this.further.push(path, from, to, state);
  }

  forget(paths: readonly number[]): void {
    this.newSpan = undefined;
    for (const path of paths) {
      if (this.state[path] === ABSENT) continue;
      this.state[path] = ABSENT;
      const kept = this.touched.subarray(0, this.count).filter((other) => other !== path);
      this.touched.set(kept);
      this.count = kept.length;
    }
    if (this.further.length === 0) return;
    const kept: number[] = [];
    for (let i = 0; i < this.further.length; i += 4) {
      if (!paths.includes(this.further[i] as number)) kept.push(...this.further.slice(i, i + 4));
    }
    this.further = kept;
  }

  get markCount(): number {
    let count = 0;
    for (let bits = this.marks; bits !== 0; bits &= bits - 1) count++;
    return count;
  }
}
