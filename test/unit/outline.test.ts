import assert from "node:assert/strict";
import type { EventRow } from "../../src/core/events/row";
import type { Bucket, Group, Result } from "../../src/engine/engine";
import {
  bucketNodes,
  eventNodes,
  filterOf,
  type IdentityNode,
  identityNodes,
  type OutlineNode,
  type SourceNode,
  sourceNodes,
} from "../../src/features/tree/outline";

const groups: Group[] = [
  {
    key: "s3.amazonaws.com",
    count: 5,
    failed: 1,
    children: [
      { key: "IAMUser", count: 2, failed: 0 },
      { key: "AWSAccount", count: 3, failed: 1 },
    ],
  },
];
const accounts: Group[] = [
  { key: "111122223333", count: 2, failed: 1 },
  { key: "123456789012", count: 1, failed: 0 },
];

function source(): SourceNode {
  const [node] = sourceNodes(groups);
  assert.equal(node?.kind, "source");
  return node as SourceNode;
}
function identity(at = 0): IdentityNode {
  const node = identityNodes(source(), new Map([["AWSAccount", accounts]]))[at];
  assert.equal(node?.kind, "identity");
  return node as IdentityNode;
}
const bucket = (unit: Bucket["unit"], time: number, from: number, to: number): Bucket => ({
  unit,
  time,
  from,
  to,
  failed: 0,
});
const row = (eventID: string, uri = "file:///a"): EventRow => ({ eventID, uri }) as EventRow;

const result = {} as Result; // only passed on

describe("outline", () => {
  it("a place keeps its id whatever its counts are", () => {
    const [now] = sourceNodes([{ ...(groups[0] as Group), count: 99 }]);
    assert.equal(now?.id, source().id);
  });

  it("tells other accounts apart", () => {
    const nodes = identityNodes(source(), new Map([["AWSAccount", accounts]]));
    assert.deepEqual(
      nodes.map((node) => node.kind === "identity" && [node.identity, node.detail, node.count]),
      [
        ["IAMUser", "", 2],
        ["AWSAccount", "111122223333", 2],
        ["AWSAccount", "123456789012", 1],
      ],
    );
  });

  it("asks for exactly the events of a node, under the filter", () => {
    assert.deepEqual(filterOf(identity(0), { outcome: "denied" }), {
      outcome: "denied",
      eventSource: "s3.amazonaws.com",
      identity: "IAMUser",
    });
    assert.deepEqual(filterOf(identity(1), {}), {
      eventSource: "s3.amazonaws.com",
      identity: "AWSAccount",
      account: "111122223333",
    });
  });

  it("never has more than 500 children, and loses none", () => {
    const many = Array.from({ length: 1234 }, (_, n): Group => ({ key: `s${n}`, count: 2, failed: 1 }));
    const nodes = sourceNodes(many);
    const all: OutlineNode[] = [];
    for (let level: readonly OutlineNode[] = nodes; level.length > 0; ) {
      assert.ok(level.length <= 500);
      all.push(...level.filter((node) => node.kind === "source"));
      const more = level.find((node) => node.kind === "more");
      level = more?.kind === "more" ? more.children : [];
    }
    assert.equal(new Set(all.map(({ id }) => id)).size, 1234);
    const last = nodes.at(-1);
    assert.deepEqual(last?.kind === "more" && [last.size, last.count, last.failed], [735, 1470, 735]);
    assert.equal(last?.kind === "more" && last.children[0]?.parent, last);
  });

  it("counts runs from the beginning of their parent", () => {
    const leaf = identity();
    const [second] = bucketNodes(leaf, result, [bucket("second", 0, 700, 1900)]);
    assert.ok(second);
    const runs = bucketNodes(second, result, [bucket("run", 0, 700, 1200), bucket("run", 0, 1200, 1700)]);
    assert.deepEqual(
      runs.map(({ first, count }) => [first, count]),
      [
        [0, 500],
        [500, 500],
      ],
    );
    assert.equal(runs[0]?.leaf, leaf);
  });

  it("shows the date once on the way down", () => {
    const leaf = identity();
    const [month] = bucketNodes(leaf, result, [bucket("month", 0, 0, 900)]);
    assert.ok(month);
    const [day] = bucketNodes(month, result, [bucket("day", 0, 0, 800)]);
    assert.ok(day);
    const [hour] = bucketNodes(day, result, [bucket("hour", 0, 0, 700)]);
    assert.ok(hour);
    assert.deepEqual(
      [leaf, month, day, hour].map((node) => eventNodes(node, [row("1")])[0]?.dated),
      [false, false, true, true],
    );
    assert.deepEqual([month.dated, day.dated, hour.dated], [false, false, true]);
  });

  it("tells events apart that carry the same id", () => {
    const ids = eventNodes(identity(), [row("1"), row("1"), row("1", "file:///b"), row("2")]).map(({ id }) => id);
    assert.equal(new Set(ids).size, 4);
  });

  it("bears names with half a surrogate pair", () => {
    const [node] = sourceNodes([{ key: "\ud83d/…", count: 1, failed: 0 }]);
    assert.equal(node?.kind, "source");
    assert.equal(eventNodes(identity(), [row("\udc00")]).length, 1);
  });
});
