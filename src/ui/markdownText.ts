/**
 * Markdown in which log text has no effect, because whoever called AWS chose it. `appendText` is not used: it makes
 * every space a non-breaking one, so that lines break in the middle of words, and turns addresses into links.
 */
import * as l10n from "@vscode/l10n";
import { visible } from "../core/events/visible";
import type { Explanation, Link } from "../core/explain/explanation";

/** One of our commands, with arguments that we made: event IDs, never log text. */
export interface CommandLink {
  label: string;
  command: `cloudtrail.${string}`;
  arguments: readonly unknown[];
}

const LONGEST_BOLD = 120; // characters; more than about one line of bold text is hard to read

/**
 * @param more links to commands, shown beside AWS's pages
 * @param head the whole event in a sentence
 */
export function explanationText(explanation: Explanation, more: readonly CommandLink[] = [], head = ""): string {
  const { here = "", what, notes = [], links, json } = explanation;
  const paragraphs = [
    ...(head === "" ? [] : [escaped(head), "---"]),
    here.length > LONGEST_BOLD ? escaped(here) : emphasised("**", here),
    ...(json === undefined ? [] : [escaped(l10n.t("Its JSON, formatted:")), codeBlock(json.text)]),
    json?.lines === undefined ? "" : emphasised("*", l10n.t("… cut off, {0} lines in all", String(json.lines))),
    ...what.map(escaped),
    ...notes.map((note) => emphasised("*", note)),
    [...more.map(commandLink), ...links.map(pageLink)].join(" · "),
  ];
  return paragraphs.filter((one) => one !== "").join("\n\n");
}

/** Lines of any text, for tooltips. */
export function linesText(lines: readonly string[]): string {
  // two spaces at the end break a line: separate paragraphs would be too far apart
  return lines
    .map(escaped)
    .filter((line) => line !== "")
    .join("  \n");
}

/**
 * CommonMark accepts a backslash before any ASCII punctuation, and an address with an escaped colon and dots is not a
 * link. White space at the ends would be removed or have a meaning, and several spaces would be shown as one, so these
 * are written as character references.
 */
function escaped(text: string): string {
  const all = visible(text);
  const withoutStart = all.trimStart();
  const inside = withoutStart.trimEnd();
  return [
    byNumber(all.slice(0, all.length - withoutStart.length)),
    inside
      .replace(/[!-/:-@[-`{-~]/g, (character) => `\\${character}`)
      .replace(/ {2,}/g, (spaces) => ` ${byNumber(spaces.slice(1))}`),
    byNumber(withoutStart.slice(inside.length)),
  ].join("");
}

/** White space that stays and has no meaning in Markdown. */
function byNumber(spaces: string): string {
  return spaces.replace(/\s/g, (space) => (space === " " ? "&nbsp;" : `&#${space.charCodeAt(0)};`));
}

/** Bold or italic text; marks without text between them would become a horizontal line. */
function emphasised(mark: "*" | "**", text: string): string {
  return text === "" ? "" : `${mark}${escaped(text)}${mark}`;
}

/** A block in which nothing is Markdown; its fence is longer than any run of backticks in it. */
function codeBlock(json: string): string {
  const text = json.split("\n").map(visible).join("\n");
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}json\n${text}\n${fence}`;
}

function pageLink({ label, url }: Link): string {
  return `[${escaped(label)}](${url})`;
}

function commandLink({ label, command, arguments: values }: CommandLink): string {
  return `[${escaped(label)}](command:${command}?${encodeURIComponent(JSON.stringify(values))})`;
}
