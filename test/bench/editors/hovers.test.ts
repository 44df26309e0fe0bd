import assert from "node:assert/strict";
import Mocha from "mocha";
import * as vscode from "vscode";
import { freshFolder, manyLines, oneLine, record, show, theApi, until } from "../../host/support";
import { ownHover } from "../../support/hover";
import { type Watched, watched } from "../../support/watched";

const SIZE = 45_000_000; // bytes, just below the 50 Mi characters that VS Code still passes to extensions
const TIMES = 200;
/** As many records of that size as fit. */
function filling(size: number): ReturnType<typeof record>[] {
  return Array.from({ length: Math.floor(SIZE / size) }, (_, n) => record(n));
}

function percentile(times: number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

async function timed(times: number, run: (n: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    await run(n);
    taken.push(performance.now() - start);
    await new Promise(setImmediate);
  }
  return taken;
}

function line(name: string, times: number[]): string {
  return `      ${name}: median ${percentile(times, 0.5).toFixed(2)} ms, 99th ${percentile(times, 0.99).toFixed(2)} ms`;
}

describe("a hover in a document of 45 MB", function () {
  this.timeout(180_000);
  const folder = freshFolder();

  const shapes: [name: string, text: () => string][] = [
    ["indented", () => manyLines(filling(JSON.stringify({ Records: [record(0)] }, undefined, 2).length))],
    ["on one line", () => oneLine(filling(JSON.stringify(record(0)).length))],
  ];
  for (const [name, text] of shapes) {
    it(`${name}: first and last record alike`, async () => {
      const { document } = await show(folder.write("large.json", text()));
      await until("the extension has read it", async () => (await (await theApi()).coverage()).events > 1000);
      const { logs, hover, dispose } = ownHover();
      await logs.open(document.uri, "command");
      const all = document.getText();
      const keys = ['"userIdentity"', '"eventTime"', '"userAgent"', '"requestParameters"', '"eventID"', '"arn"'];
      const place = (n: number, last: boolean) => {
        const key = keys[n % keys.length] ?? "";
        return document.positionAt((last ? all.lastIndexOf(key) : all.indexOf(key)) + 2);
      };
      const report: string[] = [`      ${(all.length / 1e6).toFixed(1)} million characters`];
      try {
        for (const last of [false, true]) {
          const positions = keys.map((_, n) => place(n, last));
          const at = (n: number) => positions[n % positions.length] as vscode.Position;
          for (const position of positions) assert.ok(await hover(document, position));
          // the median of three: stalls of the machine hit different passes, ours would be in each
          const passes: number[][] = [];
          for (let pass = 0; pass < 3; pass++) passes.push(await timed(TIMES, (n) => hover(document, at(n))));
          const [, own = []] = passes.sort((a, b) => percentile(a, 0.99) - percentile(b, 0.99));
          const trip = await timed(50, async (n) =>
            vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, at(n)),
          );
          report.push(
            line(`${last ? "last" : "first"} record, provideHover`, own),
            line(`${last ? "last" : "first"} record, round trip`, trip),
          );
          assert.ok(percentile(own, 0.5) <= 10, report.join("\n"));
          assert.ok(percentile(own, 0.99) <= 50, report.join("\n"));
          assert.ok(percentile(trip, 0.5) <= 50, report.join("\n"));
        }
      } finally {
        say(report.join("\n"));
        dispose();
      }
    });
  }

  it("the first hover of each service", async () => {
    const services: [source: string, name: string][] = [
      ["ec2", "RunInstances"],
      ["sagemaker", "CreateNotebookInstance"],
      ["securityhub", "BatchUpdateFindings"],
      ["quicksight", "CreateDashboard"],
      ["s3", "PutBucketPolicy"],
      ["rds", "CreateDBInstance"],
      ["iam", "CreateRole"],
      ["cognito-idp", "CreateUserPool"],
    ];
    const list = services.map(([source, name], n) =>
      record(n, { eventSource: `${source}.amazonaws.com`, eventName: name }),
    );
    const { document } = await show(folder.write("services.json", manyLines(list)));
    const all = document.getText();
    const passes: Watched<unknown>[][] = [];
    for (let pass = 0; pass < 3; pass++) {
      const { logs, hover, dispose } = ownHover(); // knows no service yet
      await logs.open(document.uri, "command");
      const one: Watched<unknown>[] = [];
      for (const [, name] of services) {
        const found = await watched(() => hover(document, document.positionAt(all.indexOf(`"${name}"`) + 2)));
        const [markdown] = (found.gave as vscode.Hover | undefined)?.contents ?? [];
        assert.match((markdown as vscode.MarkdownString).value, /IAM action/, name);
        one.push(found);
      }
      passes.push(one);
      dispose();
    }
    const best = services.map(([source], n) => {
      const times = passes.map((pass) => pass[n] as Watched<unknown>);
      const [took, longest] = [Math.min(...times.map((one) => one.took)), Math.min(...times.map((one) => one.longest))];
      return { source, took, longest };
    });
    const told = best
      .map(({ source, took, longest }) => `${source} ${took.toFixed(1)} (${longest.toFixed(1)})`)
      .join(", ");
    say(`      first hover of a service, ms (of these the host's own): ${told}`);
    for (const { took, longest } of best) {
      assert.ok(took <= 50, told);
      assert.ok(longest <= 20, told);
    }
  });

  it("an idle host beside it", async () => {
    say(line("setImmediate", await timed(TIMES, () => new Promise(setImmediate))));
  });
});

/** Prints to the runner's report, like mocha. */
function say(text: string): void {
  Mocha.reporters.Base.consoleLog(text);
}
