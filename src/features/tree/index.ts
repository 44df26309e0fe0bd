import * as vscode from "vscode";
import { markOf } from "../../core/shapes/recordMark";
import type { Engine } from "../../engine/engine";
import type { People } from "../../people";
import { filesOf } from "../../ui/coverageWords";
import { registerCommand } from "../../ui/report";
import { onDidChangeTimeZone } from "../../ui/timeZone";
import { registerCopy } from "./copy";
import { TreeFilter } from "./filter";
import { findValue } from "./findValue";
import { goToTime } from "./goToTime";
import type { OutlineNode } from "./outline";
import { whoWords } from "./person";
import { showStatus } from "./status";
import { EventTree } from "./tree";

/** The view of all events: by event source, then identity, then time. */
export function registerTree(engine: Engine, people: People): vscode.Disposable {
  const filter = new TreeFilter();
  const tree = new EventTree(engine, filter, (row) => whoWords(row, people));
  const view = vscode.window.createTreeView<OutlineNode>("cloudtrail.events", {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  return vscode.Disposable.from(
    view,
    tree,
    filter,
    engine.onDidChange((change) => tree.engineChanged(change)),
    engine.onNotice(({ kind }) => kind === "stopped" && tree.nothingIsDrawn()), // the next thread starts counting revisions again
    tree.onDidRefresh((state) => {
      showStatus(view, filter, state);
      // a filter that is no longer visible would hide events of the next log
      if (filter.isOn && filesOf(state.coverage) === 0 && state.loading.length === 0) filter.showAll();
    }),
    filter.onDidChange(() => tree.reload()),
    onDidChangeTimeZone(() => tree.reload()),
    people.onDidChange(() => tree.redraw()),
    registerCommand("cloudtrail.showFailedOnly", () => filter.showFailedOnly()),
    registerCommand("cloudtrail.showAllEvents", () => filter.showAll()),
    registerCommand("cloudtrail.goToTime", () => goToTime(engine, view, tree.source, filter)),
    registerCommand("cloudtrail.findValue", (place?: unknown) => findValue(engine, filter, place)),
    // a tree menu passes a node; the record's own command takes an ID that anyone can pass
    registerCommand("cloudtrail.openSelectedRecord", (node?: OutlineNode) =>
      node?.kind === "event"
        ? vscode.commands.executeCommand("cloudtrail.openRecord", node.row.id, markOf(node.row))
        : undefined,
    ),
    registerCopy(engine),
  );
}
