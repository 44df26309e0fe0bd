/**
 * Whoever called AWS chose these texts: a user agent that reverses the reading direction or hides a line end must not
 * rearrange a label. Control characters are shown as pictures (␀ … ␡), and other invisible or direction-changing
 * characters as their numbers.
 */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|\u034f|[\u17b4\u17b5]|[\u180b-\u180d\u180f]|[\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu;

export function visible(text: string): string {
  return text.replace(hidden, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return "\u2421";
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}

/** As {@link visible}, and cut after so many UTF-16 units: a stranger's name can have megabytes. */
export function visibleUpTo(most: number, text: string): string {
  return visible(text.length > most ? `${text.slice(0, most)}…` : text);
}
