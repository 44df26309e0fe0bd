import * as vscode from "vscode";

const PAUSE = 300; // ms without a further change; files are often written in several steps
const PATIENCE = 2000; // ms after the first one, so that a log that never stops growing is followed, too
const STARTING = 2000; // ms; nothing shows when a watcher has started to work
const MOST = 2000; // changes that are reported one by one; more are reported as a change of what is watched

const MINUTE = 60_000; // ms between two comparisons

interface Watched {
  uri: vscode.Uri;
  isFolder: boolean;
  watcher: vscode.Disposable;
}

/**
 * Tells of changes on disk of files and of all below folders, many at a time. A watcher loses some: on a busy computer, in linked folders, on
 * network folders. So everything that is watched is reported from time to time, to be compared with the disk.
 */
export class Watch implements vscode.Disposable {
  private readonly watched = new Map<string, Watched>();
  private changed = new Map<string, vscode.Uri>();
  private timer: NodeJS.Timeout | undefined;
  private since = 0;
  private readonly onFocus: vscode.Disposable;
  private everyMinute: NodeJS.Timeout | undefined;
  /** The comparison under way, and the one that was asked for meanwhile. */
  private comparing: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  /**
   * @param tell resolves when what changed is read
   * @param states of the window: it may get the focus
   * @param every milliseconds between two comparisons while a folder is watched
   */
  constructor(
    private readonly tell: (changed: readonly vscode.Uri[]) => Promise<void>,
    states: vscode.Event<vscode.WindowState> = vscode.window.onDidChangeWindowState,
    private readonly every = MINUTE,
  ) {
    let hadFocus = vscode.window.state.focused;
    this.onFocus = states(({ focused }) => {
      if (focused && !hadFocus) void this.compare();
      hadFocus = focused;
    });
  }

  /** Resolves when all that is watched was compared with the disk after this was called. There are never two comparisons at once. */
  compare(): Promise<void> {
    if (!this.comparing) {
      const all = [...this.watched.values()].map(({ uri }) => uri);
      if (all.length === 0) return Promise.resolve();
      this.comparing = this.tell(all).finally(() => {
        this.comparing = undefined;
      });
      return this.comparing;
    }
    this.next ??= this.comparing.then(() => {
      this.next = undefined;
      return this.compare();
    });
    return this.next;
  }

  /** Watches until {@link remove}. */
  add(uri: vscode.Uri, isFolder: boolean): void {
    const key = uri.toString();
    if (uri.scheme !== "file" || this.watched.has(key)) return;
    const pattern = isFolder
      ? new vscode.RelativePattern(uri, "**")
      : new vscode.RelativePattern(vscode.Uri.joinPath(uri, ".."), patternOf(uri.path));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const happened = (at: vscode.Uri) => this.happened(at, uri);
    const disposable = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(happened),
      watcher.onDidChange(happened),
      watcher.onDidDelete(happened),
      after(STARTING, () => happened(uri)),
    );
    this.watched.set(key, { uri, isFolder, watcher: disposable });
    this.setTimer();
  }

  remove(uri: vscode.Uri): void {
    this.watched.get(uri.toString())?.watcher.dispose();
    this.watched.delete(uri.toString());
    this.setTimer();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.onFocus.dispose();
    for (const { watcher } of this.watched.values()) watcher.dispose();
    this.watched.clear();
    this.setTimer();
  }

  private setTimer(): void {
    if ([...this.watched.values()].some(({ isFolder }) => isFolder)) {
      this.everyMinute ??= setInterval(() => void (this.comparing ?? this.compare()), this.every);
    } else {
      clearInterval(this.everyMinute);
      this.everyMinute = undefined;
    }
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
      void this.tell([...changed.values()]);
    }, wait);
  }
}

function after(ms: number, run: () => void): vscode.Disposable {
  const timer = setTimeout(run, ms);
  return { dispose: () => clearTimeout(timer) };
}

/**
 * A pattern for a file's name. Changes of other files that match it are reported as well, but nobody has those open.
 */
function patternOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/[*?{}[\]\\,!]/g, "?");
}
