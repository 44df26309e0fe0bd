/** Shows compressed files as read-only text, which VS Code itself cannot. */
import type { FileHandle } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { visible } from "../core/events/visible";
import { Cancelled } from "../engine/engine";
import { NotAFile, openRegularLater } from "../engine/input/regularFile";
import { asUri, fileName } from "../ui/files";
import type { OwnDocuments } from "../ui/ownDocuments";
import { signalOf, withProgress } from "../ui/progress";
import { note, registerCommand, ShownError } from "../ui/report";
import { problemWords } from "../ui/words";

const SCHEME = "cloudtrail-text";
const LARGEST = 50 * 1024 * 1024; // bytes of text; VS Code gives extensions no larger document

export function registerShowText(own: OwnDocuments): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand("cloudtrail.showText", async (resource?: unknown) => {
      const uri = asUri(resource) ?? activeCustomUri();
      if (uri) await showText(own, uri);
    }),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async (uri, token) => {
        try {
          const file = asUri(uri.query) ?? uri; // the file itself, even if it is not a log and was never opened
          const leave = await own.leaveFor(uri, file);
          if (leave.kind === "refused") return leave.why;
          return (await inflate(file, signalOf(token))).text;
        } catch (error) {
          note(uri.path, error);
          return error instanceof ShownError ? error.message : undefined;
        }
      },
    }),
  );
}

function activeCustomUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
}

async function showText(own: OwnDocuments, uri: vscode.Uri): Promise<void> {
  if (!(await isGzip(uri))) {
    await vscode.commands.executeCommand("vscode.openWith", uri, "default");
    return;
  }
  const name = fileName(uri).replace(/\.gz$/i, "");
  const shown = vscode.Uri.from({ scheme: SCHEME, path: `/${name || "log"}`, query: uri.toString() });
  // tried first: a message is better than a document without the text
  const { whole } = await withProgress(l10n.t("Decompressing {0}", fileName(uri)), (signal) => inflate(uri, signal));
  await own.remember(shown, uri);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(shown), { preview: true });
  if (!whole) {
    throw new ShownError(
      l10n.t("The compressed data is damaged or ends early. The text shows what could be decompressed."),
    );
  }
}

async function isGzip(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === "untitled") return false;
  const { size } = await stat(uri);
  if (size > LARGEST) {
    // if the text is too long: VS Code's own editor can open plain files of any size, but not compressed ones
    if (/\.gz$/i.test(uri.path)) throw tooLarge();
    return false;
  }
  const bytes = await bytesOf(uri);
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** VS Code itself would wait for a pipe, and read a device forever. */
async function bytesOf(uri: vscode.Uri): Promise<Uint8Array> {
  if (uri.scheme !== "file") return vscode.workspace.fs.readFile(uri);
  let file: FileHandle;
  try {
    file = await openRegularLater(uri.fsPath);
  } catch (error) {
    if (error instanceof NotAFile) throw new ShownError(problemWords({ reason: "notAFile", detail: error.what ?? "" }));
    throw couldNotBeRead(uri);
  }
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

async function stat(uri: vscode.Uri): Promise<vscode.FileStat> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    // the file system's reason does not matter: the user can only check whether the file exists
    throw couldNotBeRead(uri);
  }
}

function couldNotBeRead(uri: vscode.Uri): ShownError {
  return new ShownError(l10n.t("{0} could not be read.", visible(fileName(uri))));
}

function tooLarge(): ShownError {
  return new ShownError(l10n.t("Decompressed, this file is larger than 50 MB, which is too large to show as text."));
}

async function inflate(uri: vscode.Uri, signal: AbortSignal): Promise<{ text: string; whole: boolean }> {
  const compressed = await bytesOf(uri);
  const parts: Buffer[] = [];
  let size = 0;
  let whole = true;
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  gunzip.end(compressed);
  try {
    for await (const part of gunzip) {
      if (signal.aborted) throw new Cancelled();
      parts.push(part);
      size += part.length;
      if (size > LARGEST) throw tooLarge();
    }
    // zlib treats a zero as the end, whatever follows; only zeros are padding
    whole = compressed.subarray(gunzip.bytesWritten).every((byte) => byte === 0);
  } catch (error) {
    if (error instanceof ShownError || error instanceof Cancelled) throw error;
    whole = false; // zlib's own error: what was decompressed before it is kept
    note(uri.toString(true), error);
  } finally {
    gunzip.destroy();
  }
  return { text: decode(Buffer.concat(parts)), whole };
}

/** Decodes a file as VS Code does: by its byte order mark, else as UTF-8. */
function decode(bytes: Buffer): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}
