/** The messages between the extension host and the engine's thread. */
import type { Question } from "../../calls/door";
import { InvalidCondition, type Where } from "../../core/query/condition";
import {
  Cancelled,
  type Change,
  type CoverageQuestions,
  type DocumentQuestions,
  type EventQuestions,
  type LogReport,
  type LogSource,
  type Notice,
  type OpenedLogs,
  type Result,
  type ResultQuestions,
  type RowText,
  type Sort,
  StaleResult,
  type StopReason,
  type TextQuestions,
} from "../engine";
import type { Limits } from "../limits";

/** All questions to the thread. */
export interface Questions {
  logs: {
    open(source: SentSource, limits: Limits): LogReport;
    close(uri: string | undefined, limits: Limits): void;
    refresh(changed: Parameters<OpenedLogs["refresh"]>[0], limits: Limits): void;
  };
  coverage: CoverageQuestions;
  events: EventQuestions;
  /** The caller chooses the name of a result. */
  results: Named<ResultQuestions> & {
    select(result: number, where: Where, sort: Sort | undefined): Selected;
    release(result: number): void;
  };
  text: TextQuestions;
  documents: DocumentQuestions;
  /** Answered in parts, which come before the answer; they are texts of records. */
  texts: {
    ofResult(result: number, from: number, to: number): void;
    ofEvents(ids: readonly number[]): void;
  };
}

/** What a {@link Result} knows from the beginning. */
export type Selected = Pick<Result, "count" | "notLookedAt">;

/** A part of an answer that comes in parts. */
export type Part = readonly RowText[];

type Named<Q> = {
  [M in keyof Q]: Q[M] extends (...args: infer A) => infer R ? (result: number, ...args: A) => R : never;
};

export type SentSource = Exclude<LogSource, { kind: "text" }> | Omit<Extract<LogSource, { kind: "text" }>, "slices">;

export type ToThread =
  | { kind: "ask"; id: number; question: Question }
  | { kind: "cancel"; id: number }
  | { kind: "slice"; id: number; text: string }
  | { kind: "slicesEnd"; id: number }
  | { kind: "partUsed"; id: number }
  | { kind: "leftOut"; logs: LeftOut };

/** Logs that are not read, by their URIs. */
export type LeftOut = readonly (readonly [uri: string, reason: StopReason])[];

export type FromThread =
  | { kind: "answer"; id: number; value: unknown }
  | { kind: "failed"; id: number; error: SentError }
  | { kind: "sliceUsed"; id: number }
  | { kind: "part"; id: number; value: Part }
  /** The text of an open document is needed once more: its slices are to come under this number. */
  | { kind: "textWanted"; id: number; uri: string; version: number }
  /** No more of it is. */
  | { kind: "textDone"; id: number }
  | { kind: "progress"; id: number; fraction: number }
  | { kind: "changed"; change: Change }
  | { kind: "notice"; notice: Notice };

/**
 * An error in the form that crosses the boundary: what callers distinguish errors by, and the text for the output
 * channel.
 */
export interface SentError {
  name: string;
  message: string;
  /** The system's error code (ENOENT, EACCES …), or another error's own code. */
  code?: string;
  /** The fields of an {@link InvalidCondition}. */
  condition?: { why: InvalidCondition["why"]; given: string; detail: string };
}

export function sentError(error: unknown): SentError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const code = (error as { code?: unknown } | undefined)?.code;
  const { why, given, detail } = error instanceof InvalidCondition ? error : ({} as Partial<InvalidCondition>);
  return {
    name,
    message,
    ...(typeof code === "string" ? { code } : {}),
    ...(why === undefined ? {} : { condition: { why, given: given ?? "", detail: detail ?? "" } }),
  };
}

/** Restores the class of the error, as far as callers distinguish it. */
export function receivedError({ name, message, code, condition }: SentError): Error {
  if (name === "Cancelled") return new Cancelled(message);
  if (name === "StaleResult") return new StaleResult(message);
  if (condition) return new InvalidCondition(condition.why, condition.given, condition.detail);
  return Object.assign(new Error(message), { name }, code === undefined ? {} : { code });
}

export interface ThreadData {
  /** One flag per question, at its ID modulo the length: 1 if the caller cancelled it. */
  flags: SharedArrayBuffer;
  /** Where the thread notes what it reads: see {@link BlackBox}. */
  blackBox: SharedArrayBuffer;
  leftOut: LeftOut;
  /** Where copies of large compressed logs' content may be kept; undefined for nowhere. */
  spillFolder: string | undefined;
  /** Where the columns of large logs may be kept; undefined for nowhere. */
  cacheFolder: string | undefined;
}

export const FLAGS = 4096;
/** Slices of a document's text that may be in flight at a time. */
export const SLICES_AHEAD = 4;
/** Parts of an answer on their way at one time, or waiting to be used. */
export const PARTS_AHEAD = 2;
/** Milliseconds between two "changed" messages. */
export const CHANGE_INTERVAL = 50;
/** Milliseconds between two "progress" messages of one question. */
export const PROGRESS_INTERVAL = 100;
