import * as vscode from "vscode";
import { Cancelled, type Engine, type LogReport } from "./engine/engine";
import { bytesSource, packedSource, readableDocumentOf, textSource } from "./logSource";
import { setContext } from "./ui/contextKeys";
import { tellNotice } from "./ui/noticeWords";
import { note } from "./ui/report";
import { Watch } from "./watch";

const EDIT_PAUSE = 300; // ms after the last edit

/** A log stays open for one of these reasons: a tab shows it, or a command opened it. */
export type Why = "editor" | "command";

interface Reading {
  readonly abort: AbortController;
  readonly done: Promise<LogReport>;
}

interface Log {
  readonly uri: vscode.Uri;
  readonly why: Set<Why>;
  /** Read from a document's text, or from bytes. */
  text: boolean;
  /** The newest reading; earlier ones are cancelled. */
  reading: Reading;
}

/** Owns the open logs, why they are open, and what each is read from. */
export class Logs implements vscode.Disposable {
  private readonly logs = new Map<string, Log>();
  private readonly subscriptions: vscode.Disposable[];

  private readonly watch = new Watch(async (changed) => {
    const all = changed.map((uri) => ({ uri: uri.toString(), path: uri.fsPath }));
    try {
      await this.engine.logs.refresh(all);
    } catch (error) {
      note("changes on disk", error);
    }
  });

  constructor(private readonly engine: Engine) {
    this.subscriptions = [
      this.watch,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const log = this.logs.get(document.uri.toString());
        if (log?.text && contentChanges.length > 0) this.read(log, EDIT_PAUSE);
      }),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        const log = this.logs.get(uri.toString());
        if (log && !log.text && readableDocumentOf(uri)) this.read(log);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        const log = this.logs.get(uri.toString());
        if (!log?.text) return;
        if (uri.scheme === "untitled") this.close(uri).catch((error) => note("close", error));
        else this.read(log);
      }),
      engine.onDidChange(({ loading }) => {
        if (loading.length === 0) this.updateContextKeys().catch((error) => note("context keys", error));
      }),
      engine.onNotice((notice) => tellNotice(notice, () => this.engine.logs.restart())),
    ];
  }

  /**
   * Resolves after it is read, including edits in the meantime. Rejects only if it is closed or the signal is aborted;
   * what was read until then stays, and the coverage says so.
   */
  async open(uri: vscode.Uri, why: Why, signal?: AbortSignal): Promise<LogReport> {
    if (signal?.aborted) throw new Cancelled();
    const key = uri.toString();
    let log = this.logs.get(key);
    const isNew = log === undefined;
    if (!log) {
      log = { uri, why: new Set(), text: false, reading: neverRead };
      this.logs.set(key, log);
      this.setHasLogs();
    }
    log.why.add(why);
    if (isNew) this.read(log);
    const opened = log;
    const cancel = () => this.cancel(opened).catch((error) => note("cancel", error));
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      return await this.settled(log);
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
  }

  /** Like {@link open} for an open log whose file may have changed. */
  async readAgain(uri: vscode.Uri, why: Why, signal?: AbortSignal): Promise<LogReport> {
    const log = this.logs.get(uri.toString());
    this.engine.logs.restart(uri.toString());
    if (log && !log.text) this.read(log);
    return this.open(uri, why, signal);
  }

  /** For the editor that shows it: a file that is not a log is not kept open. */
  async show(uri: vscode.Uri, signal?: AbortSignal): Promise<LogReport> {
    const read = await this.open(uri, "editor", signal);
    if (!isLog(read) && !isLeftOut(read) && !this.logs.get(uri.toString())?.why.has("command")) await this.close(uri);
    return read;
  }

  /** Removes a reason; without any, the log is closed. */
  async release(uri: vscode.Uri, why: Why): Promise<void> {
    const log = this.logs.get(uri.toString());
    if (log?.why.delete(why) && log.why.size === 0) await this.close(uri);
  }

  /** Closes all if no URI is given. */
  async close(uri?: vscode.Uri): Promise<void> {
    const keys = uri ? [uri.toString()] : [...this.logs.keys()];
    for (const key of keys) {
      const log = this.logs.get(key);
      if (!log) continue;
      log.reading.abort.abort();
      this.watch.remove(log.uri);
      this.logs.delete(key);
    }
    this.setHasLogs();
    await this.engine.logs.close(uri?.toString());
  }

  /** Compares what is open with the disk: what a watcher has missed is read. */
  refresh(): Promise<void> {
    return this.watch.compare();
  }

  has(uri: vscode.Uri): boolean {
    return this.logs.has(uri.toString());
  }

  uris(): vscode.Uri[] {
    return [...this.logs.values()].map(({ uri }) => uri);
  }

  /** What has been read from an open log so far. */
  async reportOf(uri: vscode.Uri): Promise<LogReport | undefined> {
    return this.engine.coverage.report(uri.toString());
  }

  /** Whether it is open, on its own or because it is in a folder or archive, and a log. */
  async isReadable(uri: vscode.Uri): Promise<boolean> {
    await this.whenRead(uri); // after a reload it may still be read again
    const read = await this.reportOf(uri);
    return read !== undefined && isLog(read);
  }

  /** Waits until an open log is read; resolves at once for one that is not open. */
  async whenRead(uri: vscode.Uri): Promise<void> {
    const log = this.logs.get(uri.toString());
    if (log) await this.settled(log);
  }

  dispose(): void {
    for (const { reading } of this.logs.values()) reading.abort.abort();
    this.logs.clear();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async cancel(log: Log): Promise<void> {
    const { reading } = log;
    reading.abort.abort();
    await reading.done.then(undefined, () => undefined); // callers who asked for it get the result
    const read = await this.reportOf(log.uri);
    const isStillOpen = this.logs.get(log.uri.toString()) === log && log.reading === reading;
    if (isStillOpen && !(read && isLog(read))) await this.close(log.uri);
  }

  private async settled(log: Log): Promise<LogReport> {
    for (;;) {
      const { reading } = log;
      try {
        const done = await reading.done;
        if (log.reading === reading) return done;
      } catch (error) {
        // a newer reading replaced it: wait for that one
        if (log.reading === reading) throw error;
      }
    }
  }

  private read(log: Log, pause = 0): void {
    log.reading.abort.abort();
    const abort = new AbortController();
    const done = this.readInto(log, pause, abort.signal);
    log.reading = { abort, done };
    done.catch((error) => note(`read ${log.uri.toString(true)}`, error));
  }

  private async readInto(log: Log, pause: number, signal: AbortSignal): Promise<LogReport> {
    await new Promise((go) => setTimeout(go, pause));
    if (signal.aborted) throw new Cancelled();
    const document = readableDocumentOf(log.uri);
    log.text = document !== undefined;
    const source = document ? (packedSource(document) ?? textSource(document)) : await bytesSource(log.uri);
    if (signal.aborted) throw new Cancelled();
    if (source.kind === "folder" || source.kind === "file") this.watch.add(log.uri, source.kind === "folder");
    return this.engine.logs.open(source, signal);
  }

  private setHasLogs(): void {
    setContext("cloudtrail.hasLogs", this.logs.size > 0);
  }

  private async updateContextKeys(): Promise<void> {
    const { parts } = await this.engine.coverage.summary();
    setContext("cloudtrail.hasProblems", parts > 0);
  }
}

const neverRead: Reading = { abort: new AbortController(), done: Promise.reject(new Cancelled()) };
neverRead.done.catch(() => undefined); // nobody waits for it: it only takes the place of the first reading

export function isLog(report: LogReport): boolean {
  return report.shape !== "";
}

/** It may be a log: reading it ended the engine's thread, which the engine has reported. */
export function isLeftOut({ problems }: LogReport): boolean {
  return problems.some(({ reason }) => reason === "engineStopped");
}
