/** Whatever a log holds, the Markdown that is made of it shows it as text: in two renderers, of which VS Code uses the second. */
import assert from "node:assert/strict";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { type MarkedToken, marked, type Token } from "marked";
import { visible } from "../../src/core/events/visible";
import { explanationText, linesText } from "../../src/ui/markdownText";

const linkify = new MarkdownIt({ linkify: true, html: true, typographer: false });

/** What is put together by chance here is what strangers would write. */
const piece = fc.oneof(
  fc.constantFrom(
    "https://attacker.example/",
    "www.attacker.example",
    "mailto:x@attacker.example",
    "x@attacker.example",
    "[run](command:workbench.action.terminal.sendSequence?%7B%7D)",
    "![](https://attacker.example/p.png)",
    "<img src=x onerror=alert(1)>",
    "<https://attacker.example>",
    "# a",
    "* a",
    "1. a",
    "> a",
    "    a",
    "```",
    "~~~",
    "`a`",
    "$(zap)",
    "|a|b|\n|-|-|",
    "---",
    "===",
    "&lt;b&gt;",
    "&#91;",
    "[a]: https://attacker.example",
    "[^1]",
    "~~a~~",
    "**a**",
    "_a_",
    "\\",
    "\\\\[",
    "\n",
    "\r\n",
    "\t",
    "  \n",
    "\u2028",
    "\u202e",
    "\u00a0",
    " ",
  ),
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.string({ maxLength: 6 }),
);
const hostile = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));

/** Kinds of Markdown in a rendered text, beside paragraphs, breaks and plain text. */
function kindsByMarkdownIt(text: string): string[] {
  const kinds = new Set<string>();
  for (const token of linkify.parse(text, {})) {
    if (!/^(paragraph|inline)/.test(token.type)) kinds.add(token.type);
    for (const inner of token.children ?? [])
      if (!/^(text|text_special|hardbreak|softbreak)$/.test(inner.type)) kinds.add(inner.type);
  }
  return [...kinds];
}

function textByMarkdownIt(text: string): string {
  return linkify
    .parse(text, {})
    .flatMap(({ children }) => (children ?? []).map(({ type, content }) => (/break/.test(type) ? "\n" : content)))
    .join("");
}

function kindsByMarked(text: string): string[] {
  const kinds = new Set<string>();
  void marked.walkTokens(marked.lexer(text, { gfm: true }), (token: Token) => {
    if (!["paragraph", "text", "escape", "br", "space"].includes(token.type)) kinds.add(token.type);
  });
  return [...kinds];
}

function textByMarked(text: string): string {
  const inside = (tokens: readonly Token[]): string =>
    (tokens as MarkedToken[])
      .map((token) => {
        if (token.type === "br") return "\n";
        if (token.type === "escape") return token.text;
        if ("tokens" in token && token.tokens) return inside(token.tokens);
        return token.type === "text" ? token.text : "";
      })
      .join("");
  return inside(marked.lexer(text, { gfm: true }));
}

/** Runs of spaces and those at a line's ends are folded as on any page. */
const folded = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");

const wanted = (lines: readonly string[]): string => folded(lines.map(visible).join("\n"));

describe("Markdown made of log text", () => {
  const cases: [name: string, text: string][] = [
    ["an address", "https://attacker.example/x?y=1#z"],
    ["a name of a site", "www.attacker.example"],
    ["a mail address", "someone@attacker.example"],
    ["a command", "[Fix](command:workbench.action.quit)"],
    ["an image", "![x](https://attacker.example/p.png)"],
    ["markup", '<a href="command:x">x</a><script>1</script>'],
    ["a heading and a list", "# head\n- item\n1. item"],
    ["code", "`a` ```b``` ~~~c"],
    ["a table", "|a|b|\n|-|-|\n|1|2|"],
    ["entities", "&lt;img&gt; &#91;a&#93;(command:x)"],
    ["a definition", "[a]: command:x\n[a]"],
  ];
  for (const [name, text] of cases) {
    it(`${name} is text`, () => {
      for (const made of [linesText([text, "after"]), explanationText({ what: [text], links: [] })]) {
        assert.deepEqual([kindsByMarkdownIt(made), kindsByMarked(made)], [[], []], made);
      }
      assert.equal(folded(textByMarkdownIt(linesText([text]))), wanted([text]));
      assert.equal(folded(textByMarked(linesText([text]))), wanted([text]));
    });
  }

  it("any lines are text, and read as they are", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (lines) => {
        const made = linesText(lines);
        assert.deepEqual(kindsByMarkdownIt(made), []);
        assert.deepEqual(kindsByMarked(made), []);
        assert.equal(folded(textByMarkdownIt(made)), wanted(lines));
        assert.equal(folded(textByMarked(made)), wanted(lines));
      }),
      { numRuns: 2000 },
    );
  });

  it("an explanation has no more than its own rule, bold, italics, code and links", () => {
    const url = "https://docs.aws.amazon.com/";
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (head, here, what, note) => {
        const made = explanationText(
          {
            here,
            what: [what],
            notes: [note],
            links: [{ label: note, url }],
            json: { text: `{\n"a": ${JSON.stringify(what)}\n}` },
          },
          [{ label: here, command: "cloudtrail.lookUpUser", arguments: [{ event: 1 }] }],
          head,
        );
        const links: string[] = [];
        void marked.walkTokens(marked.lexer(made, { gfm: true }), (token: Token) => {
          if (token.type === "link") links.push(token["href"] as string);
          assert.ok(
            ["paragraph", "text", "escape", "space", "hr", "strong", "em", "code", "link", "heading"].includes(
              token.type,
            ),
            `${token.type} in ${made}`,
          );
        });
        assert.ok(
          links.every((href) => href === url || href.startsWith("command:cloudtrail.lookUpUser?")),
          made,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
