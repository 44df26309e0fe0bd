import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "../../..");
type Words = Record<string, string>;

function json<T>(file: string): T {
  return JSON.parse(fs.readFileSync(path.join(root, file), "utf8")) as T;
}

function sources(): { file: string; text: string }[] {
  return ["src", "media"].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => ({
        file: path.join(folder, file),
        text: fs.readFileSync(path.join(root, folder, file), "utf8"),
      })),
  );
}

const call = /\bl10n\s*\.\s*t\(\s*/g;
const literal = /^"(?:[^"\\\n]|\\.)*"/;

/**
 * Each sentence with the first file that has it. Calls without a plain literal are found, too, because nobody could
 * translate them.
 */
function sentences(): { said: Map<string, string>; unreadable: string[] } {
  const said = new Map<string, string>();
  const unreadable: string[] = [];
  for (const { file, text } of sources()) {
    for (const { index, 0: opening } of text.matchAll(call)) {
      const found = literal.exec(text.slice(index + opening.length));
      if (found === null) unreadable.push(`${file}: ${text.slice(index, index + 60)}`);
      else said.set(JSON.parse(found[0]) as string, file);
    }
  }
  return { said, unreadable };
}

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe("words in Japanese", () => {
  const { said, unreadable } = sentences();
  const bundle = json<Words>("l10n/bundle.l10n.ja.json");
  const english = json<Words>("package.nls.json");
  const japanese = json<Words>("package.nls.ja.json");
  const manifest = fs.readFileSync(path.join(root, "package.json"), "utf8");
  const asked = new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key as string));

  it("every sentence of the source is a plain literal", () => assert.deepEqual(unreadable, []));

  it("every sentence has its translation", () => {
    assert.deepEqual(
      [...said].filter(([key]) => !bundle[key]).map(([key, file]) => `${file}: ${key}`),
      [],
    );
  });

  it("no translation is left over", () => {
    assert.deepEqual(
      Object.keys(bundle).filter((key) => !said.has(key)),
      [],
    );
  });

  it("every translation has the same placeholders", () => {
    assert.deepEqual(
      Object.entries(bundle).filter(([key, text]) => placeholders(key).join() !== placeholders(text).join()),
      [],
    );
  });

  it("the manifest's words are there in both languages, and no others", () => {
    assert.deepEqual(Object.keys(english).sort(), [...asked].sort());
    assert.deepEqual(Object.keys(japanese).sort(), [...asked].sort());
  });

  it("the manifest's links are the same in both languages", () => {
    const links = (text = ""): string[] => text.match(/\(command:[\w.]+\)/g) ?? [];
    for (const key of asked) assert.deepEqual(links(japanese[key]), links(english[key]), key);
  });

  it("both files are sorted, so that two people's changes meet less often", () => {
    for (const words of [bundle, english, japanese]) {
      const keys = Object.keys(words);
      assert.deepEqual(keys, [...keys].sort());
    }
  });
});
