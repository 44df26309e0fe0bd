/** What crosses between the extension host and the engine's thread. */
import type { ColumnName } from "../core/events/columns";
import { InvalidCondition, type Where } from "../core/query/condition";
import {
  type AggregateQuery,
  Cancelled,
  type Change,
  type Engine,
  type HistogramQuery,
  type LogSource,
  type Notice,
  type Result,
  type Sort,
  StaleResult,
  type StopReason,
} from "./engine";
import type { Limits } from "./limits";

/** Questions: an {@link Engine}'s methods with their arguments, without the signal, which crosses as a flag. */
export interface Questions {
  open: [source: SentSource, limits: Limits];
  close: [uri: string | undefined, limits: Limits];
  refresh: [changed: Parameters<Engine["refresh"]>[0], limits: Limits];
  coverageSummary: [];
  report: [uri: string];
  reports: Parameters<Engine["reports"]>;
  places: [from: number, to: number];
  deliveries: [];
  lateDelivery: [time: number];
  groups: Parameters<Engine["groups"]>;
  /** @param result the name by which it is asked for: the asker's to choose */
  select: [result: number, where: Where, sort: Sort | undefined];
  rows: [result: number, from: number, to: number];
  cells: [result: number, from: number, to: number, columns: readonly ColumnName[]];
  level: [result: number, from: number, to: number, zone: "local" | "utc"];
  seek: [result: number, time: number];
  positionOf: [result: number, id: number];
  histogram: [result: number, query: HistogramQuery];
  aggregate: [result: number, query: AggregateQuery];
  release: [result: number];
  row: [id: number];
  find: [value: string];
  text: [id: number];
  contentAt: [uri: string, path: string | undefined, start: number, end: number];
  textAt: [uri: string, path: string | undefined, start: number, end: number];
  locate: [uri: string, version: number, offset: number];
  recordSpans: [uri: string, version: number, most: number];
  recordAt: [uri: string, start: number];
}
export type Method = keyof Questions;
/** What a {@link Result} asks of the thread. */
type ResultMethod = keyof Result & Method;
export type Answer<M extends Method> = M extends "select"
  ? number
  : M extends "release"
    ? undefined
    : M extends ResultMethod
      ? Awaited<ReturnType<Result[M]>>
      : M extends keyof Engine
        ? Awaited<ReturnType<Engine[M]>>
        : never;

export type SentSource = Exclude<LogSource, { kind: "text" }> | Omit<Extract<LogSource, { kind: "text" }>, "slices">;

export type ToThread =
  | { kind: "ask"; id: number; method: Method; args: unknown[] }
  | { kind: "cancel"; id: number }
  | { kind: "slice"; id: number; text: string }
  | { kind: "slicesEnd"; id: number }
  | { kind: "leftOut"; logs: LeftOut };

/** Logs that are not read, by their URIs. */
export type LeftOut = readonly (readonly [uri: string, reason: StopReason])[];

export type FromThread =
  | { kind: "answer"; id: number; value: unknown }
  | { kind: "failed"; id: number; error: SentError }
  | { kind: "sliceUsed"; id: number }
  | { kind: "progress"; id: number; fraction: number }
  | { kind: "changed"; change: Change }
  | { kind: "notice"; notice: Notice };

/** An error as it crosses: what callers tell errors apart by, and what is written into the output channel. */
export interface SentError {
  name: string;
  message: string;
  /** The system's code (ENOENT, EACCES …), or another error's own. */
  code?: string;
  /** What an {@link InvalidCondition} says. */
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

/** Of the kind that was thrown, as far as callers tell kinds apart. */
export function receivedError({ name, message, code, condition }: SentError): Error {
  if (name === "Cancelled") return new Cancelled(message);
  if (name === "StaleResult") return new StaleResult(message);
  if (condition) return new InvalidCondition(condition.why, condition.given, condition.detail);
  return Object.assign(new Error(message), { name }, code === undefined ? {} : { code });
}

export interface ThreadData {
  /** One flag per question, at its id modulo the length: 1 when the caller took it back. */
  flags: SharedArrayBuffer;
  /** Where the thread says what it reads: see {@link BlackBox}. */
  blackBox: SharedArrayBuffer;
  leftOut: LeftOut;
  /** Where copies of large compressed logs' content may be kept; undefined: nowhere. */
  spillFolder: string | undefined;
  /** Where the columns of large logs may be kept; undefined: nowhere. */
  cacheFolder: string | undefined;
}

export const FLAGS = 4096;
/** Slices of a document's text on their way at one time. */
export const SLICES_AHEAD = 4;
/** Milliseconds between two "changed" messages. */
export const CHANGE_INTERVAL = 50;
/** Milliseconds between two "progress" messages of one question. */
export const PROGRESS_INTERVAL = 100;
