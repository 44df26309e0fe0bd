/** Texts of strangers, for the places where VS Code makes more of a text than a text. Free of VS Code, so that tests can read it. */
import { visible } from "../core/events/visible";

/** VS Code reads http, https, command and file here; another scheme may follow in another version. */
const link = /\](?=\([a-z][a-z0-9+.-]*:)/gi;
const icon = /\$(?=\([a-z0-9-]+(?:~[a-z]+)?\))/gi;

/**
 * The same text without a link (`[label](command:…)`) or an icon (`$(name)`). VS Code knows no way to write these as text, so a
 * space stands in them: whoever copies the text sees what was added, which a character without width would hide.
 */
export function inert(text: string): string {
  return visible(text).replace(link, "] ").replace(icon, "$ ");
}
