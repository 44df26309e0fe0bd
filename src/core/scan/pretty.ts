/**
 * Indents JSON without interpreting its values: every token is copied as it is, so that large numbers, duplicate keys,
 * the order of keys and escapes stay evidence. There is no recursion, so nesting can have any depth.
 */
const INDENT = 2; // spaces per level
const DEEPEST_INDENT = 32; // levels; deeper lines are not indented further, because 100,000 levels would need gigabytes

const enum Byte {
  Newline = 0x0a,
  Space = 0x20,
  Quote = 0x22,
  Comma = 0x2c,
  Colon = 0x3a,
  OpenArray = 0x5b,
  Backslash = 0x5c,
  CloseArray = 0x5d,
  OpenObject = 0x7b,
  CloseObject = 0x7d,
}

const enum Expect {
  Value,
  ValueOrClose, // right after [
  KeyOrClose, // right after {
  Key,
  Colon,
  CommaOrClose,
  End,
}

/** The same JSON value, indented; the input itself if it is not one complete JSON value. */
export function pretty(json: Uint8Array): Uint8Array {
  const out = new Output(json.length * 2);
  const open: number[] = []; // the closing bracket of each open container
  let expect: Expect = Expect.Value;
  const afterValue = () => (open.length === 0 ? Expect.End : Expect.CommaOrClose);

  for (let at = 0; at < json.length; ) {
    const byte = json[at] as number;
    if (isSpace(byte)) {
      at++;
      continue;
    }
    switch (byte) {
      case Byte.OpenObject:
      case Byte.OpenArray:
        if (expect !== Expect.Value && expect !== Expect.ValueOrClose) return json;
        if (expect === Expect.ValueOrClose) out.line(open.length);
        out.byte(byte);
        open.push(byte + 2); // in ASCII, a closing bracket is two after the opening one
        expect = byte === Byte.OpenObject ? Expect.KeyOrClose : Expect.ValueOrClose;
        at++;
        break;
      case Byte.CloseObject:
      case Byte.CloseArray: {
        const empty = expect === (byte === Byte.CloseObject ? Expect.KeyOrClose : Expect.ValueOrClose);
        if ((!empty && expect !== Expect.CommaOrClose) || open.pop() !== byte) return json;
        if (!empty) out.line(open.length);
        out.byte(byte);
        expect = afterValue();
        at++;
        break;
      }
      case Byte.Comma:
        if (expect !== Expect.CommaOrClose) return json;
        out.byte(byte);
        out.line(open.length);
        expect = open.at(-1) === Byte.CloseObject ? Expect.Key : Expect.Value;
        at++;
        break;
      case Byte.Colon:
        if (expect !== Expect.Colon) return json;
        out.byte(byte);
        out.byte(Byte.Space);
        expect = Expect.Value;
        at++;
        break;
      default: {
        const end = byte === Byte.Quote ? endOfString(json, at) : endOfScalar(json, at);
        const isKey: boolean = expect === Expect.KeyOrClose || expect === Expect.Key;
        const isValue: boolean = expect === Expect.Value || expect === Expect.ValueOrClose;
        if (end < 0 || !(isValue || (isKey && byte === Byte.Quote))) return json;
        if (expect === Expect.KeyOrClose || expect === Expect.ValueOrClose) out.line(open.length);
        out.copy(json, at, end);
        expect = isKey ? Expect.Colon : afterValue();
        at = end;
      }
    }
  }
  return expect === Expect.End ? out.bytes() : json;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** The position after the closing quote; -1 if there is none. */
function endOfString(json: Uint8Array, start: number): number {
  for (let at = start + 1; at < json.length; at++) {
    if (json[at] === Byte.Backslash) at++;
    else if (json[at] === Byte.Quote) return at + 1;
  }
  return -1;
}

/** For numbers and words: copied without checks. */
function endOfScalar(json: Uint8Array, start: number): number {
  let at = start;
  for (; at < json.length; at++) {
    const byte = json[at] as number;
    if (isSpace(byte) || byte === Byte.Comma || byte === Byte.Colon || byte === Byte.Quote) break;
    if (byte === Byte.OpenArray || byte === Byte.CloseArray || byte === Byte.OpenObject || byte === Byte.CloseObject)
      break;
  }
  return at;
}

class Output {
  private room: Uint8Array;
  private length = 0;

  constructor(estimate: number) {
    this.room = new Uint8Array(estimate + 64);
  }

  byte(value: number): void {
    this.reserve(1);
    this.room[this.length++] = value;
  }

  line(depth: number): void {
    const spaces = INDENT * Math.min(depth, DEEPEST_INDENT);
    this.reserve(1 + spaces);
    this.room[this.length++] = Byte.Newline;
    this.room.fill(Byte.Space, this.length, this.length + spaces);
    this.length += spaces;
  }

  copy(from: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    this.room.set(from.subarray(start, end), this.length);
    this.length += end - start;
  }

  bytes(): Uint8Array {
    return this.room.slice(0, this.length);
  }

  private reserve(count: number): void {
    if (this.length + count <= this.room.length) return;
    const larger = new Uint8Array(Math.max(this.room.length * 2, this.length + count));
    larger.set(this.room.subarray(0, this.length));
    this.room = larger;
  }
}
