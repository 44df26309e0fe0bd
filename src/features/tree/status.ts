import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { coverageLine, filesOf } from "../../ui/coverageWords";
import { describeView } from "../../ui/dialogs";
import { loadingLine } from "../../ui/readingWords";
import { eventsText, numberText } from "../../ui/words";
import type { TreeFilter } from "./filter";
import type { TreeState } from "./tree";

/** What the view says about itself, and what the filter's menus depend on. */
export function showStatus(view: vscode.TreeView<unknown>, filter: TreeFilter, state: TreeState): void {
  const hasLogs = filesOf(state.coverage) > 0;
  describeView(view, { message: messageOf(filter, state), description: hasLogs ? filter.words() : undefined });
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

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
