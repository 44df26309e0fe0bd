import * as assert from "node:assert/strict";
import { type Caller, type Checks, Connection, Gone, isNumber, isOneOf } from "../../src/calls/connection";
import { type Answers, door } from "../../src/calls/door";

interface Host {
  log: { add(a: number, b: number): number; fail(): void; wait(): string; steps(n: number): number };
}
interface Page {
  page: { show(text: string): string };
}
const checks: Checks<Host> = { log: { add: [isNumber, isNumber], fail: [], wait: [], steps: [isNumber] } };

/** Two ends, between which messages go as structured clones, later. */
function connected(log: Partial<Answers<Host, Caller>["log"]> = {}) {
  const failures: unknown[] = [];
  const answers: Answers<Host, Caller> = {
    log: {
      add: (_, a, b) => a + b,
      fail: () => {
        throw new Error("broken");
      },
      wait: ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
      steps: ({ progress }, n) => {
        for (let i = 1; i <= n; i++) progress(i / n);
        return n;
      },
      ...log,
    },
  };
  const later = (take: () => void): void => void Promise.resolve().then(take);
  let begun = 0;
  const host: Connection<Page> = new Connection<Page>(
    (message) => later(() => page.take(structuredClone(message))),
    answers,
    { checks, began: () => begun++, failed: (error) => failures.push(error) },
  );
  const page: Connection<Host> = new Connection<Host>((message) => later(() => host.take(structuredClone(message))), {
    page: { show: (_: Caller, text: string) => `shown: ${text}` },
  });
  return { host, page, failures, begun: () => begun };
}

describe("a connection between a page and its host", () => {
  it("carries questions and answers both ways", async () => {
    const { host, page } = connected();
    assert.equal(await page.there.log.add(2, 3), 5);
    assert.equal(await host.there.page.show("a"), "shown: a");
  });

  it("rejects with the words of what failed on the other side, where it is also told", async () => {
    const { page, failures } = connected();
    await assert.rejects(page.there.log.fail(), { message: "broken" });
    assert.equal(failures.length, 1);
  });

  it("cancels: the question rejects, the other side learns of it, and nothing is told as a failure", async () => {
    const { page, failures } = connected();
    const controller = new AbortController();
    const answer = page.there.log.wait(controller.signal);
    controller.abort();
    await assert.rejects(answer, { name: "AbortError" });
    await assert.rejects(page.there.log.wait(AbortSignal.abort()), { name: "AbortError" });
    assert.deepEqual(failures, []);
  });

  it("reports progress", async () => {
    const { page } = connected();
    const seen: number[] = [];
    assert.equal(await page.there.log.steps(4, undefined, (fraction) => seen.push(fraction)), 4);
    assert.deepEqual(seen, [0.25, 0.5, 0.75, 1]);
  });

  it("answers only questions it knows, with arguments of the right kind and number", async () => {
    const { host, failures } = connected();
    const ask = (subject: string, method: string, ...args: unknown[]) =>
      host.take({ kind: "ask", id: 1, question: { subject, method, args } });
    ask("log", "add", "2", 3);
    ask("log", "add", 2);
    ask("log", "add", 2, 3, 4);
    ask("log", "constructor");
    ask("__proto__", "toString");
    ask("nothing", "add", 2, 3);
    await new Promise(setImmediate);
    assert.equal(failures.length, 6);
    for (const failure of failures) assert.match(String(failure), /not a question/);
  });

  it("passes over what is no message", () => {
    const { host, begun, failures } = connected();
    const odd = [null, "begin", {}, { kind: "ask" }, { kind: "ask", id: 1 }, { kind: "ask", id: 1, question: {} }];
    for (const message of [...odd, { kind: "progress", id: 1 }, { kind: "answer" }, { kind: "x", id: 1 }])
      host.take(message);
    assert.equal(begun(), 0);
    assert.deepEqual(failures, []);
  });

  it("gives up what was asked when the other side is loaded again", async () => {
    const { host, page, begun } = connected();
    const lost = new Connection<Page>(() => undefined, {});
    const unanswered = lost.there.page.show("a");
    lost.take({ kind: "begin" });
    await assert.rejects(unanswered, Gone);
    page.begin();
    await new Promise(setImmediate);
    assert.equal(begun(), 1);
    assert.equal(await host.there.page.show("b"), "shown: b");
  });

  it("checks that a value is one of a list", () => {
    assert.ok(isOneOf(["a"])("a") && !isOneOf(["a"])("b") && !isOneOf(["a"])(undefined));
  });
});

describe("a door", () => {
  it("takes signals and functions from the end of the arguments, and keeps what is undefined before others", async () => {
    const seen: unknown[] = [];
    const made = door<{ a: { b(x: number, y?: string): void } }>(async (question, meanwhile) => {
      seen.push(question.args, Object.keys(meanwhile));
    });
    const { signal } = new AbortController();
    await made.a.b(1);
    await made.a.b(1, "y", signal);
    await made.a.b(1, undefined, undefined, () => undefined);
    await made.a.b(1, undefined, signal, () => undefined);
    assert.deepEqual(seen, [[1], [], [1, "y"], ["signal"], [1], ["progress"], [1], ["progress", "signal"]]);
  });

  it("is no promise, and gives the same method each time", () => {
    const made = door<{ a: { b(): void } }>(async () => undefined);
    assert.equal((made as { then?: unknown }).then, undefined);
    assert.equal(made.a.b, made.a.b);
  });
});
