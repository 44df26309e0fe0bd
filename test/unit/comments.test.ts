/** Keeps comments readable: see "Words" in CONTRIBUTING.md. */
import { deepEqual } from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "../../..");

/** What is really behind something else, in space or as a figure of speech. */
const places = /behind (an? |the )?(interface|proxy|gateway|NAT)/g;
const fragment = /^(Of (?!(two|several|all|many)\b)|Whose\b|For what\b)/;

/** Comments with their places. A quoted "//" can look like one; that only matters if what follows it breaks a rule. */
function comments(): { at: string; text: string }[] {
  return ["src", "media", "scripts"].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(ts|mjs|cjs)$/.test(file))
      .flatMap((file) => {
        const text = fs.readFileSync(path.join(root, folder, file), "utf8");
        return [...text.matchAll(/\/\*\*([\s\S]*?)\*\/|(?<![:"'`])\/\/ (.*)/g)].map(({ index, 1: block, 2: line }) => ({
          at: `${folder}/${file}:${text.slice(0, index).split("\n").length}`,
          text: (block ?? line ?? "").replaceAll(/\n\s*\*/g, " ").trim(),
        }));
      }),
  );
}

describe("comments", () => {
  const all = comments();
  const those = (rule: (text: string) => boolean): string[] =>
    all.filter(({ text }) => rule(text)).map(({ at, text }) => `${at}: ${text}`);

  it("are found", () => deepEqual(all.length > 2000, true));

  it("say “after” for time and order, and “behind” only for places", () =>
    deepEqual(
      those((text) => /\bbehind\b/i.test(text.replaceAll(places, ""))),
      [],
    ));

  it("are sentences, not fragments that begin with “Of …” or “Whose …”", () =>
    deepEqual(
      those((text) => fragment.test(text)),
      [],
    ));
});
