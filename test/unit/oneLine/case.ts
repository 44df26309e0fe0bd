/** One row of a table of sentences: the sentence for a successful call, and for a denied one. */
export type Case = readonly [
  eventName: string,
  requestParameters: { readonly [key: string]: unknown },
  did: string,
  /** After "tried to"; "" if the sentence needs something that only an answer contains. */
  tried: string,
  rest?: { readonly [key: string]: unknown },
];
