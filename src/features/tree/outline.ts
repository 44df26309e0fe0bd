/** The tree as data: its nodes with their order and keys. item.ts adds words and icons. */
import type { IdentityKind } from "../../core/events/event";
import type { EventRow, Filter } from "../../core/events/row";
import { MOST_CHILDREN } from "../../core/query/buckets";
import type { Bucket, Group, Result } from "../../engine/engine";
import { splitBy } from "../../ui/words";

interface Node {
  /**
   * The keys from the root as JSON: the same place keeps its ID after a refresh, so that expanded nodes stay expanded.
   */
  readonly id: string;
}

interface Counted extends Node {
  readonly count: number;
  /** How many of these were denied or failed. */
  readonly failed: number;
}

export interface SourceNode extends Counted {
  readonly kind: "source";
  readonly parent: MoreNode | undefined;
  readonly source: string;
  readonly identities: readonly Group[];
}

export interface IdentityNode extends Counted {
  readonly kind: "identity";
  readonly parent: SourceNode | MoreNode;
  readonly source: string;
  readonly identity: IdentityKind;
  /** The account or the unknown type: see {@link splitBy}. */
  readonly detail: string;
}

export interface BucketNode extends Counted {
  readonly kind: "bucket";
  readonly parent: IdentityNode | BucketNode;
  readonly leaf: IdentityNode;
  /** The result in which its positions count. */
  readonly result: Result;
  readonly bucket: Bucket;
  /** Position in the parent, from 0. */
  readonly first: number;
  /** A bucket above this node shows the date. */
  readonly dated: boolean;
}

export interface EventNode extends Node {
  readonly kind: "event";
  readonly parent: IdentityNode | BucketNode;
  readonly row: EventRow;
  readonly dated: boolean;
}

/** Holds what does not fit into a level. */
export interface MoreNode extends Counted {
  readonly kind: "more";
  readonly parent: SourceNode | MoreNode | undefined;
  children: readonly OutlineNode[];
  readonly size: number;
}

export type OutlineNode = SourceNode | IdentityNode | BucketNode | EventNode | MoreNode;

function idOf(parent: Node | undefined, key: string): string {
  const path: string[] = parent === undefined ? [] : JSON.parse(parent.id);
  return JSON.stringify([...path, key]);
}

export function sourceNodes(groups: readonly Group[]): OutlineNode[] {
  return inLevels(undefined, groups, (group, parent) => ({
    kind: "source",
    id: idOf(parent, group.key),
    parent,
    source: group.key,
    count: group.count,
    failed: group.failed,
    identities: group.children ?? [],
  }));
}

/** @param split the groups by that column, for each kind of {@link splitBy} */
export function identityNodes(source: SourceNode, split: ReadonlyMap<string, readonly Group[]>): OutlineNode[] {
  const groups = source.identities
    .flatMap((group) =>
      (split.get(group.key) ?? [{ ...group, key: "" }]).map((part) => ({ ...part, kind: group.key as IdentityKind })),
    )
    .sort((one, other) => other.count - one.count);
  return inLevels(source, groups, (group, parent) => ({
    kind: "identity",
    id: idOf(parent, group.key === "" ? group.kind : `${group.kind}:${group.key}`),
    parent: parent ?? source,
    source: source.source,
    identity: group.kind,
    detail: group.key,
    count: group.count,
    failed: group.failed,
  }));
}

/** Long lists end with a node for the rest. */
function inLevels<G extends Group, P extends SourceNode | undefined>(
  parent: P | MoreNode,
  groups: readonly G[],
  make: (group: G, parent: P | MoreNode) => OutlineNode,
): OutlineNode[] {
  if (groups.length <= MOST_CHILDREN) return groups.map((group) => make(group, parent));
  const rest = groups.slice(MOST_CHILDREN - 1);
  const more: MoreNode = {
    kind: "more",
    id: idOf(parent, "…"),
    parent,
    size: rest.length,
    count: sum(rest, ({ count }) => count),
    failed: sum(rest, ({ failed }) => failed),
    children: [],
  };
  more.children = inLevels<G, P>(more, rest, make);
  return [...groups.slice(0, MOST_CHILDREN - 1).map((group) => make(group, parent)), more];
}

function sum<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((total, item) => total + of(item), 0);
}

export function filterOf(leaf: IdentityNode, base: Filter): Filter {
  const column = splitBy(leaf.identity);
  const detail = column === undefined || leaf.detail === "" ? {} : { [column]: leaf.detail };
  return { ...base, eventSource: leaf.source, identity: leaf.identity, ...detail };
}

export function bucketNodes(
  parent: IdentityNode | BucketNode,
  result: Result,
  buckets: readonly Bucket[],
): BucketNode[] {
  const start = buckets[0]?.from ?? 0;
  return buckets.map((bucket, index) => ({
    kind: "bucket",
    // A run has no time that could name it. All runs before it are full, so its number is stable.
    id: idOf(parent, `${bucket.unit}:${bucket.unit === "run" ? index : bucket.time}`),
    parent,
    leaf: parent.kind === "identity" ? parent : parent.leaf,
    result,
    bucket,
    first: bucket.from - start,
    dated: showsDate(parent),
    count: bucket.to - bucket.from,
    failed: bucket.failed,
  }));
}

export function eventNodes(parent: IdentityNode | BucketNode, rows: readonly EventRow[]): EventNode[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    // Rows get new numbers when a log is read again. IDs like "1" are common in edited samples: then the order decides.
    const key = `${row.eventID}@${row.uri}`;
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return {
      kind: "event",
      id: idOf(parent, nth === 1 ? key : `${key}#${nth}`),
      parent,
      row,
      dated: showsDate(parent),
    };
  });
}

function showsDate(node: IdentityNode | BucketNode): boolean {
  if (node.kind === "identity") return false;
  return node.dated || ["day", "hour", "minute", "second"].includes(node.bucket.unit);
}
