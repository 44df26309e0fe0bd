import { Worker } from "node:worker_threads";
import {
  type CacheUsed,
  Cancelled,
  type Change,
  type Coverage,
  type CoverageSummary,
  type Disposable,
  type Engine,
  EngineStopped,
  type LogReport,
  type LogSource,
  StaleResult,
} from "./engine";
import { newSpillFolder, removeSpillFolder, removeStaleSpills } from "./input/spillFolder";
import { defaultLimits, type Limits } from "./limits";
import {
  type Answer,
  FLAGS,
  type FromThread,
  type Method,
  type Questions,
  type SentSource,
  SLICES_AHEAD,
  type ThreadData,
  type ToThread,
} from "./protocol";

/** A log at whose reading the thread ended this often is not read again. */
const MOST_STOPS = 2;

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
  settled: () => void;
  /** Of `open`: the log it reads. */
  uri: string | undefined;
  progress: ((fraction: number) => void) | undefined;
  /** Wakes the sender of a document's text when a slice was used. */
  sliceUsed?: () => void;
}

/** What goes between question and answer. */
interface Meanwhile {
  slices?: () => AsyncIterable<string>;
  progress?: ((fraction: number) => void) | undefined;
}

export interface EngineOptions {
  /** Asked at the beginning of each reading. */
  limits?: () => Limits;
  /** Folder in which every engine has one of its own for copies of large compressed logs; without it none are kept. */
  spillRoot?: string;
  /** Folder in which the columns of large logs are kept for the next time; without it none are. */
  cacheFolder?: string;
}

/** The engine as its users see it: promises over a thread, which the first log starts. @param workerFile dist/engine.js */
export function startEngine(
  workerFile: string,
  { limits = () => defaultLimits, spillRoot, cacheFolder }: EngineOptions = {},
): Engine {
  const spillFolder = spillRoot === undefined ? undefined : newSpillFolder(spillRoot);
  const client = new Client(workerFile, limits, spillFolder, cacheFolder);
  if (spillRoot !== undefined) void removeStaleSpills(spillRoot);
  const ask = client.ask.bind(client);
  return {
    open: (source, signal) => client.open(source, signal),
    close: (uri) => client.close(uri),
    refresh: (changed) => ask("refresh", [changed, limits()]),
    coverage: () => wholeCoverage(client),
    coverageSummary: () => ask("coverageSummary", []),
    report: (uri) => ask("report", [uri]),
    reports: (query) => ask("reports", [query]),
    places: (from, to) => ask("places", [from, to]),
    deliveries: () => ask("deliveries", []),
    lateDelivery: (time) => ask("lateDelivery", [time]),
    groups: (by, filter, most) => ask("groups", [by, filter, most]),
    select: (filter, signal) => ask("select", [filter], signal),
    rows: (result, from, to) => ask("rows", [result, from, to]),
    level: (result, from, to, zone) => ask("level", [result, from, to, zone]),
    seek: (result, time) => ask("seek", [result, time]),
    positionOf: (result, id) => ask("positionOf", [result, id]),
    row: (id) => ask("row", [id]),
    find: (value) => ask("find", [value]),
    text: (id, signal, progress) => ask("text", [id], signal, { progress }),
    contentAt: (uri, path, start, end, signal, progress) =>
      ask("contentAt", [uri, path, start, end], signal, { progress }),
    textAt: (uri, path, start, end, signal, progress) => ask("textAt", [uri, path, start, end], signal, { progress }),
    locate: (uri, version, offset, signal) => ask("locate", [uri, version, offset], signal),
    recordSpans: (uri, version, most, signal) => ask("recordSpans", [uri, version, most], signal),
    recordAt: (uri, start) => ask("recordAt", [uri, start]),
    onDidChange: (listener) => listen(client.onChange, listener),
    onDidFailToSpill: (listener) => listen(client.onSpillFailed, listener),
    onDidFailToCache: (listener) => listen(client.onCacheFailed, listener),
    onDidUseCache: (listener) => listen(client.onCacheUsed, listener),
    onDidStop: (listener) => listen(client.onStop, listener),
    onDidSlowDown: (listener) => listen(client.onSlow, listener),
    onDidLoseHelper: (listener) => listen(client.onHelperFailed, listener),
    dispose: () => client.dispose(),
  };
}

async function wholeCoverage(client: Client): Promise<Coverage> {
  const { files: _, others: __, parts: ___, ...counts } = await client.ask("coverageSummary", []);
  const logs: LogReport[] = [];
  for (let from = 0, total = 1; from < total; ) {
    const page = await client.ask("reports", [{ from, to: from + PAGE }]);
    logs.push(...page.reports);
    total = page.total;
    from = page.next;
  }
  return { ...counts, logs };
}

const PAGE = 500; // logs

const nothing: CoverageSummary = {
  events: 0,
  duplicates: 0,
  reduced: 0,
  bytes: 0,
  accounts: [],
  regions: [],
  files: { notRead: 0, partly: 0, reading: 0, passedOver: 0, other: 0, whole: 0 },
  others: {},
  parts: 0,
  csvs: 0,
};

/** What is answered while no thread runs: no log was ever opened. */
const answersWithoutThread: { [M in Method]?: () => Answer<M> } = {
  close: () => undefined,
  refresh: () => undefined,
  coverageSummary: () => nothing,
  report: () => undefined,
  reports: () => ({ total: 0, next: 0, reports: [] }),
  places: () => ({ total: 0, places: [] }),
  deliveries: () => ({ files: 0, stretches: [], stretchCount: 0 }),
  lateDelivery: () => undefined,
  groups: () => [],
  row: () => undefined,
  find: () => [],
  text: () => undefined,
  locate: () => undefined,
  recordSpans: () => undefined,
  recordAt: () => undefined,
};

class Client {
  readonly onChange = new Set<(change: Change) => void>();
  readonly onSpillFailed = new Set<(code: string) => void>();
  readonly onCacheFailed = new Set<(code: string) => void>();
  readonly onCacheUsed = new Set<(used: CacheUsed) => void>();
  readonly onStop = new Set<(error: EngineStopped) => void>();
  readonly onSlow = new Set<(why: string) => void>();
  readonly onHelperFailed = new Set<(why: string) => void>();
  readonly #waiting = new Map<number, Waiting>();
  readonly #sources = new Map<string, LogSource>();
  readonly #stops = new Map<string, number>();
  readonly #flags = new Int32Array(new SharedArrayBuffer(FLAGS * 4));
  #worker: Worker | undefined;
  #lastId = 0;
  #disposed = false;
  #toldOfSpill = false;
  #wasSlow = false;

  constructor(
    private readonly workerFile: string,
    private readonly limits: () => Limits,
    private readonly spillFolder: string | undefined,
    private readonly cacheFolder: string | undefined,
  ) {}

  open(source: LogSource, signal?: AbortSignal): Promise<Answer<"open">> {
    this.#sources.set(source.uri, source);
    if (source.kind !== "text") return this.ask("open", [source, this.limits()], signal);
    const { slices, ...sent } = source;
    return this.ask("open", [sent satisfies SentSource, this.limits()], signal, { slices });
  }

  close(uri?: string): Promise<void> {
    if (uri === undefined) this.#sources.clear();
    else this.#sources.delete(uri);
    return this.ask("close", [uri, this.limits()]);
  }

  ask<M extends Method>(
    method: M,
    args: Questions[M],
    signal?: AbortSignal,
    { slices, progress }: Meanwhile = {},
  ): Promise<Answer<M>> {
    if (signal?.aborted) return Promise.reject(new Cancelled());
    if (this.#disposed) return Promise.reject(new EngineStopped("the engine was shut down"));
    const without = this.#worker ? undefined : answersWithoutThread[method];
    if (without) return Promise.resolve(without() as Answer<M>);
    const worker = (this.#worker ??= this.#start());
    const id = ++this.#lastId;
    Atomics.store(this.#flags, id % FLAGS, 0);
    return new Promise<Answer<M>>((resolve, reject) => {
      const cancel = (): void => {
        Atomics.store(this.#flags, id % FLAGS, 1);
        send(worker, { kind: "cancel", id });
      };
      signal?.addEventListener("abort", cancel, { once: true });
      const uri = method === "open" ? (args[0] as SentSource).uri : undefined;
      const waiting: Waiting = {
        resolve: resolve as (value: unknown) => void,
        reject,
        settled: () => signal?.removeEventListener("abort", cancel),
        uri,
        progress,
      };
      this.#waiting.set(id, waiting);
      send(worker, { kind: "ask", id, method, args });
      if (slices) void this.#sendText(worker, id, waiting, slices());
    });
  }

  /** A few slices ahead of what the thread has used: a document's text is never in flight as a whole. */
  async #sendText(worker: Worker, id: number, waiting: Waiting, slices: AsyncIterable<string>): Promise<void> {
    let ahead = 0;
    let wake: (() => void) | undefined;
    waiting.sliceUsed = () => {
      ahead--;
      wake?.();
    };
    try {
      for await (const text of slices) {
        if (!this.#waiting.has(id)) return;
        send(worker, { kind: "slice", id, text });
        if (++ahead >= SLICES_AHEAD) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
      send(worker, { kind: "slicesEnd", id });
    } catch (error) {
      // the document is gone or was edited: its text can no longer be had as announced
      Atomics.store(this.#flags, id % FLAGS, 1);
      send(worker, { kind: "cancel", id });
      this.#settle(id)?.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #start(): Worker {
    const worker = new Worker(this.workerFile, {
      workerData: {
        flags: this.#flags.buffer as SharedArrayBuffer,
        spillFolder: this.spillFolder,
        cacheFolder: this.cacheFolder,
      } satisfies ThreadData,
    });
    worker.on("message", (message: FromThread) => this.#take(message));
    const failed = (error: Error): void => {
      if (this.#worker === worker && !this.#disposed) this.#stopped(error);
    };
    worker.on("error", failed);
    worker.on("exit", (code) => failed(new Error(`exit code ${code}`)));
    return worker;
  }

  #take(message: FromThread): void {
    switch (message.kind) {
      case "answer":
        this.#settle(message.id)?.resolve(message.value);
        break;
      case "failed":
        this.#settle(message.id)?.reject(asError(message.name, message.message));
        break;
      case "sliceUsed":
        this.#waiting.get(message.id)?.sliceUsed?.();
        break;
      case "progress":
        this.#waiting.get(message.id)?.progress?.(message.fraction);
        break;
      case "spillFailed":
        this.#spillFailed(message.code);
        break;
      case "cacheFailed":
        for (const listener of this.onCacheFailed) listener(message.code);
        break;
      case "cacheUsed":
        for (const listener of this.onCacheUsed) listener(message);
        break;
      case "changed":
        for (const listener of this.onChange) listener(message.change);
        break;
      case "slow":
        if (!this.#wasSlow) for (const listener of this.onSlow) listener(message.why);
        this.#wasSlow = true; // the next thread will tell the same
        break;
      case "helperFailed":
        for (const listener of this.onHelperFailed) listener(message.why);
        break;
    }
  }

  #spillFailed(code: string): void {
    if (this.#toldOfSpill) return;
    this.#toldOfSpill = true;
    for (const listener of this.onSpillFailed) listener(code);
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.settled();
    waiting?.sliceUsed?.(); // a sender that waits for room sees that it is no longer needed
    return waiting;
  }

  #stopped(cause: Error): void {
    this.#worker = undefined;
    const error = new EngineStopped(cause.message, { cause });
    const unanswered = [...this.#waiting.keys()];
    for (const id of unanswered) {
      const waiting = this.#settle(id);
      if (waiting?.uri !== undefined) this.#stops.set(waiting.uri, (this.#stops.get(waiting.uri) ?? 0) + 1);
      waiting?.reject(error);
    }
    for (const listener of this.onStop) listener(error);
    for (const source of [...this.#sources.values()]) {
      const isCause = (this.#stops.get(source.uri) ?? 0) >= MOST_STOPS;
      const again = this.open(isCause ? { kind: "unreadable", uri: source.uri, detail: error.reason } : source);
      again.catch(() => undefined); // whoever asked first was told; a further stop is told by onStop
    }
  }

  dispose(): void {
    this.#disposed = true;
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(new EngineStopped("the engine was shut down"));
    this.onChange.clear();
    this.onStop.clear();
    this.onSlow.clear();
    this.onHelperFailed.clear();
    this.onSpillFailed.clear();
    this.onCacheFailed.clear();
    this.onCacheUsed.clear();
    const folder = this.spillFolder;
    const ended = this.#worker?.terminate();
    if (folder !== undefined) {
      removeSpillFolder(folder); // at once: the process may end before the thread does
      void ended?.then(() => removeSpillFolder(folder));
    }
    this.#worker = undefined;
  }
}

function send(worker: Worker, message: ToThread): void {
  worker.postMessage(message);
}

function listen<T>(listeners: Set<(value: T) => void>, listener: (value: T) => void): Disposable {
  listeners.add(listener);
  return { dispose: () => listeners.delete(listener) };
}

function asError(name: string, message: string): Error {
  if (name === "Cancelled") return new Cancelled(message);
  if (name === "StaleResult") return new StaleResult(message);
  const error = new Error(message);
  error.name = name;
  return error;
}
