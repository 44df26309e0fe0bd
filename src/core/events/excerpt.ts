/** Shows any bytes as text in which nothing is hidden. */
import { visible } from "./visible";

export interface Excerpt {
  text: string;
  /** Start of the requested bytes within the text, in UTF-16 units. */
  start: number;
  end: number;
}

/** @param from start of the requested bytes; the bytes before it and after `to` only give orientation */
export function excerptOf(bytes: Uint8Array, from: number, to: number): Excerpt {
  // a character may be cut off at the beginning
  let begin = 0;
  while (begin < from && begin < 3 && isContinuation(bytes[begin])) begin++;
  const before = textOf(bytes.subarray(begin, from));
  const stretch = textOf(bytes.subarray(from, to));
  return {
    text: before + stretch + textOf(bytes.subarray(to)),
    start: before.length,
    end: before.length + stretch.length,
  };
}

/**
 * Line ends and tabs stay. Other control characters are made visible, and bytes that are not UTF-8 are written as
 * numbers.
 */
function textOf(bytes: Uint8Array): string {
  const parts: string[] = [];
  let at = 0;
  let good = 0;
  const flush = (): void => {
    if (good < at) parts.push(shown(decoder.decode(bytes.subarray(good, at))));
  };
  while (at < bytes.length) {
    const length = lengthOfCharacter(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    flush();
    parts.push(`⟨${(bytes[at] as number).toString(16).toUpperCase().padStart(2, "0")}⟩`);
    good = ++at;
  }
  flush();
  return parts.join("");
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function shown(text: string): string {
  return text
    .split(/(\r\n|[\n\t])/)
    .map((part, i) => (i % 2 === 1 ? part : visible(part)))
    .join("");
}

/** Returns 0 if no UTF-8 character begins here. */
function lengthOfCharacter(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  for (let i = 1; i < length; i++) if (!isContinuation(bytes[at + i])) return 0;
  // an overlong form, a surrogate, or a value beyond the last character
  const second = bytes[at + 1] as number;
  if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f)) return 0;
  if ((first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f)) return 0;
  return length;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
