/** Event ids as AWS writes them: 36 characters, lower-case hex. Other spellings are texts like any other. */

const nibble = new Int8Array(256).fill(-1);
for (let i = 0; i < 16; i++) nibble["0123456789abcdef".charCodeAt(i)] = i;

/** Writes 16 bytes to `out[at…]`; false when the text is not such an id. */
export function parseGuid(b: Uint8Array, start: number, end: number, out: Uint8Array, at: number): boolean {
  if (end - start !== 36) return false;
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

export function formatGuid(bytes: Uint8Array, at: number): string {
  let text = "";
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += "-";
    text += hex[bytes[at + i] as number] as string;
  }
  return text;
}
