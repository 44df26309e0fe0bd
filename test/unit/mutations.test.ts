import { deepEqual, ok } from "node:assert/strict";
import { mutate } from "./support/mutate";

describe("of logs with one byte changed", () => {
  it("every scanner reads the same, notices what JSON.parse refuses, and loses no other record", function () {
    this.timeout(120_000);
    const { refused, noticed, falseAlarms, lost } = mutate(1500, 42);
    ok(refused > 200, `JSON.parse refuses ${refused}`);
    deepEqual({ noticed, falseAlarms, lost }, { noticed: refused, falseAlarms: [], lost: [] });
  });
});
