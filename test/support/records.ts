/** Invented records for tests. A test that needs other fields passes them; nothing else about a record should matter to it. */

type Fields = { readonly [key: string]: unknown };

/** The ID of event number n: a GUID. */
export const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** Call number n, n seconds after midnight of 2 March 2026. `more` replaces or adds fields; undefined removes one. */
function recordOf(n: number, more: Fields = {}): Fields {
  return {
    eventVersion: "1.11",
    userIdentity: { type: "IAMUser", userName: "alice", accountId: "111122223333" },
    eventTime: new Date(Date.UTC(2026, 2, 2) + n * 1000).toISOString().replace(".000Z", "Z"),
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    awsRegion: "eu-west-1",
    eventID: idOf(n),
    recipientAccountId: "111122223333",
    ...more,
  };
}

export const recordText = (n: number, more?: Fields): string => JSON.stringify(recordOf(n, more));
