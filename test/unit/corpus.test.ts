import { deepEqual, equal } from "node:assert/strict";
import zlib from "node:zlib";
import fc from "fast-check";
import type { Path } from "../../src/core/events/paths";
import { unpacked } from "../../src/engine/input/awslogs";
import { corpus, json, reduced, whole } from "../support/corpus";
import { type ReadLog, readAny } from "./support/read";

interface Event {
  time: number | undefined;
  ids: string[] | undefined;
  further: [path: string, text: string][] | undefined;
  values: ReadLog["values"][number];
}
const eventsOf = (read: ReadLog): Event[] =>
  read.values.map((values, i) => ({
    time: read.times[i],
    ids: read.more[i]?.ids,
    further: read.more[i]?.further,
    values,
  }));

const asTold = (event: Event, carries: (path: Path) => boolean): Event => ({
  ...event,
  values: Object.fromEntries(Object.entries(event.values).filter(([path]) => carries(path as Path))),
});

describe("one corpus, written in every shape, gives the same events", () => {
  for (const [shape, name, write] of whole) {
    it(`as ${name}`, () => {
      fc.assert(
        fc.property(corpus, fc.integer({ min: 1, max: 5000 }), (records, piece) => {
          const expected = eventsOf(readAny(json({ Records: records })));
          const read = readAny(write(records), { piece });
          deepEqual([read.shape, read.problems], [shape, []]);
          deepEqual(eventsOf(read).slice(0, records.length), expected);
        }),
        { numRuns: 40 },
      );
    });
  }

  it("as CloudWatch Logs hands them to Lambda", async () => {
    await fc.assert(
      fc.asyncProperty(corpus, fc.integer({ min: 300, max: 5000 }), async (records, piece) => {
        const message = json({
          messageType: "DATA_MESSAGE",
          logEvents: records.map((one) => ({ message: json(one) })),
        });
        const packed = Buffer.from(json({ awslogs: { data: zlib.gzipSync(message).toString("base64") } }));
        async function* pieces(): AsyncGenerator<Uint8Array> {
          for (let p = 0; p < packed.length; p += piece) yield packed.subarray(p, p + piece);
        }
        const content: Uint8Array[] = [];
        for await (const part of unpacked(pieces())) content.push(part);
        equal(Buffer.concat(content).toString(), `${message}\n`);
        deepEqual(eventsOf(readAny(Buffer.concat(content))), eventsOf(readAny(json({ Records: records }))));
      }),
      { numRuns: 40 },
    );
  });

  for (const [shape, name, write, carries] of reduced) {
    it(`as ${name}, as far as its columns go`, () => {
      fc.assert(
        fc.property(corpus, fc.integer({ min: 1, max: 5000 }), (records, piece) => {
          const expected = eventsOf(readAny(json({ Records: records }))).map((event) => asTold(event, carries));
          const read = readAny(write(records), { piece });
          deepEqual([read.shape, read.problems], [shape, []]);
          deepEqual(eventsOf(read), expected);
          equal(
            read.forms.every((form) => form === (shape === "eventHistoryCsv" ? "csvRow" : "resultRow")),
            true,
          );
        }),
        { numRuns: 40 },
      );
    });
  }
});
