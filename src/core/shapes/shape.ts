/** The container the records came in, by content; "" when nothing was recognised. */
export type ShapeId =
  | "records"
  | "array"
  | "record"
  | "lines"
  | "concatenated"
  | "eventBridge" // each record under `detail`
  | "lookupEvents" // each record a text under `CloudTrailEvent`
  | "cloudWatchLogs" // each record a text under `message`
  | "wrapped" // each record in an object of a log shipper
  | "texts" // a list of records' texts
  | "eventHistoryCsv" // the CSV of the console's Event history: no identity, no parameters
  | "queryCsv" // the CSV of a query: Athena, CloudTrail Lake, Logs Insights
  | "athenaResult"
  | "lakeResult"
  | "insightsResult"
  | "";

/** Why a stretch was not read. */
export type ProblemReason =
  | "notJson" // JSON's grammar is broken here
  | "notUtf8" // the record was kept; some of its text is not UTF-8
  | "truncated" // the content ends inside a record or before its list is closed
  | "truncatedGzip" // the compressed data ends early; what came out was read
  | "damagedGzip" // the compressed data is broken; what came out was read
  | "notARow" // a table's row with more or fewer cells than columns
  | "notARecord" // JSON, but no CloudTrail record
  | "recordTooLarge" // `detail` is the limit in bytes
  | "tooDeep" // `detail` is the limit in levels
  | "inflatedTooLarge" // what came out before was read; `detail` is the limit in bytes
  | "outOfMemory" // what was read before stays; `detail` is the limit in bytes, absent when the machine has no more
  | "unreadable" // the file could not be opened or read; `detail` is the system's code (ENOENT, EACCES …)
  | "changedWhileRead"
  | "cancelled" // the reader stopped here; what was read before was kept
  | "notALog" // nothing in it is CloudTrail; `detail` is what it is, a LookAlike
  | "empty"
  | "engineStopped";

/** What a file that is not a CloudTrail log is, as far as its first 64 KiB tell. */
export type LookAlike =
  | "s3Notification"
  | "sqsMessages"
  | "snsMessages"
  | "iamPolicy"
  | "digest"
  | "lakeSignature"
  | "queryResult" // its rows are no events
  | "awsConfig"
  | "guardDuty"
  | "securityHub"
  | "ocsf"
  | "wafLog"
  | "dnsLog"
  | "vpcFlowLog"
  | "loadBalancerLog"
  | "s3AccessLog"
  | "cloudFrontLog"
  | "parquet"
  | "eventBridge"
  | "lookupEvents"
  | "cloudWatchLogs"
  | "alibabaActionTrail"
  | "otherCloud"
  | "json"
  | "text"
  | "binary"
  | "gzip" // compressed, content not recognised
  | "empty";

/** Bytes of the log's UTF-8 content, end exclusive. */
export interface Problem {
  start: number;
  end: number;
  reason: ProblemReason;
  detail?: string;
}

/** What is wrong with a file as a whole has no place in it. */
export function hasPlace({ reason, start, end }: Problem): boolean {
  const ofTheWhole: readonly ProblemReason[] = ["unreadable", "engineStopped", "empty", "notALog"];
  return !ofTheWhole.includes(reason) && (end > start || reason !== "cancelled");
}
