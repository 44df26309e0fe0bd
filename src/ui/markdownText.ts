/**
 * Markdown in which log text cannot do anything: whoever called AWS chose it. Not `appendText`: that makes every space a
 * hard one, so that sentences break in the middle of words, and leaves addresses to become links.
 */
import * as l10n from "@vscode/l10n";
import { visible } from "../core/events/visible";
import type { Explanation, Link } from "../core/explain/explanation";

/** A command of ours, and the arguments that we made: event ids, never log text. */
export interface CommandLink {
  label: string;
  command: `cloudtrail.${string}`;
  arguments: readonly unknown[];
}

const LONGEST_BOLD = 120; // characters; more than about a line of bold is hard to read

/**
 * @param more links to commands, shown beside AWS's pages
 * @param head what the whole event is
 */
export function explanationText(explanation: Explanation, more: readonly CommandLink[] = [], head = ""): string {
  const { here = "", what, notes = [], links, json } = explanation;
  const paragraphs = [
    ...(head === "" ? [] : [escaped(head), "---"]),
    here.length > LONGEST_BOLD ? escaped(here) : emphasised("**", here),
    ...(json === undefined ? [] : [escaped(l10n.t("Its JSON, laid out:")), codeBlock(json.text)]),
    json?.lines === undefined ? "" : emphasised("*", l10n.t("… cut, {0} lines in all", String(json.lines))),
    ...what.map(escaped),
    ...notes.map((note) => emphasised("*", note)),
    [...more.map(commandLink), ...links.map(pageLink)].join(" · "),
  ];
  return paragraphs.filter((one) => one !== "").join("\n\n");
}

/** Lines of text, whatever they hold; for tooltips. */
export function linesText(lines: readonly string[]): string {
  // two spaces at a line's end break it: a paragraph for each would stand too far apart
  return lines
    .map(escaped)
    .filter((line) => line !== "")
    .join("  \n");
}

/**
 * CommonMark takes a backslash before any ASCII punctuation; an address whose colon and dots are escaped is no link. White space at
 * the ends would be left out or mean something, and several spaces would be shown as one: these are written as characters by number.
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

/** White space that stays, and means nothing to Markdown. */
function byNumber(spaces: string): string {
  return spaces.replace(/\s/g, (space) => (space === " " ? "&nbsp;" : `&#${space.charCodeAt(0)};`));
}

/** Bold or italics; marks without a text between them would be a line across. */
function emphasised(mark: "*" | "**", text: string): string {
  return text === "" ? "" : `${mark}${escaped(text)}${mark}`;
}

/** Nothing in it is Markdown; its fence is longer than any run of backticks in it. */
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
