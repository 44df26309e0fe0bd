import { deepEqual, equal } from "node:assert/strict";
import { deliveriesOf, lateDeliveryOf } from "../../src/core/delivery/delivery";
import type { S3Folder, S3Place } from "../../src/core/delivery/s3Layout";

const day = Date.UTC(2026, 2, 2);
const MINUTE = 60_000;
const clock = (text: string): number => day + Number(text.slice(0, 2)) * 60 * MINUTE + Number(text.slice(3)) * MINUTE;

interface Where {
  account?: string;
  region?: string;
  folder?: S3Folder;
  root?: string;
}

/** A file every `step` minutes. */
function files(from: string, to: string, where: Where = {}, step = 5): S3Place[] {
  const found: S3Place[] = [];
  for (let time = clock(from); time <= clock(to); time += step * MINUTE)
    found.push({ folder: "CloudTrail", account: "123456789012", region: "eu-west-1", ...where, delivered: time });
  return found;
}

function stretches(places: S3Place[]): string[] {
  const { stretches } = run(deliveriesOf(places));
  return stretches.map(({ from, to, account, region }) => {
    const time = (ms: number) => new Date(ms).toISOString().slice(11, 16);
    return `${time(from)}–${time(to)} ${account ?? "any"} ${region ?? "any"}`;
  });
}

function run<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

describe("a period without deliveries", () => {
  const us = { region: "us-east-1" };
  const other = { account: "111122223333" };
  const cases: [name: string, places: S3Place[], said: string[]][] = [
    ["is not said of files without a delivery time", [{ folder: "CloudTrail", account: "123456789012" }], []],
    ["is not said of regular files", files("08:00", "12:00"), []],
    ["is not said of a few files, of which nothing is usual", files("08:00", "23:00", {}, 200), []],
    ["is not said below half an hour", [...files("08:00", "09:00"), ...files("09:30", "10:00")], []],
    [
      "is said when it is long beside what is usual",
      [...files("08:00", "09:00"), ...files("11:00", "12:00")],
      ["09:00–11:00 123456789012 eu-west-1"],
    ],
    ["is not said where two hours are usual", files("00:00", "23:00", {}, 120), []],
    ["counts a minute with several files once", [...files("08:00", "08:20"), ...files("08:20", "08:20")], []],
    [
      "is said once when no Region had one",
      [
        ...files("08:00", "09:00"),
        ...files("11:00", "12:00"),
        ...files("08:00", "09:00", us),
        ...files("11:00", "12:00", us),
      ],
      ["09:00–11:00 123456789012 any"],
    ],
    [
      "is said of the one Region that had none",
      [...files("08:00", "12:00"), ...files("08:00", "09:00", us), ...files("11:00", "12:00", us)],
      ["09:00–11:00 123456789012 us-east-1"],
    ],
    [
      "is said of a Region that begins later and ends earlier than others",
      [...files("08:00", "16:00"), ...files("10:00", "13:00", us)],
      ["13:00–16:00 123456789012 us-east-1", "08:00–10:00 123456789012 us-east-1"],
    ],
    [
      "is said of a Region that is silent much longer than all together",
      [
        ...files("00:00", "09:00"),
        ...files("10:00", "20:00"),
        ...files("00:00", "06:00", us),
        ...files("18:00", "20:00", us),
      ],
      ["06:00–18:00 123456789012 us-east-1", "09:00–10:00 123456789012 any"],
    ],
    [
      "is said once when no account had one",
      [
        ...files("08:00", "09:00"),
        ...files("11:00", "12:00"),
        ...files("08:00", "09:00", other),
        ...files("11:00", "12:00", other),
      ],
      ["09:00–11:00 any any"],
    ],
    [
      "is not said of digest files and Insights",
      [
        ...files("08:00", "09:00", { folder: "CloudTrail-Digest" }),
        ...files("18:00", "19:00", { folder: "CloudTrail-Digest" }),
        ...files("08:00", "09:00", { folder: "CloudTrail-Insight" }),
        ...files("18:00", "19:00", { folder: "CloudTrail-Insight" }),
      ],
      [],
    ],
  ];
  for (const [name, places, said] of cases) it(name, () => deepEqual(stretches(places), said));

  it("comes with the usual interval there, and all are counted", () => {
    const many = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0")).flatMap((hour) =>
      files(`${hour}:00`, `${hour}:20`),
    );
    const { stretches, stretchCount, first, last, files: count } = run(deliveriesOf(many));
    deepEqual([stretchCount, stretches[0]?.usual, count], [23, 5 * MINUTE, 24 * 5]);
    deepEqual([first, last], [clock("00:00"), clock("23:20")]);
  });
});

describe("late delivery", () => {
  const late = (places: S3Place[], time: string) => run(lateDeliveryOf(places, clock(time)));
  const rooted = { root: "AWSLogs/" };

  it("is no matter well before the last file", () => {
    equal(late(files("08:00", "12:00"), "11:45"), undefined);
    equal(late([], "11:45"), undefined);
  });

  it("names the last file and the place of later ones", () => {
    deepEqual(late(files("08:00", "12:00", rooted), "11:46"), {
      last: clock("12:00"),
      prefixes: ["AWSLogs/123456789012/CloudTrail/eu-west-1/2026/03/02/"],
      prefixCount: 1,
    });
  });

  it("names two days near midnight", () => {
    deepEqual(late(files("08:00", "23:55", rooted), "23:50")?.prefixes, [
      "AWSLogs/123456789012/CloudTrail/eu-west-1/2026/03/02/",
      "AWSLogs/123456789012/CloudTrail/eu-west-1/2026/03/03/",
    ]);
  });

  it("is of an account, not of each of its Regions", () => {
    const places = [...files("08:00", "12:00"), ...files("08:00", "09:00", { region: "us-east-1" })];
    equal(late(places, "09:00"), undefined);
    equal(late(places, "12:00")?.prefixCount, 2);
  });

  it("is of the accounts whose files end", () => {
    const places = [...files("08:00", "12:00"), ...files("08:00", "23:00", { account: "111122223333" })];
    deepEqual(late(places, "13:00")?.prefixes, ["…/123456789012/CloudTrail/eu-west-1/2026/03/02/"]);
  });
});
