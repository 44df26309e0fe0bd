/**
 * The words for the codes of CloudTrail and of the engine, in the user's language. Does not import VS Code, so that
 * tests can load it.
 */
import * as l10n from "@vscode/l10n";
import type { IdentityKind, Outcome } from "../core/events/event";
import type { EventRow } from "../core/events/row";
import { visible } from "../core/events/visible";
import { numberText, plural } from "../core/language";
import type { LookAlike, Problem, Unread } from "../engine/engine";
import { MB } from "../engine/limits";
import { settingOf } from "./limitSettings";
import { lookAlikeWords } from "./lookAlikeWords";

/** As many names as can be read at a glance, and how many more there are. */
export function namesText(all: readonly string[], most: number): string {
  const shown = all.slice(0, most).map(visible).join(", ");
  const more = all.length - most;
  return more > 0 ? l10n.t("{0} and {1} more", shown, numberText(more)) : shown;
}

export function eventsText(n: number): string {
  return plural(
    n,
    (n) => l10n.t("{0} event", n),
    (n) => l10n.t("{0} events", n),
  );
}

/** @param detail the other account for AWSAccount, the record's own type name for Other */
export function identityLabel(kind: IdentityKind, detail = ""): string {
  switch (kind) {
    case "IAMUser":
      return l10n.t("IAM user");
    case "AssumedRole":
      return l10n.t("Role session");
    case "Role":
      return l10n.t("Role (itself)");
    case "Root":
      return l10n.t("Root user");
    case "AWSService":
      return l10n.t("AWS service");
    case "AWSAccount":
      return detail === "" ? l10n.t("Another AWS account") : l10n.t("Another AWS account ({0})", detail);
    case "IdentityCenterUser":
      return l10n.t("IAM Identity Center user");
    case "FederatedUser":
      return l10n.t("Federated user");
    case "SAMLUser":
      return l10n.t("SAML user");
    case "WebIdentityUser":
      return l10n.t("Web identity user");
    case "Directory":
      return l10n.t("Directory service user");
    case "CognitoAppCall":
      return l10n.t("App call without AWS credentials");
    case "CognitoPage":
      return l10n.t("Sign-in page or token request (no identity recorded)");
    case "Unknown":
      return l10n.t("Not identified by CloudTrail");
    case "NotInCsv":
      return l10n.t("Not in this file (CSV)");
    case "NotInResult":
      return l10n.t("Not in this query result");
    case "None":
      return l10n.t("No identity recorded");
    case "Other":
      return detail === "" ? l10n.t("Another identity type") : detail;
  }
}

/** For a kind that covers several identities, the column that distinguishes them. */
export function splitBy(kind: string): "account" | "identityType" | undefined {
  if (kind === "AWSAccount") return "account";
  return kind === "Other" ? "identityType" : undefined;
}

/** The label of one event's identity, as in the tree. */
export function identityOf(row: EventRow): string {
  const column = splitBy(row.identity);
  return identityLabel(row.identity, column && row[column]);
}

export function outcomeName(outcome: Outcome): string {
  switch (outcome) {
    case "ok":
      return l10n.t("succeeded");
    case "denied":
      return l10n.t("denied");
    case "failed":
      return l10n.t("failed");
    case "unknown":
      return l10n.t("outcome not recorded");
  }
}

export function outcomeWords(row: Pick<EventRow, "outcome" | "reason">): string {
  if (row.reason === "") return outcomeName(row.outcome);
  if (row.outcome === "denied") return l10n.t("denied: {0}", row.reason);
  if (row.outcome === "failed") return l10n.t("failed: {0}", row.reason);
  return outcomeName(row.outcome);
}

/**
 * Who acted. A sub only shows whom the call was for: in a failed call it is the account that was tried, not who tried
 * it.
 */
export function actorWords(row: EventRow): string {
  if (row.actor !== "") return row.actor;
  if (row.sub === "") return identityOf(row);
  return row.outcome === "denied" || row.outcome === "failed"
    ? l10n.t("attempt for {0}", row.sub)
    : l10n.t("for {0}", row.sub);
}

/** One sentence: why a part of a log was not read, or not as it is. */
export function problemWords(problem: Pick<Problem, "reason" | "detail">): string {
  const detail = problem.detail ?? "";
  switch (problem.reason) {
    case "notJson":
      return l10n.t("This part is not valid JSON.");
    case "notUtf8":
      return l10n.t("Some text in this record is not valid UTF-8. The record was kept.");
    case "truncated":
      return l10n.t("The content ends in the middle of a record or before the end of its list.");
    case "truncatedGzip":
    case "damagedGzip":
    case "gzipHeader":
    case "gzipChecksum":
    case "gzipLength":
    case "notGzip":
      return gzipWords(problem.reason, detail);
    case "notARow":
      return l10n.t("This row has more or fewer cells than the table has columns, or one quotation mark too many.");
    case "notARecord":
      return l10n.t("This is JSON, but not a CloudTrail record.");
    case "recordTooLarge":
    case "tooDeep":
    case "inflatedTooLarge":
    case "outOfMemory":
      return limitWords(problem);
    case "unreadable":
      return unreadableWords(detail);
    case "changedWhileRead":
      return l10n.t("The file changed while it was being read. Open it again.");
    case "cancelled":
      return l10n.t("Reading was cancelled here. What was read before was kept.");
    case "notALog":
      return lookAlikeWords(detail as LookAlike);
    case "empty":
      return lookAlikeWords("empty");
    case "notLookedInto":
      return l10n.t(
        "There is no CloudTrail record in the first {0} MB of this file, and the rest was not read. To read all of it, open the file by itself; unpack it first if it is in an archive.",
        numberText(Number(detail) / MB),
      );
    case "engineStopped":
      if (detail === "outOfMemory")
        return l10n.t(
          "There was not enough memory to read it, so it was left out. Close other logs, then run “CloudTrail: Read Open Logs Again”.",
        );
      return l10n.t(
        "Reading it stopped unexpectedly, so it was left out. To try again, run “CloudTrail: Read Open Logs Again”.",
      );
    case "deleted":
      return l10n.t("The file was deleted. What was read of it before is still shown.");
    case "truncatedMember":
    case "damagedArchive":
    case "notAMember":
      return archiveWords(problem.reason, detail);
    case "failed":
      return l10n.t(
        "Reading this file failed unexpectedly ({0}). What was read before was kept. See the extension's output channel for details.",
        visible(detail),
      );
    case "tooManyFiles":
      return l10n.t("There are more than {0} files. The files after these were not read.", numberText(Number(detail)));
    case "hidden":
      return detail === "folder"
        ? l10n.t("This folder is hidden: its name begins with a dot. It was not read.")
        : l10n.t("This file is hidden: its name begins with a dot. It was not read.");
    case "notAFile":
      return notAFileWords(detail);
    case "linkedAgain":
      return l10n.t("This folder is read under another name: links lead here more than once.");
  }
}

/** One sentence: why the text of a record that was read before cannot be had. */
export function unreadWords({ reason, detail }: Unread): string {
  switch (reason) {
    case "closed":
      return l10n.t("This record is no longer available. Choose the event again.");
    case "changedWhileRead":
      return l10n.t("The file changed after it was read, and is being read again.");
    default:
      return problemWords(detail === undefined ? { reason } : { reason, detail });
  }
}

/** What is wrong with compressed data, and what was read anyway. */
function gzipWords(reason: Problem["reason"], detail: string): string {
  const isNothing = detail === "nothing";
  switch (reason) {
    case "truncatedGzip":
      return isNothing
        ? l10n.t("The compressed data ends early: nothing could be decompressed.")
        : l10n.t("The compressed data ends early. What could be decompressed was read.");
    case "gzipHeader":
      return isNothing
        ? l10n.t("The header of the compressed data is damaged or of an unknown kind: nothing could be decompressed.")
        : l10n.t(
            "A header in the compressed data is damaged or of an unknown kind. What could be decompressed was read.",
          );
    case "gzipChecksum":
      return l10n.t(
        "The checksum of the compressed data is wrong: its content may have been changed. All of the content was read.",
      );
    case "gzipLength":
      return l10n.t("The compressed data states a different length than its content has. All of the content was read.");
    case "notGzip":
      return plural(
        Number(detail),
        (n) => l10n.t("{0} byte that is not compressed data follows the compressed data. It was not read.", n),
        (n) => l10n.t("{0} bytes that are not compressed data follow the compressed data. They were not read.", n),
      );
    default:
      return isNothing
        ? l10n.t("The compressed data is damaged: nothing could be decompressed.")
        : l10n.t("The compressed data is damaged. What could be decompressed was read.");
  }
}

/** What is wrong with an archive, or with a file because of it. */
function archiveWords(reason: Problem["reason"], detail: string): string {
  if (reason === "truncatedMember") {
    return detail === "nothing"
      ? l10n.t("The archive ends, or is damaged, where this file begins: nothing of the file exists.")
      : l10n.t("The archive ends, or is damaged, in the middle of this file. The existing part of the file was read.");
  }
  if (reason === "notAMember") {
    return plural(
      Number(detail),
      (n) => l10n.t("{0} byte in the archive belongs to none of its files. The files around it were read.", n),
      (n) =>
        l10n.t(
          "{0} bytes in the archive belong to none of its files: the archive is damaged there, or contains something else. The files around them were read.",
          n,
        ),
    );
  }
  switch (detail) {
    case "noDirectory":
      return l10n.t(
        "The archive’s list of its files is missing or damaged: the archive may have been cut short. Its files were looked for one by one, and those that were found were read.",
      );
    case "extended":
      return l10n.t(
        "A header in the archive is damaged: names and sizes of its files may be wrong. What was found was read.",
      );
    default:
      return l10n.t(
        "The archive ends early. The files before the end were read, and the existing part of the last one.",
      );
  }
}

/** Which limit, what was kept, and the setting that changes it. */
function limitWords(problem: Pick<Problem, "reason" | "detail">): string {
  const setting = settingOf(problem) ?? "";
  const megabytes = { size: numberText(Number(problem.detail ?? 0) / MB), setting };
  switch (problem.reason) {
    case "recordTooLarge":
      return l10n.t(
        "This record is larger than {size} MB, the limit of the setting “{setting}”. The records around it were read.",
        megabytes,
      );
    case "tooDeep":
      return l10n.t(
        "This record is nested deeper than {levels} levels, the limit of the setting “{setting}”. The records around it were read.",
        { levels: numberText(Number(problem.detail ?? 0)), setting },
      );
    case "inflatedTooLarge":
      return l10n.t(
        "This compressed log has more than {size} MB of content, the limit of the setting “{setting}”. The content up to the limit was read.",
        megabytes,
      );
    default:
      return problem.detail === undefined
        ? l10n.t("Reading stopped here: not enough memory. What was read before stays. Close other logs to make room.")
        : l10n.t(
            "Reading stopped here: the open logs use {size} MB of memory, the limit of the setting “{setting}”. What was read before stays.",
            megabytes,
          );
  }
}

function unreadableWords(code: string): string {
  switch (code) {
    case "ENOENT":
      return l10n.t("The file no longer exists ({0}).", code);
    case "EACCES":
    case "EPERM":
      return l10n.t("You have no permission to read this file ({0}).", code);
    case "EISDIR":
      return l10n.t("This is a folder ({0}).", code);
    case "EFBIG":
      return l10n.t("This file is too large to be read from there. Copy it to this computer ({0}).", code);
    case "ODDNAME":
      return l10n.t(
        "The name of this file is not UTF-8, so it cannot be opened here. Rename it, then open the folder again.",
      );
    case "UNMOUNTED":
      return l10n.t(
        "The drive or network folder that held this is not connected. What was read before is still shown.",
      );
    case "encrypted":
      return l10n.t("This file is encrypted in its archive. Unpack the archive and open the files.");
    case "sparse":
      return l10n.t(
        "This file is stored in its archive as a sparse file, without its empty parts, which cannot be read. Unpack the archive and open the files.",
      );
    case "":
      return l10n.t("The file could not be read.");
    default:
      return code.startsWith("compression ")
        ? l10n.t(
            "This file is compressed in its archive in a way that cannot be read. Unpack the archive and open the files.",
          )
        : l10n.t("The file could not be read ({0}).", code);
  }
}

function notAFileWords(what: string): string {
  switch (what) {
    case "pipe":
      return l10n.t("This is a named pipe, not a file. It was not opened: reading it might never end.");
    case "socket":
      return l10n.t("This is a socket, not a file. It was not opened.");
    case "blockDevice":
    case "characterDevice":
      return l10n.t("This is a device, not a file. It was not opened: reading it might never end.");
    case "system":
      return l10n.t(
        "This is not a file on a disk: the system generates its content when it is read, as in /proc and /sys. It was not read.",
      );
    default:
      return l10n.t("This is a link or something else that is not a file. It was not read.");
  }
}

/** Where something is in the log's content. */
export function placeWords({ start, end }: Pick<Problem, "start" | "end">): string {
  if (end <= start) return l10n.t("at byte {0}", numberText(start));
  return plural(
    end - start,
    (n) => l10n.t("{n} byte from byte {start}", { n, start: numberText(start) }),
    (n) => l10n.t("{n} bytes from byte {start}", { n, start: numberText(start) }),
  );
}
