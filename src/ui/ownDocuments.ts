/**
 * Our documents show parts of files, and their addresses say which. Anyone can put such an address into a link, so for
 * a log that is not open, only what was opened here before is shown. The list survives a reload of the window.
 */
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import { visible } from "../core/events/visible";
import { fileName } from "./files";
import { note } from "./report";

const STATE = "cloudtrail.ownDocuments";
const MOST = 500; // documents; the oldest are removed first

/** What may be read for a document: nothing, with the reason; only the open log; or also the file at this path. */
export type Leave = { kind: "refused"; why: string } | { kind: "openLog" } | { kind: "file"; path: string | undefined };

/** A hash that identifies a document's address, and the identity of its file. */
type Entry = [document: string, file: string];

export class OwnDocuments {
  constructor(
    /** Whether a log is open, including a log in a folder or archive. */
    private readonly isOpen: (log: vscode.Uri) => Promise<boolean>,
    private readonly state: Pick<vscode.Memento, "get" | "update">,
  ) {}

  /** Call this before opening a document that the user chose. */
  async remember(document: vscode.Uri, file: vscode.Uri): Promise<void> {
    this.#keep([keyOf(document), await identityOf(file)]);
  }

  /** @param file the file that the document's address names */
  async leaveFor(document: vscode.Uri, file: vscode.Uri): Promise<Leave> {
    const key = keyOf(document);
    const known = this.#entries.find(([one]) => one === key);
    if (known) this.#keep(known); // a document that is shown again is not among the oldest
    if (await this.isOpen(file)) return { kind: "openLog" };
    if (known === undefined) return { kind: "refused", why: notOurs() };
    const now = await identityOf(file);
    // another file may have taken its place; if there is none any more, the reader of the file will notice
    if (now !== "" && now !== known[1]) return { kind: "refused", why: isAnother(file) };
    return { kind: "file", path: file.scheme === "file" ? file.fsPath : undefined };
  }

  #keep(entry: Entry): void {
    const others = this.#entries.filter(([one]) => one !== entry[0]);
    // it counts at once, and only saving it takes time
    this.state.update(STATE, [...others, entry].slice(-MOST)).then(undefined, (error) => note("own documents", error));
  }

  /** An older version, or a person, may have stored anything. */
  get #entries(): Entry[] {
    const kept = this.state.get<unknown>(STATE);
    if (!Array.isArray(kept)) return [];
    return kept.filter(
      (one): one is Entry => Array.isArray(one) && one.length === 2 && one.every((x) => typeof x === "string"),
    );
  }
}

/** The path is left out: it is only the title of a tab. */
function keyOf({ scheme, query }: vscode.Uri): string {
  return createHash("sha256").update(`${scheme}:${query}`).digest("base64url").slice(0, 22); // 132 bits
}

/** "" if it is not a file on this computer, or no longer exists. */
async function identityOf(file: vscode.Uri): Promise<string> {
  if (file.scheme !== "file") return "";
  try {
    const { dev, ino } = await stat(file.fsPath, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return "";
  }
}

function notOurs(): string {
  return nothingShown(
    l10n.t("This was not opened from CloudTrail Inspector in this workspace, and its log is not open."),
  );
}

function isAnother(file: vscode.Uri): string {
  return nothingShown(
    l10n.t("{file} is no longer the file that this was opened from.", { file: visible(fileName(file)) }),
  );
}

/** Short lines, because a document may not wrap them. */
function nothingShown(why: string): string {
  const wayOn = l10n.t(
    "If you trust the file, open it with “CloudTrail: Open CloudTrail Log…” and choose the event there.",
  );
  return [l10n.t("Nothing is shown here."), why, wayOn].join("\n");
}
