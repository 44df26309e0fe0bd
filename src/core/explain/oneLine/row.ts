/** The types of the tables of sentences, which have a row for each operation. */
import type { Json } from "../facts";

/** A parameter's place in requestParameters, or a function that reads a text from the record or tests a condition. */
export type Need = string | ((record: Json) => string | boolean);

/** {0} is who acted; {1} and so on are the texts that the row needs, in its order. */
export type Sentence = (...of: string[]) => string;

/** Used only if everything that it needs is recorded. */
export interface Row {
  readonly needs: readonly Need[];
  readonly did: Sentence;
  /** For a call that failed or was a dry run; undefined if another row covers those. */
  readonly tried: Sentence | undefined;
}

/** By operation name. If there are several rows, the first usable one counts. */
export type Rows = Readonly<Record<string, Row | readonly Row[]>>;

export function row(needs: readonly Need[], did: Sentence, tried?: Sentence): Row {
  return { needs, did, tried };
}
