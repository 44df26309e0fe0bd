import type { ColumnName } from "../../core/events/columns";
import type { EventRow, Filter } from "../../core/events/row";
import { MOST_CHILDREN } from "../../core/query/buckets";
import { type Engine, type Group, type Selection, StaleResult } from "../../engine/engine";
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
  splitBy,
} from "./outline";

const levels: readonly ColumnName[] = ["eventSource", "identity"];
const ATTEMPTS = 4; // the engine keeps 8 selections for everyone who asks

/** The tree's nodes as the engine answers them. What was answered is kept until {@link reset}. */
export class OutlineSource {
  private roots: Promise<OutlineNode[]> | undefined;
  private readonly children = new Map<string, Promise<OutlineNode[]>>();
  private readonly selections = new Map<string, Promise<Selection>>();
  private lastTurn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly engine: Engine,
    private readonly filter: () => Filter,
    private readonly zone: () => "local" | "utc",
  ) {}

  /** @param counts only the counts are asked again, as while a log loads: what is expanded must not jump under the reader's hand */
  reset(counts: "only counts" | "everything"): void {
    this.roots = undefined;
    if (counts === "only counts") return;
    this.children.clear();
    this.selections.clear();
  }

  /** Nothing below the roots was asked for since everything was reset. */
  get isEmpty(): boolean {
    return this.children.size === 0 && this.selections.size === 0;
  }

  rootNodes(): Promise<OutlineNode[]> {
    if (this.roots === undefined) {
      const roots = this.engine.groups(levels, this.filter()).then(sourceNodes);
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

  /** Where an event stands; undefined when the filter leaves it out. */
  async nodeOf(row: EventRow): Promise<EventNode | undefined> {
    return this.untilFresh(undefined, async () => {
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
      const { result, position } = await this.inTurn(async () => {
        const { result } = await this.selection(leaf);
        return { result, position: await this.engine.positionOf(result, row.id) };
      });
      return position < 0 ? undefined : this.descend(leaf, result, position, row.id);
    });
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

  private async descend(
    leaf: IdentityNode,
    result: number,
    position: number,
    id: number,
  ): Promise<EventNode | undefined> {
    let node: IdentityNode | BucketNode = leaf;
    for (;;) {
      const children: readonly OutlineNode[] = await this.childrenOf(node);
      let next: BucketNode | undefined;
      for (const child of children) {
        if (child.kind === "event" && child.row.id === id) return child;
        if (child.kind !== "bucket") continue;
        // Shown since before the selection was made anew: its positions mean other events.
        if (child.result !== result) {
          this.forget(leaf);
          throw new StaleResult();
        }
        if (child.bucket.from <= position && position < child.bucket.to) next = child;
      }
      if (next === undefined) return undefined;
      node = next;
    }
  }

  private async identities(node: SourceNode): Promise<OutlineNode[]> {
    const split = new Map<string, readonly Group[]>();
    for (const { key } of node.identities) {
      const column = splitBy(key);
      if (column === undefined) continue;
      const filter = { ...this.filter(), eventSource: node.source, identity: key };
      const parts = await this.engine.groups([column], filter, MOST_CHILDREN - 1);
      if (parts.length > 0) split.set(key, parts);
    }
    return identityNodes(node, split);
  }

  private async events(asked: IdentityNode | BucketNode): Promise<OutlineNode[]> {
    let node: IdentityNode | BucketNode | undefined = asked;
    return this.untilFresh(asked, async (again) => {
      if (again && node?.kind === "bucket") node = await this.sameAgain(node);
      const place = node;
      return place === undefined ? [] : this.inTurn(() => this.cut(place));
    });
  }

  private async cut(node: IdentityNode | BucketNode): Promise<OutlineNode[]> {
    const { result, from, to } = await this.stretch(node);
    const level = await this.engine.level(result, from, to, this.zone());
    if (level.kind === "buckets") return bucketNodes(node, result, level.buckets);
    return eventNodes(node, await this.engine.rows(result, from, to));
  }

  private async stretch(node: IdentityNode | BucketNode): Promise<{ result: number; from: number; to: number }> {
    if (node.kind === "bucket") return { result: node.result, from: node.bucket.from, to: node.bucket.to };
    const { result, count } = await this.selection(node);
    return { result, from: 0, to: count };
  }

  private selection(leaf: IdentityNode): Promise<Selection> {
    return kept(this.selections, leaf.id, () => this.engine.select(filterOf(leaf, this.filter())));
  }

  /** The node at the same place, cut from a selection that still lives. */
  private async sameAgain(node: BucketNode): Promise<BucketNode | undefined> {
    const siblings = await this.childrenOf(node.parent);
    const found = siblings.find((sibling) => sibling.id === node.id);
    return found?.kind === "bucket" ? found : undefined;
  }

  /** A refresh asks every expanded node at once: side by side they would push each other's selections out of the engine. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.lastTurn.then(work, work);
    this.lastTurn = turn;
    return turn;
  }

  private async untilFresh<T>(
    node: IdentityNode | BucketNode | undefined,
    ask: (again: boolean) => Promise<T>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask(attempt > 1);
      } catch (error) {
        if (!(error instanceof StaleResult) || attempt === ATTEMPTS) throw error;
        if (node === undefined) {
          this.selections.clear();
          this.children.clear();
        } else this.forget(node.kind === "bucket" ? node.leaf : node);
      }
    }
  }

  private forget(leaf: IdentityNode): void {
    this.selections.delete(leaf.id);
    const inside = `${leaf.id.slice(0, -1)},`;
    for (const id of this.children.keys()) if (id === leaf.id || id.startsWith(inside)) this.children.delete(id);
  }
}

/** One question at a time for one key; an answer that failed is not kept. */
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
