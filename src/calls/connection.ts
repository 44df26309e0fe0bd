import { type Door, door, entryOf, type Meanwhile, methodOf, type Progress, type Question } from "./door";

/** The messages between a page and its host, in both directions. */
type Message =
  /** The page was loaded: it knows nothing about earlier questions. */
  | { kind: "begin" }
  | { kind: "ask"; id: number; question: Question }
  | { kind: "cancel"; id: number }
  | { kind: "progress"; id: number; fraction: number }
  | { kind: "answer"; id: number; value: unknown }
  | { kind: "failed"; id: number; message: string };

/** Who asks, as seen by the side that answers. */
export interface Caller {
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Whether an argument from the other side has the type that a method takes. */
export type Check = (value: unknown) => boolean;

/** The questions that one side accepts, and a check for each of their arguments. Other questions are not answered. */
export type Checks<Q> = { readonly [S in keyof Q]: { readonly [M in keyof Q[S]]: readonly Check[] } };

export const isNumber: Check = (value) => typeof value === "number";

export function isOneOf(known: readonly string[]): Check {
  return (value) => known.includes(value as string);
}

/** The question can no longer be answered, because the other side is gone or was loaded again. */
export class Gone extends Error {
  override name = "Gone";
}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
  progress: Progress | undefined;
  settled: () => void;
}

export interface ConnectionOptions {
  /** Without checks every question is accepted: the other side is trusted. */
  checks?: object;
  /** The other side was loaded, for the first time or again. */
  began?: () => void;
  /** Called when a question of the other side failed here. */
  failed?: (error: unknown) => void;
}

/** One end of a connection between two sides that ask each other. @typeParam There what the other side answers */
export class Connection<There> {
  readonly there: Door<There>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #asked = new Map<number, AbortController>();
  #lastId = 0;

  constructor(
    private readonly post: (message: unknown) => void,
    private readonly answers: object,
    private readonly options: ConnectionOptions = {},
  ) {
    this.there = door<There>((question, meanwhile) => this.#ask(question, meanwhile));
  }

  /** Tells the other side that this one was loaded. */
  begin(): void {
    this.#send({ kind: "begin" });
  }

  /** @param message anything that came from the other side */
  take(message: unknown): void {
    if (!isMessage(message)) return;
    switch (message.kind) {
      case "begin":
        this.dispose();
        this.options.began?.();
        break;
      case "ask":
        void this.#answer(message.id, message.question);
        break;
      case "cancel":
        this.#asked.get(message.id)?.abort();
        break;
      case "progress":
        this.#waiting.get(message.id)?.progress?.(message.fraction);
        break;
      case "answer":
        this.#settle(message.id)?.resolve(message.value);
        break;
      case "failed":
        this.#settle(message.id)?.reject(new Error(message.message));
        break;
    }
  }

  /** The other side is gone: rejects waiting questions and stops work for it. */
  dispose(): void {
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(new Gone());
    for (const controller of this.#asked.values()) controller.abort();
    this.#asked.clear();
  }

  #ask(question: Question, { signal, progress }: Meanwhile): Promise<unknown> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        this.#send({ kind: "cancel", id });
        this.#settle(id)?.reject(signal?.reason);
      };
      signal?.addEventListener("abort", cancel, { once: true });
      const settled = (): void => signal?.removeEventListener("abort", cancel);
      this.#waiting.set(id, { resolve, reject, progress, settled });
      this.#send({ kind: "ask", id, question });
    });
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.settled();
    return waiting;
  }

  async #answer(id: number, question: Question): Promise<void> {
    const controller = new AbortController();
    this.#asked.set(id, controller);
    const { signal } = controller;
    const send = (message: Message): void => {
      if (!signal.aborted) this.#send(message);
    };
    try {
      const caller: Caller = { signal, progress: (fraction) => send({ kind: "progress", id, fraction }) };
      const value = await this.#methodFor(question)(caller, ...question.args);
      send({ kind: "answer", id, value });
    } catch (error) {
      if (!signal.aborted) this.options.failed?.(error);
      send({ kind: "failed", id, message: error instanceof Error ? error.message : String(error) });
    } finally {
      if (this.#asked.get(id) === controller) this.#asked.delete(id);
    }
  }

  #methodFor(question: Question): (...args: unknown[]) => unknown {
    const { checks } = this.options;
    const { subject, method, args } = question;
    const answer = methodOf(this.answers, question);
    const wanted = checks && (entryOf(checks, question) as readonly Check[] | undefined);
    const isKnown = checks ? wanted?.length === args.length && wanted.every((check, i) => check(args[i])) : true;
    if (!answer || !isKnown) throw new Error(`not a question: ${subject}.${method}`);
    return answer;
  }

  #send(message: Message): void {
    this.post(message);
  }
}

/** Checks only the form: the content of a question is checked where it is answered. */
function isMessage(message: unknown): message is Message {
  if (typeof message !== "object" || message === null) return false;
  const { kind, id, question, fraction } = message as { [name: string]: unknown };
  if (kind === "begin") return true;
  if (typeof id !== "number") return false;
  if (kind === "progress") return typeof fraction === "number";
  if (kind === "ask") return isQuestion(question);
  return kind === "cancel" || kind === "answer" || kind === "failed";
}

function isQuestion(question: unknown): boolean {
  if (typeof question !== "object" || question === null) return false;
  const { subject, method, args } = question as { [name: string]: unknown };
  return typeof subject === "string" && typeof method === "string" && Array.isArray(args);
}
