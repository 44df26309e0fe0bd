/**
 * Distinct rows of a few numbers, each with a small number of its own (0 is the first one seen, not "absent"). Flags, where a
 * tuple has some, are its last part.
 */
export interface Tuples {
  readonly width: number;
  readonly size: number;
  /** Of memory. */
  readonly bytes: number;
  /** The `i`th part of a tuple. */
  part(id: number, i: number): number;
  /** Its number; a new one if it was not seen before. `tuple` may be reused by the caller. */
  of(tuple: Int32Array): number;
  /** The numbers of many, one behind the other. */
  ofAll(tuples: Int32Array): Uint32Array;
  /** Tuples that differ from one another and from all there are. */
  addAll(tuples: Int32Array): void;
}

/** Several values of a record that tell something together. */
export interface TupleOf {
  /** Positions in the path table. */
  readonly paths: readonly number[];
  /** Those of a row's flags that belong to it; 0: none do, and it has no such part. */
  readonly flags: number;
  /** A part (place in `paths`) that is taken as absent where another has a value. */
  readonly leftOut?: { readonly place: number; readonly beside: number };
  /** The column its numbers make. */
  readonly column: number;
}

/** Columns made of the rows of a scanner's batch, in two steps: the second one needs the flags that the caller finds by the first. */
export interface Derived {
  readonly tuples: readonly Tuples[];
  /** One column behind the other, {@link stride} apart; rows stand where they stand in the batch. */
  readonly ids: Uint32Array;
  readonly stride: number;
  /** Of each row. */
  readonly flags: Uint32Array;
  /** Of each column's paths the first that has a value. */
  columns(from: number, to: number): void;
  /** Numbers of the rows' tuples. */
  combine(from: number, to: number): void;
}

/** @param columns for each the paths it may have its values of; none where the caller sets them, or tuples do */
export type Derive = (columns: readonly (readonly number[])[], tuples: readonly TupleOf[]) => Derived;

export function widthOf({ paths, flags }: TupleOf): number {
  return paths.length + (flags === 0 ? 0 : 1);
}
