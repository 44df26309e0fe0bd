import { deepEqual, equal } from "node:assert/strict";
import { paths } from "../../src/core/events/paths";
import { PlainScanner, plainDictionaries } from "../../src/core/scan/plain";
import { listKeys, places } from "../../src/core/shapes/places";
import { LogReader } from "../../src/core/shapes/reader";
import { Draft, SharedChunks } from "../../src/engine/store/draft";
import { groupRows } from "../../src/engine/store/groups";
import { rowsThat } from "../../src/engine/store/results";
import { eventRow } from "../../src/engine/store/rows";
import { Store } from "../../src/engine/store/store";
import { summarise, summariseAll } from "../../src/engine/store/summary";

const newStore = (): Store => new Store(new PlainScanner(paths, listKeys, places, plainDictionaries(1)));

const record = (id: number, second = 0): string =>
  `{"eventVersion":"1.08","eventTime":"2026-03-02T10:10:0${second}Z","eventName":"E${id}","eventSource":"s3.amazonaws.com","eventID":"00000000-0000-4000-8000-00000000000${id}"}`;

function read(store: Store, draft: Draft, ...records: string[]): void {
  const reader = new LogReader(
    store.scanner,
    { rows: (batch) => draft.add(batch), problem: () => undefined },
    { record: 1 << 20, depth: 100 },
  );
  reader.push(new TextEncoder().encode(records.join("\n")));
  reader.end();
}

function open(store: Store, uri: string, shared: SharedChunks | undefined, ...records: string[]): void {
  const draft = new Draft(store, uri, false, shared);
  for (const _ of draft.show());
  read(store, draft, ...records);
}

function finished<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function seen(store: Store): string[] {
  return [...finished(rowsThat(store, {})).ids].map((id) => {
    const { chunk, row } = store.find(id) ?? {};
    if (!chunk || row === undefined) return "gone";
    const { uri, eventName } = eventRow(store, chunk, row);
    return `${uri} ${eventName}`;
  });
}

describe("small logs that share chunks", () => {
  const three = (): Store => {
    const store = newStore();
    const shared = new SharedChunks();
    open(store, "a", shared, record(1), record(2));
    open(store, "b", shared, record(3));
    open(store, "c", shared, record(4), record(1));
    return store;
  };

  it("fill one, and each event says its own log", () => {
    const store = three();
    equal([...store.chunks()].length, 1);
    deepEqual(seen(store), ["a E1", "a E2", "b E3", "c E4"]);
    deepEqual(
      ["a", "b", "c"].map((uri) => {
        const { events, duplicates } = finished(summarise(store, store.rowsOf(uri)));
        return [events, duplicates];
      }),
      [
        [2, 0],
        [1, 0],
        [1, 1],
      ],
    );
  });

  it("are closed one by one; what was a copy is an event of its own then", () => {
    const store = three();
    store.hide("a");
    finished(store.recount());
    deepEqual(seen(store), ["b E3", "c E4", "c E1"]);
    deepEqual([store.events, finished(summariseAll(store)).events], [3, 3]);
    store.hide("b");
    store.hide("c");
    deepEqual([seen(store), [...store.chunks()], store.events], [[], [], 0]);
  });

  it("an id holds until its log is closed, and means nothing else afterwards", () => {
    const store = three();
    const [id] = finished(rowsThat(store, { eventName: "E3" })).ids;
    store.hide("b");
    equal(store.find(id as number), undefined);
    open(store, "d", new SharedChunks(), record(5));
    equal(store.find(id as number), undefined);
  });

  it("go on in a new chunk when all in theirs were closed", () => {
    const store = newStore();
    const shared = new SharedChunks();
    open(store, "a", shared, record(1));
    store.hide("a");
    open(store, "b", shared, record(2));
    deepEqual([seen(store), store.events], [["b E2"], 1]);
  });

  it("keep their rows apart when two are read at a time", () => {
    const store = newStore();
    const shared = new SharedChunks();
    const [a, b] = ["a", "b"].map((uri) => new Draft(store, uri, false, shared)) as [Draft, Draft];
    for (const draft of [a, b]) for (const _ of draft.show());
    read(store, a, record(1));
    read(store, b, record(2));
    read(store, a, record(3));
    deepEqual(seen(store), ["a E1", "b E2", "a E3"]);
    equal(finished(summarise(store, store.rowsOf("a"))).events, 2);
  });

  it("a draft that is given up leaves nothing", () => {
    const store = three();
    const draft = new Draft(store, "b", false, new SharedChunks());
    read(store, draft, record(6));
    draft.discard();
    deepEqual(seen(store), ["a E1", "a E2", "b E3", "c E4"]);
  });
});

describe("kinds of identities", () => {
  const role = (name: string, session: string, issuer?: string): object => ({
    type: "AssumedRole",
    arn: `arn:aws:sts::123456789012:assumed-role/${name}/${session}`,
    ...(issuer ? { sessionContext: { sessionIssuer: { userName: issuer } } } : {}),
  });
  const calls: [source: string, identity: object | undefined, kind: string][] = [
    ["s3", role("deploy", "alice"), "AssumedRole"],
    ["s3", role("AWSReservedSSO_Admin_0123456789abcdef", "alice"), "IdentityCenterUser"],
    ["s3", role("deploy", "bob"), "AssumedRole"],
    ["s3", role("deploy", "alice", "AWSReservedSSO_Admin_0123456789abcdef"), "IdentityCenterUser"],
    ["s3", role("AWSReservedSSO_Admin_0123456789abcdef", "alice", "deploy"), "AssumedRole"],
    ["cognito-idp", { type: "Unknown" }, "CognitoAppCall"],
    ["s3", { type: "Unknown" }, "Unknown"],
    ["cognito-idp", undefined, "CognitoPage"],
    ["s3", undefined, "None"],
    ["s3", { type: "IAMUser", arn: "arn:aws:iam::123456789012:user/AWSReservedSSO_no" }, "IAMUser"],
    ["s3", { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/AWSReservedSSO_no" }, "IAMUser"],
  ];

  it("are each one's own, however much it has in common with others", () => {
    const store = newStore();
    const records = calls.map(([source, userIdentity], i) =>
      JSON.stringify({ eventSource: `${source}.amazonaws.com`, eventName: `E${i}`, userIdentity }),
    );
    open(store, "a", undefined, ...records);
    const found = finished(groupRows(store, ["eventName", "identity"], {}));
    deepEqual(
      new Map(found.map(({ key, children }) => [key, children?.map((child) => child.key)])),
      new Map(calls.map(([, , kind], i) => [`E${i}`, [kind]])),
    );
    const types = finished(groupRows(store, ["identityType"], {}));
    deepEqual(
      new Map(types.map(({ key, count }) => [key, count])),
      new Map([
        ["AssumedRole", 5],
        ["", 2],
        ["IAMUser", 2],
        ["Unknown", 2],
      ]),
    );
  });
});

describe("numbers of chunks", () => {
  it("stay within 65,536 however often a log is read again", () => {
    const store = newStore();
    for (let i = 0; i < 70_000; i++) store.forget(store.newChunk(false).begin("a"));
    open(store, "a", undefined, record(1));
    const [chunk] = store.chunks();
    equal((chunk?.number ?? Number.NaN) < 65_536, true);
    deepEqual(seen(store), ["a E1"]);
  });
});

describe("the table of copies", () => {
  const many = Array.from({ length: 3000 }, (_, n) => {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
    return `{"eventVersion":"1.08","eventTime":"2026-03-02T10:10:00Z","eventName":"E","eventSource":"s3.amazonaws.com","eventID":"${id}"}`;
  });
  const filled = (expected: number): Store => {
    const store = newStore();
    for (const uri of ["a", "b"]) {
      const draft = new Draft(store, uri, false);
      for (const _ of draft.show());
      draft.expect(expected);
      read(store, draft, ...many);
    }
    return store;
  };

  it("finds the same duplicates however many rows it expects", () => {
    for (const expected of [0, 3000, 1_000_000]) equal(filled(expected).events, many.length, `${expected} expected`);
  });

  it("allocates memory for the expected rows at once", () => {
    const bytesOf = (expected: number): number => {
      const store = filled(expected);
      equal(store.events, many.length);
      return store.bytes;
    };
    equal(bytesOf(1_000_000) > bytesOf(0) + 5_000_000, true);
  });
});
