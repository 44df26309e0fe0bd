import type { LogReport } from "../engine";
import type { Log } from "../logs/log";
import type { Stretch } from "../store/chunk";
import type { Store } from "../store/store";
import { summarise } from "../store/summary";
import { countsOf } from "./coverage";

const LOGS_AT_A_STRETCH = 4096;

/** What was read from a log, or from all logs of a folder or archive. */
export function* reportOf(store: Store, log: Log): Generator<void, LogReport> {
  const { uri, found, members, reading, size } = log;
  const { shape, gzip, bytes, problems, problemCount } = found;
  const all = members ? allIn(log) : [log];
  const rows: Stretch[] = [];
  for (const [i, { uri }] of all.entries()) {
    if (i % LOGS_AT_A_STRETCH === 0) yield;
    rows.push(...store.rowsOf(uri));
  }
  const { from, to, ...counts } = yield* summarise(store, rows);
  const span = from === undefined || to === undefined ? {} : { from, to };
  const report: LogReport = { uri, shape, gzip, bytes, size, ...counts, ...span, problems, problemCount };
  if (!members) return report;
  const { files, others, parts, bytes: content } = yield* countsOf(all);
  const onDisk = shape === "folder" ? [...members.values()].reduce((sum, member) => sum + member.size, 0) : size;
  const whole: LogReport = {
    ...report,
    size: onDisk,
    bytes: content,
    members: { files, others },
    problemCount: parts + problemCount,
  };
  if (reading || files.whole + files.partly > 0) return whole;
  // what contains no log is not a log itself
  return { ...whole, shape: "", problems: [{ start: 0, end: 0, reason: "notALog", detail: "noLogs" }, ...problems] };
}

/** The logs in a folder or archive, including those in archives inside it. */
function allIn({ members }: Log, found: Log[] = []): Log[] {
  for (const member of members?.values() ?? []) {
    found.push(member);
    if (member.members) allIn(member, found);
  }
  return found;
}
