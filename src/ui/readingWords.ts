/** The words while logs are read. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { visible } from "../core/events/visible";
import { numberText, plural } from "../core/language";
import type { Loading } from "../engine/engine";
import { fileName } from "./files";
import { eventsText } from "./words";

const WARMING_UP = 500; // ms; a rate over a shorter time means nothing

/** @param events in all open logs @param elapsed milliseconds since reading began */
export function progressOf(
  loading: readonly Loading[],
  events: number,
  elapsed: number,
): { message: string; fraction: number | undefined } {
  const total = loading.reduce((sum, log) => sum + (log.total ?? Number.NaN), 0);
  const read = loading.reduce((sum, log) => sum + log.read, 0);
  const files = filesWords(loading);
  const rate = elapsed < WARMING_UP ? undefined : Math.round((1000 * sumOf(loading, "events")) / elapsed);
  const parts = [
    ...(files === undefined ? [] : [files]),
    eventsText(events),
    ...(rate ? [l10n.t("{0} per second", numberText(rate))] : []),
  ];
  return { message: parts.join(" · "), fraction: total > 0 ? Math.min(1, read / total) : undefined };
}

/** For the line above the tree. */
export function loadingLine(loading: readonly Loading[], events: number): string {
  const [first] = loading;
  const files = filesWords(loading);
  const read = files === undefined ? eventsText(events) : `${files} · ${eventsText(events)}`;
  if (loading.length === 1 && first !== undefined) {
    return l10n.t("Reading {file}… {events}", { file: visible(fileName(vscode.Uri.parse(first.uri))), events: read });
  }
  return plural(
    loading.length,
    (n) => l10n.t("Reading {files} file… {events}", { files: n, events: read }),
    (n) => l10n.t("Reading {files} files… {events}", { files: n, events: read }),
  );
}

/** For folders and archives; undefined if there are none, or nothing can be said yet. */
function filesWords(loading: readonly Loading[]): string | undefined {
  const many = loading.filter(({ files }) => files !== undefined);
  if (many.length === 0) return undefined;
  const done = sumOf(many, "files");
  const total = many.reduce(
    (sum, { files, read, total }) => sum + (files === read ? (total ?? Number.NaN) : Number.NaN),
    0,
  );
  if (total > 0) return l10n.t("{0} of {1} files", numberText(done), numberText(total));
  if (done === 0) return undefined;
  return plural(
    done,
    (n) => l10n.t("{0} file", n),
    (n) => l10n.t("{0} files", n),
  );
}

function sumOf(loading: readonly Loading[], key: "events" | "files"): number {
  return loading.reduce((sum, log) => sum + (log[key] ?? 0), 0);
}
