/** Handles texts of strangers where VS Code interprets a text. Does not import VS Code, so that tests can load it. */
import { visible } from "../core/events/visible";

/** VS Code handles http, https, command and file here; another version may add schemes. */
const link = /\](?=\([a-z][a-z0-9+.-]*:)/gi;
const icon = /\$(?=\([a-z0-9-]+(?:~[a-z]+)?\))/gi;

/**
 * The same text without a link (`[label](command:…)`) or an icon (`$(name)`). VS Code has no way to escape these, so a
 * space is inserted: whoever copies the text sees what was added, unlike a zero-width character.
 */
export function inert(text: string): string {
  return visible(text).replace(link, "] ").replace(icon, "$ ");
}
