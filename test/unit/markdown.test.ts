/**
 * Whatever a log contains, the Markdown made from it shows it as text, exactly: in two renderers, one of which is VS
 * Code's.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { marked } from "marked";
import { visible } from "../../src/core/events/visible";
import { linksIn } from "../../src/core/explain/links";
import { explainAt } from "../../src/core/explain/record";
import { type CommandLink, explanationText, linesText } from "../../src/ui/markdownText";
import { timeText } from "../../src/ui/times";

const markdownIt = new MarkdownIt({ linkify: true, html: true });
const renderers: [name: string, html: (markdown: string) => string][] = [
  ["marked", (markdown) => marked.parse(markdown, { gfm: true, async: false })],
  ["markdown-it", (markdown) => markdownIt.render(markdown)],
];

/** Random combinations of what strangers would write. */
const piece = fc.oneof(
  fc.constantFrom(
    "https://attacker.example/",
    "www.attacker.example",
    "mailto:x@attacker.example",
    "ftp://attacker.example",
    "HTTP://attacker.example.",
    "attacker.example",
    "file:///etc/passwd",
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
    "&nbsp;",
    "&copy",
    "<!--",
    "$$x$$",
    ": a",
    "- [ ] a",
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

/** Tags, with the targets of links; texts as a person reads them. */
function asRead(html: string): string {
  return html
    .replace(/(<br>|<hr>|<\/p>|<\/pre>)\n/g, "$1")
    .replace(/<(\/?\w+)([^>]*)>/g, (_, name: string, rest: string) => {
      const href = /href="([^"]*)"/.exec(rest)?.[1];
      return href === undefined ? `<${name}>` : `<${name} ${characters(href)}>`;
    })
    .split(/(<[^>]*>)/)
    .map((part) => {
      if (part.startsWith("<")) return part;
      // what a page would show as one space
      assert.ok(
        !/ {2}|^[ \n]|[ \n]$/.test(part.replace(/^ · $/, "")),
        `white space is lost in ${JSON.stringify(html)}`,
      );
      return characters(part);
    })
    .join("");
}

function characters(html: string): string {
  const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };
  return html
    .replace(/&(?:#(\d+)|(\w+));/g, (all, number?: string, name?: string) =>
      number === undefined ? (named[name ?? ""] ?? all) : String.fromCharCode(Number(number)),
    )
    .replaceAll("\u00a0", " ");
}

const text = (raw: string): string => visible(raw).replaceAll("\u00a0", " ");

function isShown(markdown: string, wanted: string): void {
  for (const [name, html] of renderers) assert.equal(asRead(html(markdown)), wanted, `${name}: ${markdown}`);
}

const lines = (all: readonly string[]): string => {
  const shown = all.filter((line) => line !== "").map(text);
  return shown.length === 0 ? "" : `<p>${shown.join("<br>")}</p>`;
};

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
    ["code by spaces", "    a\tb"],
    ["several spaces, and some at the ends", "  a  b   c "],
    ["spaces alone", "   "],
    ["spaces of Unicode at the ends", "\u3000a\u00a0"],
    ["a line across", "***"],
    ["a table", "|a|b|\n|-|-|\n|1|2|"],
    ["entities", "&lt;img&gt; &#91;a&#93;(command:x)"],
    ["a definition", "[a]: command:x\n[a]"],
    ["an icon", "$(zap) \\$(zap)"],
  ];
  for (const [name, value] of cases) {
    it(`${name} is text`, () => {
      isShown(linesText([value, "after", value]), lines([value, "after", value]));
      isShown(
        explanationText({ here: value, what: [value], notes: [value], links: [] }, [], value),
        `<p>${text(value)}</p><hr><p><strong>${text(value)}</strong></p><p>${text(value)}</p><p><em>${text(value)}</em></p>`,
      );
    });
  }

  it("spaces between words stay such, so that lines break there", () => {
    assert.equal(linesText(["Who: Alice of Support"]), "Who\\: Alice of Support");
  });

  it("any lines are text, and read as they are", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (all) => isShown(linesText(all), lines(all))),
      { numRuns: 2000 },
    );
  });

  it("an explanation has its own rule, bold, italics, code and links, and no others", () => {
    const page = "https://docs.aws.amazon.com/";
    const command: CommandLink = { label: "", command: "cloudtrail.lookUpUser", arguments: [{ event: 1 }] };
    const address = "command:cloudtrail.lookUpUser?%5B%7B%22event%22%3A1%7D%5D";
    const named = hostile.filter((label) => label !== "");
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, named, (head, here, what, note, label) => {
        const json = JSON.stringify({ a: what }, undefined, 1);
        const made = explanationText(
          { here, what: [what], notes: [note], links: [{ label, url: page }], json: { text: json } },
          [{ ...command, label }],
          head,
        );
        const block = (raw: string, open = "", close = "") => (raw === "" ? "" : `<p>${open}${text(raw)}${close}</p>`);
        const wanted = [
          head === "" ? "" : `${block(head)}<hr>`,
          here.length > 120 ? block(here) : block(here, "<strong>", "</strong>"),
          "<p>Its JSON, formatted:</p>",
          `<pre><code>${json.split("\n").map(text).join("\n")}\n</code></pre>`,
          block(what),
          block(note, "<em>", "</em>"),
          `<p><a ${address}>${text(label)}</a> · <a ${page}>${text(label)}</a></p>`,
        ];
        for (const [name, html] of renderers) {
          assert.equal(
            asRead(html(made).replaceAll(/(?<=<code[^>]*>)[^<]*/g, codeSpaces)),
            wanted.join(""),
            `${name}: ${made}`,
          );
        }
      }),
      { numRuns: 1000 },
    );
  });

  const options = { now: Date.parse("2026-03-02T08:00:00Z"), timeZone: "UTC", timeText };
  const fields = fc.record({
    eventVersion: fc.constant("1.11"),
    eventTime: fc.oneof(fc.constant("2026-03-02T07:30:05Z"), hostile),
    eventSource: fc.oneof(fc.constantFrom("cognito-idp.amazonaws.com", "s3.amazonaws.com"), hostile),
    eventName: fc.oneof(fc.constantFrom("InitiateAuth", "GetObject"), hostile),
    awsRegion: hostile,
    sourceIPAddress: hostile,
    userAgent: hostile,
    errorCode: fc.oneof(fc.constantFrom("AccessDenied", "NotAuthorizedException"), hostile),
    errorMessage: hostile,
    userIdentity: fc.record({
      type: fc.oneof(fc.constantFrom("IAMUser", "AssumedRole"), hostile),
      arn: fc.oneof(
        hostile.map((name) => `arn:aws:iam::123456789012:user/${name}`),
        hostile,
      ),
      userName: hostile,
      accountId: hostile,
      accessKeyId: hostile,
    }),
    requestParameters: fc.record({ bucketName: hostile, policy: hostile.map((a) => JSON.stringify({ Statement: a })) }),
    additionalEventData: fc.record({ sub: hostile, userPoolId: hostile }),
    eventID: hostile,
  });

  it("whatever a record contains, the explanations of its places link only to AWS's pages", () => {
    fc.assert(
      fc.property(fields, (record) => {
        const json = JSON.stringify(record);
        for (const { index } of json.matchAll(/[:{,]"/g)) {
          const found = explainAt(json, index + 2, options);
          if (!found) continue;
          const made = explanationText(found.explanation, [], found.head);
          const pages = found.explanation.links.map(({ url }) => url);
          for (const [name, html] of renderers) {
            const shown = html(made);
            const led = [...shown.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href);
            assert.deepEqual(led, pages, `${name}: ${made}`);
            assert.deepEqual(
              [...shown.matchAll(/<(?!\/)(\w+)/g)].filter(([, tag]) => !own.has(tag ?? "")),
              [],
              name,
            );
          }
          assert.ok(pages.every((url) => /^https:\/\/docs\.aws\.amazon\.com\/[\w./-]+$/.test(url)));
        }
      }),
      { numRuns: 100 },
    );
  });

  it("whatever a record holds, VS Code's own Markdown of a link in it is that link alone", () => {
    fc.assert(
      fc.property(fields, (record) => {
        const json = JSON.stringify(record);
        for (const place of linksIn(json, record, undefined)) {
          if (place?.to.kind !== "page") continue;
          const { label, url } = place.to.link;
          isShown(`[${label}](${url})`, `<p><a ${url}>${label}</a></p>`);
        }
      }),
      { numRuns: 200 },
    );
  });
});

const own = new Set(["p", "hr", "strong", "em", "pre", "code", "a"]);

/** Spaces in code stay as they are. */
function codeSpaces(code: string): string {
  return code.replaceAll(" ", "&nbsp;").replaceAll("\n", "&#10;");
}
