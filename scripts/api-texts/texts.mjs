// Shortens AWS's documentation comments so that they can be read at a glance.

const LONGEST = 320; // characters of one text: a hover is read at a glance, and the link has the rest
const LONGEST_FLAT = 220; // for each of 160,000 parameters, so that the package stays small

/** The first sentences of a comment in version 3 of the SDK, which contains HTML. @param {string} comment */
export function fromHtml(comment) {
  const html = comment
    .replaceAll(/^ *\* ?/gm, "")
    .replace(/^@[\s\S]*/m, "") // @public, @example and everything after them
    .replaceAll(/\\([^\w\s])/g, "$1");
  const aside = /<(note|important)>[\s\S]*?<\/\1>/g;
  // some texts begin with a warning: the description comes first, unless there is nothing else
  const blocks = plainBlocks(html.replaceAll(aside, "\n\n"));
  return cut(blocks.length > 0 ? blocks : plainBlocks(html), LONGEST);
}

/** @param {string} html @returns {string[]} */
function plainBlocks(html) {
  return html
    .replaceAll(/<\/?(p|li|ul|ol|dl|dt|dd|br|note|important)\b[^>]*>/g, "\0")
    .replaceAll(/<\/?(a|b|i|code|fullname|em|strong|title|div|span)\b[^>]*>/g, "")
    .replaceAll(/&(lt|gt|amp|quot|apos|nbsp);/g, (_, /** @type {keyof typeof entities} */ name) => entities[name])
    .split("\0")
    .map((block) => block.replaceAll(/\s+/g, " ").trim())
    .filter((block) => block !== "");
}

const entities = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " " };

/**
 * The first sentences of a comment in version 2 of the SDK: plain text, in which two spaces after a sentence are the
 * remains of a new paragraph, and other double spaces those of markup inside a line.
 * @param {string} comment @param {string} operation "" for a parameter
 */
export function fromFlat(comment, operation) {
  const blocks = comment
    .replaceAll(/<\/?[a-z][^>]*>/g, " ")
    .split(/(?<=[.:!?)])\s{2,}/)
    .map((block) =>
      block
        .replaceAll(/\s+/g, " ")
        .replaceAll(/ (?=[,;)])/g, "")
        .trim(),
    )
    .filter((block) => block !== "");
  return operation === "" ? cut(blocks, LONGEST_FLAT) : cut(withoutNotes(blocks, operation), LONGEST);
}

/**
 * A note before the text can no longer be recognized, but the description of an operation begins with a verb.
 * @param {string[]} blocks @param {string} operation
 */
function withoutNotes(blocks, operation) {
  for (const isStart of [isSentence, (/** @type {string} */ text) => isOrder(text, operation)]) {
    for (const [index, block] of blocks.slice(0, 8).entries()) {
      const sentences = sentencesOf(block);
      const begin = sentences.slice(0, 5).findIndex(isStart);
      if (begin >= 0) return [sentences.slice(begin).join(" "), ...blocks.slice(index + 1)];
      if (index === 0 && !isAside(block) && !block.endsWith(":")) break;
    }
  }
  return blocks;
}

const asides =
  /^(This|Always|Does|Is|Was|Has|As|Amazon|Access|Constraints|Otherwise|Unless|Its|Permissions|Requests|Values|Notes|Limits)$/;

/** "Creates a trail …", "Permanently deletes …". @param {string} text */
function isSentence(text) {
  const [first = "", second = ""] = text.split(" ");
  const verb = /^[A-Z][a-z]+ly$/.test(first) ? second : first;
  return /^[A-Za-z][a-z-]+s$/.test(verb) && !asides.test(verb);
}

/** For example "Set the logging parameters …" for PutBucketLogging. @param {string} text @param {string} operation */
function isOrder(text, operation) {
  const first = text.split(" ", 1)[0] ?? "";
  return orders.has(first) || (/^[A-Z][a-z]+$/.test(first) && operation.startsWith(first));
}

const orders = new Set(
  "Add Allow Associate Create Delete Describe Disable Enable Get List Modify Put Remove Retrieve Return Set Update".split(
    " ",
  ),
);

/** @param {string} text */
const sentencesOf = (text) => text.split(/(?<=[.!?]) (?=["'(]?[A-Z])/);

/** Whether it is about something other than what the operation does. @param {string} text */
export function isAside(text) {
  return (
    /^(Deprecated|\(Deprecated|DEPRECATED|Note|Important|We recommend|Starting|After|Only|End of|You must|You can't)\b/.test(
      text,
    ) ||
    /^(This|The \w+) (action|operation|API|method|command|feature|call|is|page|release)\b.{0,60}\b(deprecated|deprecation|superseded|no longer|not supported|might|only|documentation|used with|internal|preview)\b/.test(
      text,
    )
  );
}

/**
 * As many sentences of the first block as fit. If they introduce a list, as much of the list as fits follows; if
 * nothing fits, they are left out.
 */
function cut(/** @type {string[]} */ [first = "", ...list], /** @type {number} */ longest) {
  // a sentence that only points elsewhere says nothing here, and the link is there anyway
  const [opening = "", ...others] = sentencesOf(first);
  const sentences = [
    opening,
    ...others.filter(
      (sentence) => !/^(For (more|additional) |For information|See |To learn more|Learn more)/.test(sentence),
    ),
  ];
  if (sentences.length === 1 && first.endsWith(":")) {
    const text = fitting(first, list, longest);
    return clipped(text.length < [first, ...list].join(" ").length ? `${text} …` : text, longest);
  }
  while (
    sentences.length > 1 &&
    /:$|^(Valid values|The following)\b|\bfollowing\b[^.]{0,25}\.$/.test(sentences.at(-1) ?? "")
  ) {
    sentences.pop();
  }
  return clipped(fitting(sentences[0] ?? "", sentences.slice(1), longest), longest);
}

/** @param {string} text @param {string[]} more @param {number} longest */
function fitting(text, more, longest) {
  const end = more.findIndex((_, index) => [text, ...more.slice(0, index + 1)].join(" ").length > longest);
  return [text, ...(end < 0 ? more : more.slice(0, end))].join(" ");
}

/** IAM's description of an action. @param {string} text */
export const brief = (text) => cut([text.replaceAll(/\s+/g, " ").trim()], LONGEST);

/** Cuts the few sentences that are longer than any hover. @param {string} text @param {number} longest */
function clipped(text, longest) {
  return text.length <= longest + 20 ? text : `${text.slice(0, longest).replace(/\s+\S*$/, "")} …`;
}
