/** One row of a table of sentences: what is said of a call that succeeded, and of one that was denied. */
export type Case = readonly [
  eventName: string,
  requestParameters: { readonly [key: string]: unknown },
  did: string,
  /** Behind "tried to"; "" where the sentence needs what only an answer tells. */
  tried: string,
  rest?: { readonly [key: string]: unknown },
];
