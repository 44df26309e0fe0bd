/**
 * Distinct rows of a few numbers, each with its own small number (0 is the first one seen, not "absent"). If a tuple
 * has flags, they are its last part.
 */
export interface Tuples {
  readonly width: number;
  readonly size: number;
  /** Bytes of memory. */
  readonly bytes: number;
  /** The `i`th part of a tuple. */
  part(id: number, i: number): number;
  /** The tuple's number; a new one if it was not seen before. The caller may reuse `tuple`. */
  of(tuple: Int32Array): number;
  /** The numbers of many consecutive tuples. */
  ofAll(tuples: Int32Array): Uint32Array;
  /** Adds tuples that differ from one another and from all known ones. */
  addAll(tuples: Int32Array): void;
}

/** Values of a record that prove something together. */
export interface TupleOf {
  /** Positions in the path table. */
  readonly paths: readonly number[];
  /** The row flags that belong to the tuple; 0 if it has no flags. */
  readonly flags: number;
  /** A part (place in `paths`) that counts as absent if another one has a value. */
  readonly leftOut?: { readonly place: number; readonly beside: number };
  /** The column that holds its numbers. */
  readonly column: number;
}

/**
 * Columns derived from the rows of a scanner's batch in two steps: the second step needs flags that the caller gets
 * from the first.
 */
export interface Derived {
  readonly tuples: readonly Tuples[];
  /** One column after another, {@link stride} apart. Rows have the same positions as in the batch. */
  readonly ids: Uint32Array;
  readonly stride: number;
  /** The flags of each row. */
  readonly flags: Uint32Array;
  /** Sets each column to the first of its paths that has a value. */
  columns(from: number, to: number): void;
  /** Sets the numbers of the rows' tuples. */
  combine(from: number, to: number): void;
}

/** @param columns for each column the paths of its value; none if the caller or a tuple sets it */
export type Derive = (columns: readonly (readonly number[])[], tuples: readonly TupleOf[]) => Derived;

export function widthOf({ paths, flags }: TupleOf): number {
  return paths.length + (flags === 0 ? 0 : 1);
}
