import { type Door, door, type Subject } from "../calls/door";
import type { ColumnName } from "../core/events/columns";
import type { Where } from "../core/query/condition";
import type { Asking, Cells, Coverage, CoverageQuestions, Engine, LogReport, Result, Sort } from "./engine";
import { newSpillFolder, removeStaleSpills } from "./input/spillFolder";
import { defaultLimits, type Limits } from "./limits";
import type { Part, Questions } from "./thread/protocol";
import { Thread } from "./thread/thread";

/**
 * MB of a thread's heap, which contains little except texts that many events share. Only a thread that fills its heap
 * ends; without its own limit it could use all memory of the process.
 */
const LARGEST_HEAP = 2048;

export interface EngineOptions {
  /** Called at the beginning of each reading. */
  limits?: () => Limits;
  /**
   * Folder in which every engine has its own subfolder for copies of large compressed logs; without it, no copies are
   * kept.
   */
  spillRoot?: string;
  /** Folder in which the columns of large logs are kept for the next time; without it, none are. */
  cacheFolder?: string;
  /** MB of the thread's heap. */
  heap?: number;
}

/** The engine for its users: promises over a thread, which the first log starts. @param workerFile dist/engine.js */
export function startEngine(
  workerFile: string,
  { limits = () => defaultLimits, spillRoot, cacheFolder, heap = LARGEST_HEAP }: EngineOptions = {},
): Engine {
  const spillFolder = spillRoot === undefined ? undefined : newSpillFolder(spillRoot);
  const thread = new Thread(workerFile, limits, spillFolder, cacheFolder, heap);
  if (spillRoot !== undefined) void removeStaleSpills(spillRoot);
  const ask = door<Questions>((question, meanwhile) => thread.ask(question, meanwhile));
  return {
    logs: {
      open: (source, signal) => thread.open(source, signal),
      close: (uri) => thread.close(uri),
      restart: (uri) => thread.restart(uri),
      refresh: (changed) => ask.logs.refresh(changed, limits()),
    },
    coverage: extended(ask.coverage, { whole: () => wholeCoverage(ask.coverage) }),
    events: extended(ask.events, {
      select: (where: Where, options?: Selecting) => selected(thread, ask.results, where, options),
    }),
    text: extended(ask.text, {
      records: (ids: readonly number[], asking?: Asking) => parts(thread, "ofEvents", [ids], asking),
    }),
    documents: ask.documents,
    onDidChange: (listener) => thread.onChange(listener),
    onNotice: (listener) => thread.onNotice(listener),
    dispose: () => thread.dispose(),
  };
}

function extended<S extends object, M extends object>(subject: S, more: M): S & M {
  return Object.assign(Object.create(subject) as S, more);
}

const PAGE = 500; // logs

async function wholeCoverage(coverage: Subject<CoverageQuestions>): Promise<Coverage> {
  const { files: _, others: __, parts: ___, ...counts } = await coverage.summary();
  const logs: LogReport[] = [];
  for (let from = 0, total = 1; from < total; ) {
    const page = await coverage.reports({ from, to: from + PAGE });
    logs.push(...page.reports);
    total = page.total;
    from = page.next;
  }
  return { ...counts, logs };
}

interface Selecting extends Asking {
  sort?: Sort;
}

let named = 0;

/** An answer that comes in parts: a few of them ahead of what is used. */
async function* parts(
  thread: Thread,
  method: keyof Questions["texts"],
  args: unknown[],
  { signal, progress }: Asking = {},
): AsyncGenerator<Part[number]> {
  const stop = new AbortController();
  const ready: Part[] = [];
  let used = (): void => undefined;
  let wake = (): void => undefined;
  let end: { error?: unknown } | undefined;
  const ended = (how: { error?: unknown }): void => {
    end = how;
    wake();
  };
  const meanwhile = {
    signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
    progress,
    part: (value: Part, acknowledge: () => void): void => {
      ready.push(value);
      used = acknowledge;
      wake();
    },
  };
  void thread.ask({ subject: "texts" satisfies keyof Questions, method, args }, meanwhile).then(
    () => ended({}),
    (error: unknown) => ended({ error }),
  );
  try {
    for (;;) {
      const next = ready.shift();
      if (next) {
        yield* next;
        used();
      } else if (end) {
        if ("error" in end) throw end.error;
        return;
      } else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    stop.abort();
  }
}

async function selected(
  thread: Thread,
  results: Door<Questions>["results"],
  where: Where,
  { sort, signal, progress }: Selecting = {},
): Promise<Result> {
  const name = ++named; // no other thread, not even a later one, has a result with this name
  let isReleased = false;
  const known = await results.select(name, where, sort, signal, progress).catch((error: unknown) => {
    release(); // if cancelled at the last moment, the result may exist anyway
    throw error;
  });
  function release(): void {
    if (isReleased) return;
    isReleased = true;
    results.release(name).catch(() => undefined); // a thread that has ended has forgotten it
  }
  return {
    ...known,
    rows: (...of) => results.rows(name, ...of),
    cells: <C extends ColumnName>(from: number, to: number, columns: readonly C[]) =>
      results.cells(name, from, to, columns) as Promise<Cells<C>[]>,
    level: (...of) => results.level(name, ...of),
    seek: (...of) => results.seek(name, ...of),
    positionOf: (...of) => results.positionOf(name, ...of),
    histogram: (...of) => results.histogram(name, ...of),
    groups: (...of) => results.groups(name, ...of),
    aggregate: (...of) => results.aggregate(name, ...of),
    texts: (from, to, asking) => parts(thread, "ofResult", [name, from, to], asking),
    dispose: release,
  };
}
