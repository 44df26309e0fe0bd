import { Worker } from "node:worker_threads";
import { type Meanwhile as Between, methodOf, type Question } from "../../calls/door";
import {
  Cancelled,
  type Change,
  type Disposable,
  EngineStopped,
  type LogReport,
  type LogSource,
  type Notice,
  type Stop,
} from "../engine";
import { removeSpillFolder } from "../input/spillFolder";
import type { Limits } from "../limits";
import { BlackBox, blackBoxMemory } from "./blackBox";
import {
  FLAGS,
  type FromThread,
  type Part,
  type Questions,
  receivedError,
  type SentSource,
  SLICES_AHEAD,
  type ThreadData,
  type ToThread,
} from "./protocol";
import { Stops, type Verdict } from "./stops";
import { answersAfter, answersBefore } from "./unread";

const OPEN = of("open");
const CLOSE = of("close");
const REFRESH = of("refresh");

function of(method: keyof Questions["logs"]): Omit<Question, "args"> {
  return { subject: "logs" satisfies keyof Questions, method };
}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
  settled: () => void;
  question: Question;
  /** The log that `open` reads: requested again if the thread has ended. */
  uri: string | undefined;
  /** The thread that was asked; undefined while the log waits for its turn after a stop. */
  worker: Worker | undefined;
  ask: (worker: Worker) => void;
  done: Promise<unknown>;
  isCancelled: () => boolean;
  progress: ((fraction: number) => void) | undefined;
  part: Meanwhile["part"];
  /** Wakes the sender of a document's text after a slice was used. */
  sliceUsed?: () => void;
}

interface Meanwhile extends Between {
  /** A document's text, which is sent after the question. */
  slices?: () => AsyncIterable<string>;
  /** Takes a part of the answer; to be told when it is used. */
  part?: (value: Part, used: () => void) => void;
}

/** Owns the engine's thread: sends questions, handles messages, and starts another thread when it ends. */
export class Thread {
  readonly #changeListeners = new Set<(change: Change) => void>();
  readonly #noticeListeners = new Set<(notice: Notice) => void>();
  readonly #waiting = new Map<number, Waiting>();
  /** Texts of documents that the thread wants once more, by numbers of its own, which are below zero. */
  readonly #sending = new Map<number, Pick<Waiting, "worker" | "sliceUsed">>();
  readonly #sources = new Map<string, LogSource>();
  readonly #stops = new Stops();
  readonly #flags = new Int32Array(new SharedArrayBuffer(FLAGS * 4));
  #worker: Worker | undefined;
  /** The memory of the current thread. */
  #blackBox = new BlackBox(blackBoxMemory());
  /** Reading ended again and again: no thread is started until the user asks for it. */
  #givenUp: EngineStopped | undefined;
  #revision = 0;
  #lastId = 0;
  /** Questions to read a log that was read anew in the meantime. */
  readonly #replaced = new Set<number>();
  #disposed = false;
  readonly #toldOnce = new Set<Notice["kind"]>();

  constructor(
    private readonly workerFile: string,
    private readonly limits: () => Limits,
    private readonly spillFolder: string | undefined,
    private readonly cacheFolder: string | undefined,
    private readonly heap: number,
  ) {}

  onChange(listener: (change: Change) => void): Disposable {
    return listen(this.#changeListeners, listener);
  }

  onNotice(listener: (notice: Notice) => void): Disposable {
    return listen(this.#noticeListeners, listener);
  }

  open(source: LogSource, signal?: AbortSignal): Promise<LogReport> {
    this.#sources.set(source.uri, source);
    const { slices, ...sent } = source.kind === "text" ? source : { ...source, slices: undefined };
    const question = { ...OPEN, args: [sent satisfies SentSource, this.limits()] };
    return this.ask(question, { signal, ...(slices ? { slices } : {}) }) as Promise<LogReport>;
  }

  close(uri?: string): Promise<void> {
    const uris = uri === undefined ? [...this.#sources.keys()] : [uri];
    for (const one of uris) {
      this.#sources.delete(one);
      if (this.#stops.forget(one)) this.#sayLeftOut();
    }
    for (const [id, waiting] of [...this.#waiting]) {
      if (waiting.worker === undefined && waiting.uri !== undefined && !this.#sources.has(waiting.uri))
        this.#settle(id)?.reject(new Cancelled());
    }
    if (this.#sources.size === 0 && this.#givenUp) this.#beginAnew();
    const closed = this.ask({ ...CLOSE, args: [uri, this.limits()] });
    if (this.#givenUp) this.#tellUnread();
    return closed as Promise<void>;
  }

  /** Forgets what ended the thread, and reads everything again in a new one. */
  restart(uri?: string): void {
    if (this.#disposed) return;
    if (uri !== undefined && !this.#givenUp) {
      if (this.#stops.forget(uri)) this.#sayLeftOut();
      return;
    }
    const worker = this.#worker;
    this.#worker = undefined; // its later messages are ignored
    void worker?.terminate();
    this.#beginAnew();
    this.#release(new EngineStopped("the engine was started again"));
    if (this.#sources.size === 0) return;
    this.#readAgain(new Set());
  }

  #beginAnew(): void {
    this.#givenUp = undefined;
    this.#stops.clear();
  }

  ask(question: Question, { signal, slices, progress, part }: Meanwhile = {}): Promise<unknown> {
    if (signal?.aborted) return Promise.reject(new Cancelled());
    if (this.#disposed) return Promise.reject(new EngineStopped("the engine was shut down"));
    if (this.#givenUp) return this.#answerUnread(this.#givenUp, question);
    const without = this.#worker ? undefined : methodOf(answersBefore, question);
    if (without) return Promise.resolve(without(...question.args));
    const asked = (this.#worker ??= this.#start());
    let id = 0;
    const { promise, resolve, reject } = deferred<unknown>();
    const cancel = (): void => {
      Atomics.store(this.#flags, id % FLAGS, 1);
      if (waiting.worker) send(waiting.worker, { kind: "cancel", id });
      else this.#settle(id)?.reject(new Cancelled());
    };
    signal?.addEventListener("abort", cancel, { once: true });
    const waiting: Waiting = {
      resolve,
      reject,
      settled: () => signal?.removeEventListener("abort", cancel),
      question,
      uri: isSame(question, OPEN) ? (question.args[0] as SentSource).uri : undefined,
      worker: undefined,
      ask: (worker) => {
        // each thread gets a new number, because numbers increase in the order of the questions
        this.#waiting.delete(id);
        id = ++this.#lastId;
        this.#waiting.set(id, waiting);
        waiting.worker = worker;
        Atomics.store(this.#flags, id % FLAGS, 0);
        send(worker, { kind: "ask", id, question });
        if (slices)
          void this.#sendText(worker, id, waiting, slices(), (error) => {
            Atomics.store(this.#flags, id % FLAGS, 1);
            send(worker, { kind: "cancel", id });
            this.#settle(id)?.reject(error instanceof Error ? error : new Error(String(error)));
          });
      },
      done: promise,
      isCancelled: () => signal?.aborted === true,
      progress,
      part,
    };
    waiting.ask(asked);
    return promise;
  }

  #answerUnread(error: EngineStopped, question: Question): Promise<unknown> {
    const answer = methodOf(answersAfter([...this.#sources.keys()], error.reason), question);
    if (!answer) return Promise.reject(error);
    if (isSame(question, OPEN)) this.#tellUnread();
    return Promise.resolve(answer(...question.args));
  }

  /** A few slices ahead of what the thread has used, so that a document's text is never in flight as a whole. */
  async #sendText(
    worker: Worker,
    id: number,
    waiting: Pick<Waiting, "worker" | "sliceUsed">,
    slices: AsyncIterable<string>,
    failed: (error: unknown) => void,
  ): Promise<void> {
    let ahead = 0;
    let wake: (() => void) | undefined;
    waiting.sliceUsed = () => {
      ahead--;
      wake?.();
    };
    try {
      for await (const text of slices) {
        if (waiting.worker !== worker || !(this.#waiting.has(id) || this.#sending.has(id))) return;
        send(worker, { kind: "slice", id, text });
        if (++ahead >= SLICES_AHEAD) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
      if (waiting.worker === worker) send(worker, { kind: "slicesEnd", id });
    } catch (error) {
      // the document is gone or was edited: its text is no longer available as announced
      if (waiting.worker === worker) failed(error);
    }
  }

  /** The text of a document that the thread has read before. Where there is none as it was, it ends at once. */
  async #sendAgain(worker: Worker, { id, uri, version }: { id: number; uri: string; version: number }): Promise<void> {
    const source = this.#sources.get(uri);
    const end = (): void => send(worker, { kind: "slicesEnd", id });
    if (source?.kind !== "text" || source.version !== version) {
      end();
      return;
    }
    const sending: Pick<Waiting, "worker" | "sliceUsed"> = { worker };
    this.#sending.set(id, sending);
    await this.#sendText(worker, id, sending, source.slices(), end);
    this.#sending.delete(id);
  }

  #start(): Worker {
    const blackBox = blackBoxMemory();
    this.#blackBox = new BlackBox(blackBox);
    const worker = new Worker(this.workerFile, {
      resourceLimits: { maxOldGenerationSizeMb: this.heap },
      workerData: {
        blackBox,
        leftOut: [...this.#stops.leftOut],
        flags: this.#flags.buffer as SharedArrayBuffer,
        spillFolder: this.spillFolder,
        cacheFolder: this.cacheFolder,
      } satisfies ThreadData,
    });
    worker.on("message", (message: FromThread) => {
      if (this.#worker === worker) this.#take(message);
    });
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
        this.#answered(message.id, message.value);
        break;
      case "failed":
        this.#settle(message.id)?.reject(receivedError(message.error));
        break;
      case "sliceUsed":
        (this.#waiting.get(message.id) ?? this.#sending.get(message.id))?.sliceUsed?.();
        break;
      case "textDone":
        this.#endSending(message.id);
        break;
      case "textWanted":
        if (this.#worker) void this.#sendAgain(this.#worker, message);
        break;
      case "part": {
        const { id, value } = message;
        this.#waiting.get(id)?.part?.(value, () => {
          if (this.#worker && this.#waiting.has(id)) send(this.#worker, { kind: "partUsed", id });
        });
        break;
      }
      case "progress":
        this.#waiting.get(message.id)?.progress?.(message.fraction);
        break;
      case "changed":
        this.#revision = message.change.revision;
        for (const listener of this.#changeListeners) listener(message.change);
        break;
      case "notice":
        this.#tell(message.notice);
        break;
    }
  }

  #answered(id: number, value: unknown): void {
    const waiting = this.#settle(id);
    if (waiting?.uri !== undefined) {
      // a newer reading has replaced them: nothing is read for them any longer
      for (const [other, { uri }] of this.#waiting) if (other < id && uri === waiting.uri) this.#replaced.add(other);
    }
    waiting?.resolve(value);
  }

  #tell(notice: Notice): void {
    // the next thread reports the same
    if (notice.kind === "slow" || notice.kind === "spillFailed") {
      if (this.#toldOnce.has(notice.kind)) return;
      this.#toldOnce.add(notice.kind);
    }
    for (const listener of this.#noticeListeners) listener(notice);
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#replaced.delete(id);
    waiting?.settled();
    waiting?.sliceUsed?.(); // a sender that waits for room sees that it is no longer needed
    return waiting;
  }

  #stopped(cause: Error): void {
    this.#worker = undefined;
    const error = new EngineStopped(cause.message, { cause });
    const blackBox = this.#blackBox;
    const asked = [...this.#waiting].flatMap(([id, { uri, worker }]) =>
      uri !== undefined && worker && blackBox.hasTaken(id) && !this.#replaced.has(id) ? uri : [],
    );
    this.#release(error);
    // a thread that never took a question did not end because of a log
    const verdict = blackBox.hasStarted
      ? this.#stops.take(blackBox.uri, [...new Set(asked)], error.reason)
      : this.#stops.take(undefined, [], error.reason);
    if (verdict.kind === "giveUp") this.#giveUp(error);
    else this.#readAgain(verdict.alone);
    this.#tell({ kind: "stopped", stop: stopOf(error, verdict) });
  }

  #endSending(id: number): void {
    const sending = this.#sending.get(id);
    this.#sending.delete(id);
    if (!sending) return;
    sending.worker = undefined;
    sending.sliceUsed?.(); // a sender that waits for room sees that it is no longer needed
  }

  /** Rejects questions to a thread that has ended; requested logs wait for the next one. */
  #release(error: EngineStopped): void {
    for (const id of [...this.#sending.keys()]) this.#endSending(id);
    for (const [id, waiting] of [...this.#waiting]) {
      if (waiting.isCancelled()) this.#settle(id)?.reject(new Cancelled());
      else if (isDoneByStopping(waiting.question)) this.#settle(id)?.resolve(undefined);
      else if (waiting.uri === undefined) this.#settle(id)?.reject(error);
      else {
        waiting.worker = undefined;
        waiting.sliceUsed?.(); // a sender that waits for room sees that its thread is gone
      }
    }
  }

  #giveUp(error: EngineStopped): void {
    this.#givenUp = error;
    for (const [id, { uri }] of [...this.#waiting]) {
      const answers = answersAfter(uri === undefined ? [] : [uri], error.reason);
      this.#settle(id)?.resolve(answers.coverage?.report?.(uri ?? ""));
    }
    this.#tellUnread();
  }

  /** Not before the caller has the answer. */
  #tellUnread(): void {
    setImmediate(() => {
      if (!this.#givenUp) return;
      const change: Change = { events: 0, loading: [], revision: ++this.#revision };
      for (const listener of this.#changeListeners) listener(change);
    });
  }

  /** @param alone read after the others, one at a time, so that it is known which one ends the thread */
  #readAgain(alone: ReadonlySet<string>): void {
    const worker = this.#start();
    this.#worker = worker;
    const sources = [...this.#sources.values()];
    const read = async (source: LogSource): Promise<void> => {
      if (this.#worker !== worker) return;
      const waiting = [...this.#waiting.values()].filter((one) => one.uri === source.uri && !one.worker);
      for (const one of waiting) one.ask(worker);
      if (waiting.length > 0) await Promise.allSettled(waiting.map(({ done }) => done));
      // nobody waits for it, so nobody needs the result
      else if (this.#sources.get(source.uri) === source) await this.open(source).catch(() => undefined);
    };
    void (async () => {
      await Promise.all(sources.filter(({ uri }) => !alone.has(uri)).map(read));
      for (const source of sources) if (alone.has(source.uri)) await read(source);
    })();
  }

  #sayLeftOut(): void {
    if (this.#worker) send(this.#worker, { kind: "leftOut", logs: [...this.#stops.leftOut] });
  }

  dispose(): void {
    this.#disposed = true;
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(new EngineStopped("the engine was shut down"));
    this.#changeListeners.clear();
    this.#noticeListeners.clear();
    const folder = this.spillFolder;
    const ended = this.#worker?.terminate();
    if (folder !== undefined) {
      removeSpillFolder(folder); // at once: the process may end before the thread does
      void ended?.then(() => removeSpillFolder(folder));
    }
    this.#worker = undefined;
  }
}

/** The next thread knows nothing about what was closed, and reads everything else in its current version. */
function isDoneByStopping(question: Question): boolean {
  return isSame(question, CLOSE) || isSame(question, REFRESH);
}

function isSame(one: Omit<Question, "args">, other: Omit<Question, "args">): boolean {
  return one.subject === other.subject && one.method === other.method;
}

function stopOf(error: EngineStopped, verdict: Verdict): Stop {
  return verdict.kind === "leaveOut" ? { kind: "leftOut", uri: verdict.uri, error } : { kind: verdict.kind, error };
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}

function send(worker: Worker, message: ToThread): void {
  worker.postMessage(message);
}

function listen<T>(listeners: Set<(value: T) => void>, listener: (value: T) => void): Disposable {
  listeners.add(listener);
  return { dispose: () => listeners.delete(listener) };
}
