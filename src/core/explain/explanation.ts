import type { Nested } from "./values/nested";

/** What is said about one place of a record. Plain text and links, no Markdown: how it is shown is not decided here. */
export interface Explanation {
  /** What the value means here, in this record. */
  here?: string;
  /** What the field is, in any record; a paragraph each. */
  what: string[];
  links: Link[];
  /** JSON that the value holds, laid out. */
  json?: Nested;
  /** Limits of what can be known, and other small print. */
  notes?: string[];
}

/** Where AWS documents it. */
export interface Link {
  label: string;
  url: string;
}
