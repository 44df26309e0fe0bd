import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { visible } from "../../core/events/visible";
import { coverageLine, filesOf } from "../../ui/coverageWords";
import { fileName } from "../../ui/files";
import { eventsText, numberText, plural } from "../../ui/words";
import type { TreeFilter } from "./filter";
import type { TreeState } from "./tree";

/** What the view says about itself, and what the filter's menus depend on. */
export function showStatus(view: vscode.TreeView<unknown>, filter: TreeFilter, state: TreeState): void {
  const hasLogs = filesOf(state.coverage) > 0;
  view.message = messageOf(filter, state);
  view.description = hasLogs ? filter.words() : undefined;
  setContext("cloudtrail.isFiltered", filter.isOn);
  setContext("cloudtrail.failedOnly", filter.isFailedOnly);
}

/** Undefined without a log: any message would hide the welcome view. */
function messageOf(filter: TreeFilter, { coverage, loading, shown }: TreeState): string | undefined {
  if (loading.length > 0) return loadingLine(loading, coverage.events);
  if (filesOf(coverage) === 0) return undefined;
  const line = coverageLine(coverage);
  if (!filter.isOn) return line;
  // The view's own description is hidden while it is alone in its container: what is left out must be seen all the same.
  const showing = l10n.t("Showing {shown} of {events}: {filter}", {
    shown: numberText(shown),
    events: eventsText(coverage.events),
    filter: filter.words() ?? "",
  });
  return `${showing} · ${line}`;
}

function loadingLine(loading: TreeState["loading"], events: number): string {
  const [first] = loading;
  if (loading.length === 1 && first !== undefined) {
    return l10n.t("Reading {file}… {events}", {
      file: visible(fileName(vscode.Uri.parse(first.uri))),
      events: eventsText(events),
    });
  }
  return plural(
    loading.length,
    (n) => l10n.t("Reading {files} file… {events}", { files: n, events: eventsText(events) }),
    (n) => l10n.t("Reading {files} files… {events}", { files: n, events: eventsText(events) }),
  );
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
