/** What a table of sentences is made of: one row for each operation. */
import type { Json } from "../facts";

/** A parameter's place in requestParameters, or a way to read a text or to ask a condition of the record. */
export type Need = string | ((record: Json) => string | boolean);

/** {0} is who; {1} … are the texts that the row needs, in its order. */
export type Sentence = (...of: string[]) => string;

/** Used only where all that it needs is recorded. */
export interface Row {
  readonly needs: readonly Need[];
  readonly did: Sentence;
  /** For a call that failed or only tried out whether it would be allowed; absent: another row is for those. */
  readonly tried: Sentence | undefined;
}

/** By the operation's name; of several rows the first one that can be used. */
export type Rows = Readonly<Record<string, Row | readonly Row[]>>;

export function row(needs: readonly Need[], did: Sentence, tried?: Sentence): Row {
  return { needs, did, tried };
}
