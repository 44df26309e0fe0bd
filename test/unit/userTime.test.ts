import assert from "node:assert/strict";
import { parseUserTime } from "../../src/core/query/userTime";

describe("parseUserTime", () => {
  const day = Date.parse("2025-01-21T20:00:00Z"); // in Tokyo already the 22nd
  const cases: [typed: string, zone: string, iso: string | undefined][] = [
    ["2025-01-21T17:49:47Z", "Asia/Tokyo", "2025-01-21T17:49:47.000Z"],
    ["2025-01-21 17:49:47", "UTC", "2025-01-21T17:49:47.000Z"],
    ["2025-01-21 17:49", "Asia/Tokyo", "2025-01-21T08:49:00.000Z"],
    ["2025-01-21T17:49:47.000000000", "UTC", "2025-01-21T17:49:47.000Z"],
    ["2025-01-21 17:49:47.5", "UTC", "2025-01-21T17:49:47.500Z"],
    ["2025-01-21T17:49:47+09:00", "UTC", "2025-01-21T08:49:47.000Z"],
    ["2025-01-21 17:49 -0530", "UTC", "2025-01-21T23:19:00.000Z"],
    ["2025-01-21 17:49 UTC", "Asia/Tokyo", "2025-01-21T17:49:00.000Z"],
    ["2025-01-21", "Asia/Tokyo", "2025-01-20T15:00:00.000Z"],
    ["2025/1/5", "UTC", "2025-01-05T00:00:00.000Z"],
    ["05:30", "UTC", "2025-01-21T05:30:00.000Z"],
    ["05:30", "Asia/Tokyo", "2025-01-21T20:30:00.000Z"],
    ["5:30:15", "UTC", "2025-01-21T05:30:15.000Z"],
    ["05:30 +09:00", "UTC", "2025-01-21T20:30:00.000Z"],
    ["  ２０２５－０１－２１ １７：４９ ", "UTC", "2025-01-21T17:49:00.000Z"],
    ["2025-07-01 12:00", "America/New_York", "2025-07-01T16:00:00.000Z"],
    ["", "UTC", undefined],
    ["yesterday", "UTC", undefined],
    ["2025-02-30", "UTC", undefined],
    ["2025-13-01", "UTC", undefined],
    ["24:00", "UTC", undefined],
    ["12:60", "UTC", undefined],
    ["2025-01-21 17", "UTC", undefined],
  ];
  for (const [typed, zone, iso] of cases) {
    it(`“${typed}” in ${zone} is ${iso ?? "no time"}`, () => {
      const time = parseUserTime(typed, zone, day);
      assert.equal(time === undefined ? undefined : new Date(time).toISOString(), iso);
    });
  }
});
