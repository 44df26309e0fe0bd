import { deepEqual, equal } from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { columnNames } from "../../src/core/events/columns";
import { paths } from "../../src/core/events/paths";
import { PlainScanner, plainDictionaries } from "../../src/core/scan/plain";
import type { Scanner } from "../../src/core/scan/scanner";
import type { Machine } from "../../src/core/scan/simd/machine";
import { SimdScanner } from "../../src/core/scan/simd/scanner";
import { AnyReader } from "../../src/core/shapes/anyReader";
import { listKeys, places } from "../../src/core/shapes/places";
import { Draft } from "../../src/engine/store/draft";
import { eventRow } from "../../src/engine/store/rows";
import { Store } from "../../src/engine/store/store";
import { Random } from "../bench/random";

const program = new WebAssembly.Module(fs.readFileSync(path.resolve(__dirname, "../../../dist/scanner.wasm")));

function plain(): Scanner {
  return new PlainScanner(paths, listKeys, places, plainDictionaries(7));
}

function simd(): Scanner {
  const machine = new WebAssembly.Instance(program).exports as unknown as Machine;
  return new SimdScanner(machine, paths, listKeys, places, 7);
}

/** Every public column of every row of some logs, read one after another into one store. */
function rowsRead(scanner: Scanner, logs: readonly Uint8Array[]): unknown[] {
  const store = new Store(scanner);
  const found: unknown[] = [];
  logs.forEach((log, number) => {
    const draft = new Draft(store, `log:${number}`, false);
    const sink = { rows: () => draft.add(scanner.batch), problem: () => undefined };
    const reader = new AnyReader(scanner, sink, { record: 1 << 26, depth: 1000 });
    reader.push(log);
    reader.end();
    reader.close();
    for (const _ of draft.show());
    for (const { chunk, from, to } of store.rowsOf(`log:${number}`))
      for (let row = from; row < to; row++) {
        const { id: _, ...one } = eventRow(store, chunk, row);
        found.push(columnNames.map((name) => [name, one[name]]));
      }
  });
  return found;
}

const samples = path.resolve(__dirname, "../../../samples");

describe("rows made by the machine are those made without it:", () => {
  const logs = fs
    .readdirSync(samples)
    .filter((name) => /\.json(\.gz)?$/.test(name))
    .map((name) => {
      const bytes = fs.readFileSync(path.join(samples, name));
      return name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
    });

  it("of the samples", () => {
    const rows = rowsRead(plain(), logs);
    equal(rows.length > 100, true);
    deepEqual(rowsRead(simd(), logs), rows);
  });

  it("of tables, summaries and Insights events", () => {
    const csv = [
      "Event ID,Event time,User name,Event source,Event name,AWS region,Error code",
      '0a1b2c3d-0000-4000-8000-00000000000a,"2026-03-02T08:00:00Z",alice,s3.amazonaws.com,GetBucketAcl,eu-west-1,AccessDenied',
      '0a1b2c3d-0000-4000-8000-00000000000b,"2026-03-02T08:00:01Z",,signin.amazonaws.com,ConsoleLogin,eu-west-1,',
    ].join("\n");
    const lines = [
      {
        eventVersion: "1.0",
        eventCategory: "Aggregated",
        accountId: "123456789012",
        awsRegion: "eu-west-1",
        timeWindow: { windowStart: "2026-03-02T08:00:00Z" },
        summary: { primaryDimension: { dimension: "API", statistics: [{ name: "PutObject", value: 12 }] } },
      },
      {
        eventVersion: "1.09",
        eventTime: "2026-03-02T08:00:00Z",
        eventCategory: "Insight",
        eventType: "AwsCloudTrailInsight",
        insightDetails: {
          state: "Start",
          eventSource: "ec2.amazonaws.com",
          eventName: "RunInstances",
          insightType: "ApiCallRateInsight",
        },
      },
      {
        eventVersion: "1.08",
        eventTime: "2026-03-02T08:00:00Z",
        eventSource: "cognito-idp.amazonaws.com",
        eventName: "InitiateAuth",
        userIdentity: { type: "Unknown" },
        requestParameters: { clientId: "1example23456789", username: "HIDDEN_DUE_TO_SECURITY_REASONS" },
        additionalEventData: { sub: "1d3a2f40-1111-4000-8000-000000000001", userPoolId: "eu-west-1_EXAMPLE" },
        resources: [{ ARN: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_EXAMPLE" }],
      },
    ];
    const all = [csv, lines.map((line) => JSON.stringify(line)).join("\n")].map((text) => Buffer.from(text));
    const rows = rowsRead(plain(), all);
    equal(rows.length, 5);
    deepEqual(rowsRead(simd(), all), rows);
  });

  it("tuples keep their numbers while there come to be many", () => {
    const of = { paths: [0, 1, 2], flags: 0, column: 0 };
    for (const scanner of [plain(), simd()]) {
      const [tuples] = scanner.derive([[]], [of]).tuples;
      if (!tuples) throw new Error("no tuples");
      const random = new Random(5);
      const tupleOf = (n: number): number[] => [n % 7, Math.floor(n / 7), n % 3];
      for (let n = 0; n < 20_000; n++) {
        equal(tuples.of(Int32Array.from(tupleOf(n))), n);
        const known = random.below(n + 1);
        equal(tuples.of(Int32Array.from(tupleOf(known))), known);
        if (n % 997 !== 0) continue;
        const several = Array.from({ length: 50 }, () => random.below(n + 1));
        deepEqual([...tuples.ofAll(Int32Array.from(several.flatMap(tupleOf)))], several);
      }
      equal(tuples.size, 20_000);
    }
  });

  it("tuples have the same numbers, even after some that were added unseen", () => {
    const of = { paths: [0, 1, 2, 3, 4], flags: 3, column: 0 };
    const tuple = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(tuple, { maxLength: 400 }), fc.array(tuple, { maxLength: 400 }), (first, then) => {
        const [one, other] = [plain(), simd()].map((scanner) => scanner.derive([[]], [of]).tuples[0]);
        if (!one || !other) throw new Error("no tuples");
        const distinct = new Map(first.map((each) => [String(each), each]));
        for (const tuples of [one, other]) tuples.addAll(Int32Array.from([...distinct.values()].flat()));
        const middle = then.length >> 1;
        for (const each of then.slice(0, middle)) equal(other.of(Int32Array.from(each)), one.of(Int32Array.from(each)));
        const several = Int32Array.from(then.slice(middle).flat());
        deepEqual([...other.ofAll(several)], [...one.ofAll(several)]);
        equal(other.size, one.size);
        for (let id = 0; id < one.size; id++)
          for (let part = 0; part < 6; part++) equal(other.part(id, part), one.part(id, part));
      }),
    );
  });
});
