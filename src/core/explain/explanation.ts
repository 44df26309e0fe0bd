import type { Nested } from "./values/nested";

/**
 * What is said about one place in a record, as plain text and links without Markdown: the caller decides how to show
 * it.
 */
export interface Explanation {
  /** What the value means here, in this record. */
  here?: string;
  /** What the field is in any record, one paragraph each. */
  what: string[];
  links: Link[];
  /** JSON inside the value, indented. */
  json?: Nested;
  /** Limits of what can be known, and other small print. */
  notes?: string[];
}

/** A link to AWS's documentation. */
export interface Link {
  label: string;
  url: string;
}
