import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import { numberText } from "../../core/language";
import { setContext } from "../../ui/contextKeys";
import { coverageLine, filesOf } from "../../ui/coverageWords";
import { describeView } from "../../ui/dialogs";
import { loadingLine } from "../../ui/readingWords";
import { eventsText } from "../../ui/words";
import type { TreeFilter } from "./filter";
import type { TreeState } from "./tree";

/** Updates the view's messages and the context keys of the filter's menus. */
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
  // VS Code hides the view's description while the view is alone in its container, but an active filter must always be
  // visible.
  const showing = l10n.t("Showing {shown} of {events}: {filter}", {
    shown: numberText(shown),
    events: eventsText(coverage.events),
    filter: filter.words() ?? "",
  });
  return `${showing} · ${line}`;
}
