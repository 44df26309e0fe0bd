/**
 * A row's bytes, and where the next row may begin; bytes between rows; or something that is not a row, with an unknown
 * end.
 */
export type FoundRow =
  // `fits`: it may say something about an event
  | { kind: "row"; start: number; end: number; next: number; fits: boolean }
  | { kind: "nothing"; next: number }
  // `at` is the byte that broke it, or where it became too deep
  | { kind: "damage"; at: number; tooDeep?: boolean };

/** Finds the rows of one kind of table, piece by piece. */
export interface RowFinder {
  /** The content must not end here. */
  readonly isOpen: boolean;
  /**
   * The row at `from`, or "more" if it is incomplete. `isFinal` means that nothing follows `to`.
   * @param base position of `b[0]` in the content, by which the finder knows what it has read
   */
  next(b: Uint8Array, from: number, to: number, isFinal: boolean, base?: number): FoundRow | "more";
  /**
   * What begins at `from` is not a row, and is intact up to `failed`; everything open there before `openUpTo` is not a
   * row either.
   */
  lose?(b: Uint8Array, from: number, failed: number, openUpTo: number, base: number): void;
  /** Where the first row after damage may begin, from `searched` on; if it has not arrived, where to continue. */
  recover(b: Uint8Array, searched: number, to: number, base: number): { row: number } | { again: number };
}
