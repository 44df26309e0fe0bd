import * as vscode from "vscode";
import { Cancelled, type Engine, type LogReport } from "./engine/engine";
import { bytesSource, readableDocumentOf, textSource } from "./logSource";
import { note } from "./ui/report";

const EDIT_PAUSE = 300; // ms after the last edit

/** A log stays open while one of these holds: a tab shows it, or somebody asked for it by a command. */
export type Why = "editor" | "command";

interface Reading {
  readonly abort: AbortController;
  readonly done: Promise<LogReport>;
}

interface Log {
  readonly uri: vscode.Uri;
  readonly why: Set<Why>;
  /** From a document's text, or from bytes. */
  text: boolean;
  /** The newest one; those before it are cancelled. */
  reading: Reading;
}

/** The one owner of which logs are open, and why, and of what each is read from. */
export class Logs implements vscode.Disposable {
  private readonly logs = new Map<string, Log>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly engine: Engine) {
    this.subscriptions = [
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
    ];
  }

  /** Resolves when it is read, edits that came meanwhile included. Aborting closes the log; rejects only then, or when it is closed. */
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
    const cancel = () => this.close(uri).catch((error) => note("close", error));
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      return await this.settled(log);
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
  }

  /** As {@link open} for one that is open already: its file may have changed. */
  async readAgain(uri: vscode.Uri, why: Why, signal?: AbortSignal): Promise<LogReport> {
    const log = this.logs.get(uri.toString());
    if (log && !log.text) this.read(log);
    return this.open(uri, why, signal);
  }

  /** For the editor that shows it: what turns out to be no log is not kept. */
  async show(uri: vscode.Uri, signal?: AbortSignal): Promise<LogReport> {
    const report = await this.open(uri, "editor", signal);
    if (!isLog(report) && !this.logs.get(uri.toString())?.why.has("command")) await this.close(uri);
    return report;
  }

  /** One reason less; without any the log is closed. */
  async release(uri: vscode.Uri, why: Why): Promise<void> {
    const log = this.logs.get(uri.toString());
    if (log?.why.delete(why) && log.why.size === 0) await this.close(uri);
  }

  /** Without a URI all. */
  async close(uri?: vscode.Uri): Promise<void> {
    const keys = uri ? [uri.toString()] : [...this.logs.keys()];
    for (const key of keys) {
      this.logs.get(key)?.reading.abort.abort();
      this.logs.delete(key);
    }
    this.setHasLogs();
    await this.engine.close(uri?.toString());
  }

  has(uri: vscode.Uri): boolean {
    return this.logs.has(uri.toString());
  }

  uris(): vscode.Uri[] {
    return [...this.logs.values()].map(({ uri }) => uri);
  }

  /** Waits until an open log is read; at once for one that is not open. */
  async whenRead(uri: vscode.Uri): Promise<void> {
    const log = this.logs.get(uri.toString());
    if (log) await this.settled(log);
  }

  dispose(): void {
    for (const { reading } of this.logs.values()) reading.abort.abort();
    this.logs.clear();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async settled(log: Log): Promise<LogReport> {
    for (;;) {
      const { reading } = log;
      try {
        const report = await reading.done;
        if (log.reading === reading) return report;
      } catch (error) {
        // a newer reading took its place: that one's end is what was asked for
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
    const source = document ? textSource(document) : await bytesSource(log.uri);
    if (signal.aborted) throw new Cancelled();
    return this.engine.open(source, signal);
  }

  private setHasLogs(): void {
    setContext("cloudtrail.hasLogs", this.logs.size > 0);
  }

  private async updateContextKeys(): Promise<void> {
    const { logs } = await this.engine.coverage();
    setContext(
      "cloudtrail.hasProblems",
      logs.some(({ problemCount }) => problemCount > 0),
    );
  }
}

const neverRead: Reading = { abort: new AbortController(), done: Promise.reject(new Cancelled()) };
neverRead.done.catch(() => undefined); // nobody waits on it: it only stands where the first reading will be

export function isLog(report: LogReport): boolean {
  return report.shape !== "";
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
