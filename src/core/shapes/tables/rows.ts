/** A row's bytes, and where the next one may begin; bytes between rows; or something that is no row, whose end is not known. */
export type FoundRow =
  // `fits`: it may say something of an event
  | { kind: "row"; start: number; end: number; next: number; fits: boolean }
  | { kind: "nothing"; next: number }
  // `at` the byte that broke it, or where it became too deep
  | { kind: "damage"; at: number; tooDeep?: boolean };

/** Finds the rows of one kind of table, whose bytes come piece by piece. */
export interface RowFinder {
  /** The content may not end here. */
  readonly isOpen: boolean;
  /**
   * The row at `from`, or "more" when it is not there as a whole; `isFinal`: nothing comes behind `to`.
   * @param base position of `b[0]` in the content: by it the finder knows what it has read
   */
  next(b: Uint8Array, from: number, to: number, isFinal: boolean, base?: number): FoundRow | "more";
  /** What begins at `from` is no row, and sound up to `failed`; whatever is open there before `openUpTo` is none either. */
  lose?(b: Uint8Array, from: number, failed: number, openUpTo: number, base: number): void;
  /** Where the first row behind damage may begin, from `searched` on; or if it is not there, where to look again. */
  recover(b: Uint8Array, searched: number, to: number, base: number): { row: number } | { again: number };
}
