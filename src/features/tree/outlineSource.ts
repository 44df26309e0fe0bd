import type { ColumnName } from "../../core/events/columns";
import type { EventRow, Filter } from "../../core/events/row";
import { MOST_CHILDREN } from "../../core/query/buckets";
import type { Engine, Group, Result } from "../../engine/engine";
import { splitBy } from "../../ui/words";
import {
  type BucketNode,
  bucketNodes,
  type EventNode,
  eventNodes,
  filterOf,
  type IdentityNode,
  identityNodes,
  type OutlineNode,
  type SourceNode,
  sourceNodes,
} from "./outline";

const levels: readonly ColumnName[] = ["eventSource", "identity"];

/** Gets the tree's nodes from the engine and keeps them until {@link reset}. */
export class OutlineSource {
  private roots: Promise<OutlineNode[]> | undefined;
  private readonly children = new Map<string, Promise<OutlineNode[]>>();
  private readonly results = new Map<string, Promise<Result>>();

  constructor(
    private readonly engine: Engine,
    private readonly filter: () => Filter,
    private readonly zone: () => "local" | "utc",
  ) {}

  /** @param counts "only counts" while a log loads: expanded nodes must not move under the user's pointer */
  reset(counts: "only counts" | "everything"): void {
    this.roots = undefined;
    if (counts === "only counts") return;
    this.dispose();
  }

  /** Releases what the engine keeps for this tree. */
  dispose(): void {
    this.children.clear();
    for (const result of this.results.values())
      result.then(
        (kept) => kept.dispose(),
        () => undefined,
      );
    this.results.clear();
  }

  /** True if nothing below the roots was requested since the last full reset. */
  get isEmpty(): boolean {
    return this.children.size === 0 && this.results.size === 0;
  }

  rootNodes(): Promise<OutlineNode[]> {
    if (this.roots === undefined) {
      const roots = this.engine.events.groups(levels, this.filter()).then(sourceNodes);
      this.roots = roots;
      roots.catch(() => {
        if (this.roots === roots) this.roots = undefined;
      });
    }
    return this.roots;
  }

  async childrenOf(node: OutlineNode): Promise<readonly OutlineNode[]> {
    switch (node.kind) {
      case "source":
        return this.identities(node);
      case "identity":
      case "bucket":
        return kept(this.children, node.id, () => this.events(node));
      case "more":
        return node.children;
      case "event":
        return [];
    }
  }

  /** The node of an event; undefined if the filter excludes it. */
  async nodeOf(row: EventRow): Promise<EventNode | undefined> {
    const source = await this.findGroup(
      await this.rootNodes(),
      (node) => node.kind === "source" && node.source === row.eventSource,
    );
    if (source === undefined) return undefined;
    const detail = splitBy(row.identity);
    const leaf = await this.findGroup(
      await this.childrenOf(source),
      (node) =>
        node.kind === "identity" &&
        node.identity === row.identity &&
        (node.detail === "" || detail === undefined || node.detail === row[detail]),
    );
    if (leaf?.kind !== "identity") return undefined;
    const position = await (await this.result(leaf)).positionOf(row.id);
    return position < 0 ? undefined : this.descend(leaf, position, row.id);
  }

  private async findGroup(
    nodes: readonly OutlineNode[],
    wanted: (node: OutlineNode) => boolean,
  ): Promise<OutlineNode | undefined> {
    for (let level: readonly OutlineNode[] | undefined = nodes; level !== undefined; ) {
      const found: OutlineNode | undefined = level.find(wanted);
      if (found !== undefined) return found;
      level = level.find((node) => node.kind === "more")?.children;
    }
    return undefined;
  }

  private async descend(leaf: IdentityNode, position: number, id: number): Promise<EventNode | undefined> {
    let node: IdentityNode | BucketNode | undefined = leaf;
    while (node !== undefined) {
      const children: readonly OutlineNode[] = await this.childrenOf(node);
      node = undefined;
      for (const child of children) {
        if (child.kind === "event" && child.row.id === id) return child;
        if (child.kind === "bucket" && child.bucket.from <= position && position < child.bucket.to) node = child;
      }
    }
    return undefined;
  }

  private async identities(node: SourceNode): Promise<OutlineNode[]> {
    const split = new Map<string, readonly Group[]>();
    for (const { key } of node.identities) {
      const column = splitBy(key);
      if (column === undefined) continue;
      const filter = { ...this.filter(), eventSource: node.source, identity: key };
      const parts = await this.engine.events.groups([column], filter, MOST_CHILDREN - 1);
      if (parts.length > 0) split.set(key, parts);
    }
    return identityNodes(node, split);
  }

  private async events(node: IdentityNode | BucketNode): Promise<OutlineNode[]> {
    const result = node.kind === "bucket" ? node.result : await this.result(node);
    const { from, to } = node.kind === "bucket" ? node.bucket : { from: 0, to: result.count };
    const level = await result.level(from, to, this.zone());
    if (level.kind === "buckets") return bucketNodes(node, result, level.buckets);
    return eventNodes(node, await result.rows(from, to));
  }

  private result(leaf: IdentityNode): Promise<Result> {
    return kept(this.results, leaf.id, () => this.engine.events.select(filterOf(leaf, this.filter())));
  }
}

/** Asks only once at a time for each key. Failed answers are not kept. */
function kept<T>(answers: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = ask();
  answers.set(key, answer);
  answer.catch(() => {
    if (answers.get(key) === answer) answers.delete(key);
  });
  return answer;
}
