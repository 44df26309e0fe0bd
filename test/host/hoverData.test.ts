import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import Mocha from "mocha";
import * as vscode from "vscode";
import { isLog } from "../../src/logs";
import { ownHover } from "../support/hover";

const folder = path.join(__dirname, "../../../../shared/data");

interface Counts {
  answered: number;
  /** How many of these only by the key's place: which operation's request or answer it belongs to. */
  byPlace: Map<string, number>;
  rest: Map<string, number>;
}

/** Every place of a key in JSON text: a string before a colon. */
function* keys(text: string): Iterable<{ name: string; offset: number }> {
  for (const match of text.matchAll(/"((?:[^"\\]|\\.)*)"(\s*:)?/gs)) {
    if (match[2] !== undefined) yield { name: match[1] ?? "", offset: match.index + 1 };
  }
}

// the public logs are not in the repository
if (fs.existsSync(folder))
  describe("keys of real records", () => {
    it("at least 95 of 100 have an answer", async () => {
      const own = ownHover();
      const counts: Counts = { answered: 0, byPlace: new Map(), rest: new Map() };
      try {
        for (const file of fs.readdirSync(folder).filter((name) => /\.jsonl?$/.test(name))) {
          const document = await vscode.workspace.openTextDocument(path.join(folder, file));
          if (isLog(await own.logs.open(document.uri, "command"))) await walk(document, own.hover, counts);
          await own.logs.close(document.uri);
        }
      } finally {
        own.dispose();
      }
      const missing = total(counts.rest);
      const share = counts.answered / (counts.answered + missing);
      Mocha.reporters.Base.consoleLog(
        `      ${(100 * share).toFixed(2)} % of ${counts.answered + missing} keys answered, ${total(counts.byPlace)} of them only by their place (${listed(counts.byPlace).slice(0, 1500)} …); not known: ${listed(counts.rest)}`,
      );
      assert.ok(counts.answered > 1000);
      assert.ok(share >= 0.95);
    }).timeout(300_000);
  });

/** Keys outside records (the container's own) have no hover and are not counted. */
async function walk(
  document: vscode.TextDocument,
  hover: ReturnType<typeof ownHover>["hover"],
  counts: Counts,
): Promise<void> {
  for (const { name, offset } of keys(document.getText())) {
    const found = await hover(document, document.positionAt(offset));
    const text = found?.contents.map((part) => (part as vscode.MarkdownString).value).join("\n");
    if (text === undefined) continue;
    assert.doesNotMatch(text, /undefined|\[object/, `${document.uri.path} ${name}`);
    if (text.includes("documentation does not name this field")) {
      count(counts.rest, name);
      continue;
    }
    counts.answered++;
    if (text.includes("has no explanation for it")) count(counts.byPlace, name);
  }
}

function count(names: Map<string, number>, name: string): void {
  names.set(name, (names.get(name) ?? 0) + 1);
}

function total(names: Map<string, number>): number {
  return [...names.values()].reduce((sum, n) => sum + n, 0);
}

function listed(rest: Map<string, number>): string {
  return [...rest]
    .sort(([, a], [, b]) => b - a)
    .map(([name, n]) => `${name} ${n}`)
    .join(", ");
}
