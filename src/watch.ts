import * as vscode from "vscode";

const PAUSE = 300; // ms without a further change; files are often written in several steps
const PATIENCE = 2000; // ms after the first one: a log that never stops growing is followed all the same
const STARTING = 2000; // ms; nothing tells when a watcher has begun to see what happens
const MOST = 2000; // changes told one by one; more are told as a change of what is watched

/** Tells of changes on disk of files and of all below folders, many at a time. */
export class Watch implements vscode.Disposable {
  private readonly watchers = new Map<string, vscode.Disposable>();
  private changed = new Map<string, vscode.Uri>();
  private timer: NodeJS.Timeout | undefined;
  private since = 0;

  constructor(private readonly tell: (changed: readonly vscode.Uri[]) => void) {}

  /** Until {@link remove}. */
  add(uri: vscode.Uri, isFolder: boolean): void {
    const key = uri.toString();
    if (uri.scheme !== "file" || this.watchers.has(key)) return;
    const pattern = isFolder
      ? new vscode.RelativePattern(uri, "**")
      : new vscode.RelativePattern(vscode.Uri.joinPath(uri, ".."), patternOf(uri.path));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const happened = (at: vscode.Uri) => this.happened(at, uri);
    this.watchers.set(
      key,
      vscode.Disposable.from(
        watcher,
        watcher.onDidCreate(happened),
        watcher.onDidChange(happened),
        watcher.onDidDelete(happened),
        after(STARTING, () => happened(uri)),
      ),
    );
  }

  remove(uri: vscode.Uri): void {
    this.watchers.get(uri.toString())?.dispose();
    this.watchers.delete(uri.toString());
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const watcher of this.watchers.values()) watcher.dispose();
    this.watchers.clear();
  }

  private happened(at: vscode.Uri, watched: vscode.Uri): void {
    if (this.changed.size === 0) this.since = Date.now();
    const told = this.changed.size < MOST ? at : watched;
    this.changed.set(told.toString(), told);
    clearTimeout(this.timer);
    const wait = Math.min(PAUSE, Math.max(0, this.since + PATIENCE - Date.now()));
    this.timer = setTimeout(() => {
      const { changed } = this;
      this.changed = new Map();
      this.tell([...changed.values()]);
    }, wait);
  }
}

function after(ms: number, run: () => void): vscode.Disposable {
  const timer = setTimeout(run, ms);
  return { dispose: () => clearTimeout(timer) };
}

/** A pattern for a file's name. What other files it matches are told as well, and nobody has them open. */
function patternOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/[*?{}[\]\\,!]/g, "?");
}
