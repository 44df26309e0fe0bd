import fs from "node:fs";
import path from "node:path";
import * as l10n from "@vscode/l10n";

const japaneseWords = fs.readFileSync(path.join(__dirname, "../../../l10n/bundle.l10n.ja.json"), "utf8");

/** Runs with Japanese words, then restores the English ones, also if an assertion fails. */
export function inJapanese<T>(run: () => T): T {
  l10n.config({ contents: japaneseWords });
  const restore = (): void => l10n.config({ contents: {} });
  let isPending = false;
  try {
    const made = run();
    if (!(made instanceof Promise)) return made;
    isPending = true;
    return made.finally(restore) as T;
  } finally {
    if (!isPending) restore();
  }
}
