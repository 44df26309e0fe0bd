/** Where a log is read from: the text of its open document, else the bytes of its file; never a mix of both. */
import { stat } from "node:fs/promises";
import * as vscode from "vscode";
import { HEAD, recogniseText } from "./core/shapes/recognise";
import { Cancelled, type LogSource } from "./engine/engine";

const SLICE = 128 * 1024; // UTF-16 units; with 256 Ki in short lines and a garbage collection, getText takes the host nearly 10 ms
const LARGEST_REMOTE = 256 * 1024 * 1024; // bytes; other file systems return a whole file at once, or nothing

export function documentOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === key);
}

/**
 * The document, unless the user made VS Code open bytes as text ("Open Anyway"): such text is not the file's content.
 */
export function readableDocumentOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  const document = documentOf(uri);
  if (!document) return undefined;
  const found = recogniseText(headOf(document));
  return found.kind === "other" && (found.what === "binary" || found.what === "gzip") ? undefined : document;
}

export function headOf(document: vscode.TextDocument): string {
  return document.getText(new vscode.Range(new vscode.Position(0, 0), document.positionAt(HEAD)));
}

const PACKED = /^\ufeff?\s*\[?\s*\{\s*"awslogs"/;
const LARGEST_PACKED = 8 * 1024 * 1024; // UTF-16 units; Lambda takes 6 MB

/** The document's records are packed in its text, so they are read from its bytes; undefined for any other document. */
export function packedSource(document: vscode.TextDocument): LogSource | undefined {
  if (!PACKED.test(headOf(document))) return undefined;
  const length = document.offsetAt(new vscode.Position(document.lineCount, 0));
  if (length > LARGEST_PACKED) return undefined;
  return { kind: "bytes", uri: document.uri.toString(), bytes: new TextEncoder().encode(document.getText()) };
}

export function textSource(document: vscode.TextDocument): LogSource {
  const { version } = document;
  return {
    kind: "text",
    uri: document.uri.toString(),
    version,
    length: document.offsetAt(new vscode.Position(document.lineCount, 0)),
    slices: () => slicesOf(document, version),
  };
}

async function* slicesOf(document: vscode.TextDocument, version: number): AsyncIterable<string> {
  let start = new vscode.Position(0, 0);
  for (let offset = 0; ; ) {
    if (document.isClosed || document.version !== version) throw new Cancelled();
    // there is no position between \r and \n: get where the slice really ends
    let end = document.positionAt(offset + SLICE);
    let text = document.getText(new vscode.Range(start, end));
    if (text === "") return;
    if (text.length > 1 && isHighSurrogate(text.charCodeAt(text.length - 1))) {
      text = text.slice(0, -1);
      end = end.translate(0, -1);
    }
    yield text;
    start = end;
    offset = document.offsetAt(end);
    await new Promise(setImmediate);
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

export async function bytesSource(uri: vscode.Uri): Promise<LogSource> {
  const key = uri.toString();
  if (uri.scheme === "file")
    return { kind: (await isFolder(uri.fsPath)) ? "folder" : "file", uri: key, path: uri.fsPath };
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if (type === vscode.FileType.Unknown) return { kind: "unreadable", uri: key, detail: "ENOTFILE" }; // for example, a pipe
    if (size > LARGEST_REMOTE) return { kind: "unreadable", uri: key, detail: "EFBIG" };
    return { kind: "bytes", uri: key, bytes: await vscode.workspace.fs.readFile(uri) };
  } catch (error) {
    return { kind: "unreadable", uri: key, detail: codeOf(error) };
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false; // the code that reads it reports why it cannot be read
  }
}

/** The system's error code for VS Code's own errors. */
function codeOf(error: unknown): string {
  if (!(error instanceof vscode.FileSystemError)) return error instanceof Error ? error.message : "";
  switch (error.code) {
    case "FileNotFound":
      return "ENOENT";
    case "NoPermissions":
      return "EACCES";
    case "FileIsADirectory":
      return "EISDIR";
    default:
      return error.code;
  }
}
