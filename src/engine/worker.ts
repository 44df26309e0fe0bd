import { parentPort, workerData } from "node:worker_threads";
import { methodOf, type Question } from "../calls/door";
import { answersOf, type Caller } from "./answers";
import { IndexCache } from "./cache/indexCache";
import { Cancelled, type Notice } from "./engine";
import { TextFeed } from "./input/feed";
import { whyZlib } from "./input/inflaterProgram";
import { Spills } from "./input/spill";
import { OpenLogs } from "./logs/openLogs";
import { whyPlain } from "./reading/scanner";
import { BlackBox } from "./thread/blackBox";
import {
  CHANGE_INTERVAL,
  FLAGS,
  type FromThread,
  PARTS_AHEAD,
  type Part,
  PROGRESS_INTERVAL,
  type Questions,
  sentError,
  type ThreadData,
  type ToThread,
} from "./thread/protocol";
import { Turns } from "./thread/turns";

/** The engine's thread: answers questions between turns of reading. */

const port = parentPort;
if (!port) throw new Error("the engine runs as a worker thread only");
const post = (message: FromThread): void => port.postMessage(message);
const tell = (notice: Notice): void => post({ kind: "notice", notice });

const flags = new Int32Array((workerData as ThreadData).flags);
const blackBox = new BlackBox((workerData as ThreadData).blackBox);
const turns = new Turns(() => blackBox.clear());
const spills = new Spills((workerData as ThreadData).spillFolder, (code) => tell({ kind: "spillFailed", code }));
const cache = new IndexCache(
  (workerData as ThreadData).cacheFolder,
  (code) => tell({ kind: "cacheFailed", code }),
  (uri, files) => tell({ kind: "cacheUsed", uri, files }),
);
const logs = new OpenLogs(
  turns,
  changed,
  spills,
  cache,
  blackBox,
  (why) => tell({ kind: "helperFailed", why }),
  (uri, error) =>
    tell({ kind: "fileFailed", uri, why: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  (uri) => tell({ kind: "readAgain", uri }),
);
logs.leaveOut((workerData as ThreadData).leftOut);
const slow = whyPlain() ?? whyZlib();
if (slow !== undefined) tell({ kind: "slow", why: slow });
const feeds = new Map<number, TextFeed>();
const wakes = new Map<number, () => void>();
/** How many parts of an answer its caller has not used yet. */
const unused = new Map<number, number>();

let lastWanted = 0;
logs.readDocuments((uri, version, isCancelled) => {
  const id = --lastWanted;
  const feed = new TextFeed(() => post({ kind: "sliceUsed", id }));
  feeds.set(id, feed);
  post({ kind: "textWanted", id, uri, version });
  const close = (): void => {
    feeds.delete(id);
    post({ kind: "textDone", id });
  };
  return { pieces: feed.pieces(isCancelled), close };
});

const answers = answersOf(logs, turns, feeds);

let reported = 0;
let reportDue: NodeJS.Timeout | undefined;

function changed(): void {
  if (reportDue) return;
  reportDue = setTimeout(report, Math.max(0, reported + CHANGE_INTERVAL - Date.now()));
}

function report(): void {
  clearTimeout(reportDue); // otherwise one that continues beside the next would report twice as often
  reportDue = undefined;
  reported = Date.now();
  post({
    kind: "changed",
    change: { events: logs.store.events, loading: logs.loading, revision: logs.store.revision },
  });
}

port.on("message", (message: ToThread) => {
  turns.begin();
  switch (message.kind) {
    case "ask":
      blackBox.took(message.id);
      void answer(message.id, message.question);
      break;
    case "cancel":
      wakes.get(message.id)?.();
      feeds.get(message.id)?.wake();
      logs.lookForCancelled();
      break;
    case "slice":
      feeds.get(message.id)?.push(message.text);
      break;
    case "partUsed":
      unused.set(message.id, (unused.get(message.id) ?? 1) - 1);
      wakes.get(message.id)?.();
      break;
    case "slicesEnd":
      feeds.get(message.id)?.end();
      break;
    case "leftOut":
      logs.leaveOut(message.logs);
      break;
  }
});

function progressOf(id: number): (fraction: number) => void {
  let told = 0;
  return (fraction) => {
    if (Date.now() - told < PROGRESS_INTERVAL) return;
    told = Date.now();
    post({ kind: "progress", id, fraction });
  };
}

async function give(id: number, value: Part, isCancelled: () => boolean): Promise<void> {
  post({ kind: "part", id, value });
  unused.set(id, (unused.get(id) ?? 0) + 1);
  while ((unused.get(id) ?? 0) >= PARTS_AHEAD) {
    if (isCancelled()) throw new Cancelled();
    await new Promise<void>((resolve) => wakes.set(id, resolve));
  }
}

async function answer(id: number, question: Question): Promise<void> {
  const isCancelled = (): boolean => Atomics.load(flags, id % FLAGS) === 1;
  const caller: Caller = {
    id,
    isCancelled,
    onCancel: (wake) => wakes.set(id, wake),
    progress: progressOf(id),
    give: (part) => give(id, part, isCancelled),
  };
  const isAboutLogs = question.subject === ("logs" satisfies keyof Questions);
  if (isAboutLogs) feeds.set(id, new TextFeed(() => post({ kind: "sliceUsed", id })));
  try {
    const method = methodOf(answers, question);
    if (!method) throw new Error(`no answer to ${question.subject}.${question.method}`);
    const value = await method(caller, ...question.args);
    if (isAboutLogs) report(); // the counts are current when the answer arrives
    post({ kind: "answer", id, value });
  } catch (error) {
    post({ kind: "failed", id, error: sentError(error) });
  } finally {
    feeds.delete(id);
    wakes.delete(id);
    unused.delete(id);
  }
}

blackBox.started();
