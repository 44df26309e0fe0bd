/** What a row's tuples need to know beside the record's values. The index cache keeps them: a change makes a new format. */
export const RowFlag = {
  cognito: 1,
  /** The record has no eventName. */
  nameless: 2,
  /** A row that names no error tells nothing by that. */
  silent: 4,
  csvRow: 8,
  resultRow: 16,
} as const;
