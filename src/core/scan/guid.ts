/**
 * IDs in 16 bytes: GUIDs as AWS writes them (36 characters, lower-case hex), and texts of 16 characters, as in Amazon
 * S3's request IDs. Other spellings are stored as texts.
 */

import { IdKind } from "./scanner";

const nibble = new Int8Array(256).fill(-1);
for (let i = 0; i < 16; i++) nibble["0123456789abcdef".charCodeAt(i)] = i;

/** Writes 16 bytes to `out[at…]` and returns their kind, which is `none` if the text is not such an ID. */
export function readId(b: Uint8Array, start: number, end: number, out: Uint8Array, at: number): number {
  if (end - start === 36) return parseGuid(b, start, out, at) ? IdKind.guid : IdKind.none;
  if (end - start !== 16) return IdKind.none;
  for (let i = 0; i < 16; i++) {
    const c = b[start + i] as number;
    if (c < 0x20 || c > 0x7e) return IdKind.none;
    out[at + i] = c;
  }
  return IdKind.text;
}

function parseGuid(b: Uint8Array, start: number, out: Uint8Array, at: number): boolean {
  let p = start;
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) {
      if (b[p] !== 0x2d) return false;
      p++;
    }
    const value = ((nibble[b[p] as number] as number) << 4) | (nibble[b[p + 1] as number] as number);
    if (value < 0) return false;
    out[at + i] = value;
    p += 2;
  }
  return true;
}

const hex = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));

export function formatId(kind: number, bytes: Uint8Array, at: number): string {
  if (kind === IdKind.text) return String.fromCharCode(...bytes.subarray(at, at + 16));
  let text = "";
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += "-";
    text += hex[bytes[at + i] as number] as string;
  }
  return text;
}
