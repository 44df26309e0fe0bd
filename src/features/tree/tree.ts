import * as vscode from "vscode";
import { type Change, type CoverageSummary, type Engine, StaleResult } from "../../engine/engine";
import { signalOf } from "../../ui/progress";
import { note } from "../../ui/report";
import { Throttle } from "../../ui/throttle";
import { zoneName } from "../../ui/times";
import { timeZone } from "../../ui/timeZone";
import { actorWords } from "../../ui/words";
import type { TreeFilter } from "./filter";
import { itemOf } from "./item";
import type { OutlineNode } from "./outline";
import { OutlineSource } from "./outlineSource";
import { sentenceOf } from "./sentence";
import { tooltipOf } from "./tooltip";

const REFRESH = 500; // ms; a tree that changes more often cannot be read or clicked

export interface TreeState {
  coverage: CoverageSummary;
  loading: Change["loading"];
  /** Number of events that pass the filter. */
  shown: number;
}

export class EventTree implements vscode.TreeDataProvider<OutlineNode>, vscode.Disposable {
  readonly source: OutlineSource;
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly refreshed = new vscode.EventEmitter<TreeState>();
  /** What the tree shows now, after every change. */
  readonly onDidRefresh = this.refreshed.event;
  private readonly throttle = new Throttle(() => this.refresh(), REFRESH);
  private loading: Change["loading"] = [];
  private everything = true;
  private revision = 0;
  /** The revisions that were last drawn, for the counts and for everything. */
  private drawn = { counts: Number.NaN, everything: Number.NaN };

  constructor(
    private readonly engine: Engine,
    filter: TreeFilter,
    /** An event's words for who acted. */
    private readonly who = actorWords,
  ) {
    this.source = new OutlineSource(engine, () => filter.query(), timeZone);
  }

  engineChanged(change: Change): void {
    const isRead = change.loading.length === 0;
    const wasReading = this.loading.length > 0;
    if (isRead) this.everything = true;
    this.loading = change.loading;
    this.revision = change.revision;
    this.throttle.ask(isRead && wasReading); // the user is waiting for the end
  }

  /** Forces the next refresh to draw. */
  nothingIsDrawn(): void {
    this.drawn = { counts: Number.NaN, everything: Number.NaN };
  }

  /** The user changed what to show. */
  reload(): void {
    this.everything = true;
    this.nothingIsDrawn();
    this.throttle.ask(true);
  }

  private async refresh(): Promise<void> {
    const { loading, revision, everything } = this;
    // redrawn rows move for a moment, and a click would hit another row
    const isDrawn = revision === (everything ? this.drawn.everything : this.drawn.counts);
    this.everything = false;
    if (!isDrawn) {
      const isAll = everything || this.source.isEmpty;
      this.source.reset(everything ? "everything" : "only counts");
      this.drawn = { counts: revision, everything: isAll ? revision : Number.NaN };
    }
    try {
      const [coverage, roots] = await Promise.all([this.engine.coverage.summary(), this.source.rootNodes()]);
      const shown = roots.reduce((sum, node) => sum + (node.kind === "event" ? 1 : node.count), 0);
      if (!isDrawn) this.changed.fire(undefined);
      this.refreshed.fire({ coverage, loading, shown });
    } catch (error) {
      this.nothingIsDrawn();
      note("tree", error);
    }
  }

  getTreeItem(node: OutlineNode): vscode.TreeItem {
    return itemOf(node, zoneName(timeZone()), this.who);
  }

  /** Makes the tooltip when a node is pointed at: tooltips for all rows would double the cost of a level. */
  async resolveTreeItem(
    item: vscode.TreeItem,
    node: OutlineNode,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    const sentence = node.kind === "event" ? await sentenceOf(this.engine, node.row, signalOf(token)) : "";
    item.tooltip = tooltipOf(node, zoneName(timeZone()), sentence);
    return item;
  }

  /** Redraws the rows when only their words changed. */
  redraw(): void {
    this.changed.fire(undefined);
  }

  async getChildren(node?: OutlineNode): Promise<OutlineNode[]> {
    try {
      return [...(node === undefined ? await this.source.rootNodes() : await this.source.childrenOf(node))];
    } catch (error) {
      // the node belongs to an earlier result: VS Code asks for the new one
      if (error instanceof StaleResult) this.reload();
      else note("tree", error);
      return [];
    }
  }

  getParent(node: OutlineNode): OutlineNode | undefined {
    return node.parent;
  }

  dispose(): void {
    this.throttle.dispose();
    this.source.dispose();
    this.changed.dispose();
    this.refreshed.dispose();
  }
}
