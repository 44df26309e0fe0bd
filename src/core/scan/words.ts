/** Bytes as 32-bit words, because comparing, hashing and searching one byte at a time would be too slow. */

/** Views of the two arrays used last, a window's and that of a text in it: making one costs more than reading a value. */
let bytes: Uint8Array | undefined;
let view: Int32Array = new Int32Array(0);
let otherBytes: Uint8Array | undefined;
let otherView: Int32Array = view;

/** The words of an array that begins at an address divisible by four, as every new array does. */
export function wordsOf(b: Uint8Array): Int32Array {
  if (bytes === b) return view;
  const known = otherBytes === b ? otherView : new Int32Array(b.buffer, b.byteOffset, b.length >> 2);
  otherBytes = bytes;
  otherView = view;
  bytes = b;
  view = known;
  return known;
}

/** The four bytes at any position, little-endian. */
export function wordAt(words: Int32Array, p: number): number {
  const shift = (p & 3) << 3;
  const at = p >> 2;
  return shift === 0
    ? (words[at] as number)
    : ((words[at] as number) >>> shift) | ((words[at + 1] as number) << (32 - shift));
}

/** A text packed into words, padded with zeros. */
export function packed(text: Uint8Array): Int32Array {
  const words = new Int32Array((text.length + 3) >> 2);
  new Uint8Array(words.buffer).set(text);
  return words;
}
