import { deepEqual, equal } from "node:assert/strict";
import path from "node:path";
import { Helpers } from "../../src/engine/helpers";

describe("helper threads", () => {
  let helpers: Helpers;
  beforeEach(() => {
    helpers = new Helpers(path.resolve("dist/helper.js"));
  });
  afterEach(() => helpers.close());

  const sample = path.resolve("samples/cognito-signin.json");

  it("read files, and leave out what they cannot read", async () => {
    const batch = await helpers.prepare([sample, path.resolve("samples/none.json")]);
    deepEqual(
      batch?.map((one) => one && { gzip: one.gzip, begins: Buffer.from(one.content.subarray(0, 1)).toString() }),
      [{ gzip: false, begins: "{" }, undefined],
    );
  });

  it("that end unasked answer with nothing, and others are asked no more of them", async () => {
    while (helpers.room > 0) equal(await helpers.prepare(undefined as unknown as string[]), undefined);
    equal(await helpers.prepare([sample]), undefined);
  });
});
