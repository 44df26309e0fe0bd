import type { ArchiveKind } from "./archive";

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
  | "folder" // holds logs, as the next two do
  | "zip"
  | "tar"
  | "";

/** Why a stretch was not read. */
export type ProblemReason =
  | "notJson" // JSON's grammar is broken here
  | "notUtf8" // the record was kept; some of its text is not UTF-8
  | "truncated" // the content ends inside a record or before its list is closed
  | "truncatedGzip" // the compressed data ends early; what came out was read
  | "damagedGzip" // the compressed data is broken here; what came out before and after was read
  | "gzipHeader" // the compressed data has a header that is damaged or not known; of all three `detail` is "nothing" when nothing came out
  | "gzipChecksum" // the compressed data's checksum is not that of what came out, all of which was read
  | "gzipLength" // likewise its length
  | "notGzip" // behind compressed data or between it is something else, not read; `detail` is how many bytes
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
  | "notLookedInto" // no record in as many bytes as `detail` says; nobody chose the file, and what is behind them was not read
  | "engineStopped"
  | "deleted" // the file is gone; what was read of it was kept
  | "truncatedMember" // the archive ends, or is damaged, in this file of it; what is there was read
  | "damagedArchive" // `detail` is "cut", "noDirectory" (a zip's list of its files) or "extended" (what a tar's header says besides)
  | "notAMember" // in an archive as many bytes as `detail` says belong to no file of it
  | "failed" // an error nobody expected; what was read before it was kept
  | "tooManyFiles" // more in one folder or archive than are looked at
  | "hidden" // a file or folder whose name begins with a dot; not looked into
  | "notAFile" // a link in an archive, or what `detail` says: pipe, socket, blockDevice, characterDevice, system (as below /proc)
  | "linkedAgain"; // a folder that is read under another name

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
  | "gzip" // compressed, and what is in it again, too often to be read
  | "noLogs" // a folder or archive without a log in it
  | ArchiveKind // one that is not looked into: in another archive, or of a kind that is not read
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
  const ofTheWhole: readonly ProblemReason[] = [
    "unreadable",
    "engineStopped",
    "empty",
    "notALog",
    "notLookedInto",
    "deleted",
    "damagedArchive",
    "notAMember",
    "failed",
    "tooManyFiles",
    "hidden",
    "notAFile",
    "linkedAgain",
  ];
  return !ofTheWhole.includes(reason) && (end > start || reason !== "cancelled");
}

/** Nobody looked into it, by intention. */
export function isPassedOver({ reason }: Pick<Problem, "reason">): boolean {
  return reason === "hidden" || reason === "notAFile" || reason === "linkedAgain";
}

/** What a file may be and hold logs all the same. */
const notLookedInto: ReadonlySet<string> = new Set(["zip", "tar", "archive", "gzip"]);

/** Nothing that belongs to the open logs is missing because of it: what it is told of is no log. */
export function isHarmless({ reason, detail }: Pick<Problem, "reason" | "detail">): boolean {
  return reason === "empty" || (reason === "notALog" && !notLookedInto.has(detail ?? ""));
}
