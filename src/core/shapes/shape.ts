import type { ArchiveKind } from "./archive";

/** The container of the records, by content; "" if nothing was recognized. */
export type ShapeId =
  | "records"
  | "array"
  | "record"
  | "lines"
  | "concatenated"
  | "eventBridge" // each record under `detail`
  | "lookupEvents" // each record a text under `CloudTrailEvent`
  | "cloudWatchLogs" // each record a text under `message`
  | "wrapped" // each record in an object from a log shipper
  | "texts" // a list of the records' texts
  | "eventHistoryCsv" // the CSV of the console's Event history: no identity, no parameters
  | "queryCsv" // the CSV of a query: Athena, CloudTrail Lake, Logs Insights
  | "athenaResult"
  | "lakeResult"
  | "insightsResult"
  | "folder" // contains logs, like the next two
  | "zip"
  | "tar"
  | "";

/** Why a part was not read. */
export type ProblemReason =
  | "notJson" // the JSON grammar is broken here
  | "notUtf8" // the record was kept; some of its text is not UTF-8
  | "truncated" // the content ends inside a record or before its list is closed
  | "truncatedGzip" // the compressed data ends early; what could be decompressed was read
  | "damagedGzip" // the compressed data is broken here; what could be decompressed before and after was read
  | "gzipHeader" // a header of the compressed data is damaged or unknown; for all three `detail` is "nothing" if nothing could be decompressed
  | "gzipChecksum" // the compressed data's checksum does not match the content, all of which was read
  | "gzipLength" // the same for its length
  | "notGzip" // something else follows the compressed data or is between it, and was not read; `detail` is the number of bytes
  | "notARow" // a table's row with more or fewer cells than columns
  | "notARecord" // JSON, but not a CloudTrail record
  | "recordTooLarge" // `detail` is the limit in bytes
  | "tooDeep" // `detail` is the limit in levels
  | "inflatedTooLarge" // the content before the limit was read; `detail` is the limit in bytes
  | "outOfMemory" // what was read before stays; `detail` is the limit in bytes, absent if the machine has no more memory
  | "unreadable" // the file could not be opened or read; `detail` is the system's code (ENOENT, EACCES …)
  | "changedWhileRead"
  | "cancelled" // reading stopped here; what was read before was kept
  | "notALog" // nothing in it is from CloudTrail; `detail` is what it is, a LookAlike
  | "empty"
  | "notLookedInto" // no record in the first `detail` bytes of a file that nobody chose; the rest was not read
  | "engineStopped"
  | "deleted" // the file no longer exists; what was read from it was kept
  | "truncatedMember" // the archive ends, or is damaged, inside this file; the existing part was read
  | "damagedArchive" // `detail` is "cut", "noDirectory" (a zip's list of files) or "extended" (additional data in a tar's header)
  | "notAMember" // `detail` bytes in an archive belong to none of its files
  | "failed" // an unexpected error; what was read before was kept
  | "tooManyFiles" // a folder or archive has more files than are read
  | "hidden" // a file or folder whose name begins with a dot; not read
  | "notAFile" // a link in an archive, or what `detail` says: pipe, socket, blockDevice, characterDevice, system (as in /proc)
  | "linkedAgain"; // a folder that is also read under another name

/** What a file that is not a CloudTrail log is, as far as its first 64 KiB show. */
export type LookAlike =
  | "s3Notification"
  | "sqsMessages"
  | "snsMessages"
  | "iamPolicy"
  | "digest"
  | "lakeSignature"
  | "queryResult" // its rows are not events
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
  | "gzip" // compressed too many times to be read
  | "noLogs" // a folder or archive without a log in it
  | ArchiveKind // an archive that is not read: it is inside another archive, or of an unsupported kind
  | "empty";

/** Byte positions in the log's UTF-8 content; end is exclusive. */
export interface Problem {
  start: number;
  end: number;
  reason: ProblemReason;
  detail?: string;
}

/** A problem with a file as a whole has no place in it. */
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

/** Intentionally not read. */
export function isPassedOver({ reason }: Pick<Problem, "reason">): boolean {
  return reason === "hidden" || reason === "notAFile" || reason === "linkedAgain";
}

/** Kinds of files that may contain logs anyway. */
const notLookedInto: ReadonlySet<string> = new Set(["zip", "tar", "archive", "gzip"]);

/** Nothing of the open logs is missing because of this problem: its file is not a log. */
export function isHarmless({ reason, detail }: Pick<Problem, "reason" | "detail">): boolean {
  return reason === "empty" || (reason === "notALog" && !notLookedInto.has(detail ?? ""));
}
