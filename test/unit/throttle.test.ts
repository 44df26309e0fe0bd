import assert from "node:assert/strict";
import { Throttle } from "../../src/ui/throttle";

/** A run that the test ends; `begun` resolves for each beginning. */
function runs() {
  let begin: () => void = () => {};
  let end: () => void = () => {};
  const state = {
    count: 0,
    begun: new Promise<void>((resolve) => {
      begin = resolve;
    }),
    end: () => end(),
    run: () => {
      state.count++;
      begin();
      state.begun = new Promise((resolve) => {
        begin = resolve;
      });
      return new Promise<void>((resolve) => {
        end = resolve;
      });
    },
  };
  return state;
}

describe("Throttle", () => {
  it("runs at once, and once more for all that was asked meanwhile", async () => {
    const work = runs();
    const throttle = new Throttle(work.run, 1);
    throttle.ask();
    assert.equal(work.count, 1);
    throttle.ask();
    throttle.ask();
    assert.equal(work.count, 1);
    const { begun } = work;
    work.end();
    await begun;
    assert.equal(work.count, 2);
    throttle.dispose();
  });

  it("waits for its interval, but not when the reader waits", () => {
    const work = runs();
    const throttle = new Throttle(async () => {
      await Promise.race([work.run(), Promise.resolve()]);
    }, 3_600_000);
    throttle.ask();
    return new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      throttle.ask();
      assert.equal(work.count, 1);
      throttle.ask(true);
      assert.equal(work.count, 2);
      throttle.dispose();
    });
  });

  it("does nothing once it is disposed of", () => {
    const work = runs();
    const throttle = new Throttle(work.run, 1);
    throttle.dispose();
    throttle.ask(true);
    assert.equal(work.count, 0);
  });
});
