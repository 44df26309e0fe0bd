/** A row's bytes, and where the next one may begin; bytes between rows; or something that is no row, whose end is not known. */
export type FoundRow =
  | { kind: "row"; start: number; end: number; next: number }
  | { kind: "nothing"; next: number }
  | { kind: "damage" };

/** Finds the rows of one kind of table, whose bytes come piece by piece. */
export interface RowFinder {
  /** The content may not end here. */
  readonly isOpen: boolean;
  /** The row at `from`, or "more" when it is not there as a whole; `isFinal`: nothing comes behind `to`. */
  next(b: Uint8Array, from: number, to: number, isFinal: boolean): FoundRow | "more";
  /** Where the first row behind damage may begin, from `searched` on; -1 if it is not there. */
  recover(b: Uint8Array, searched: number, to: number): number;
}
