import { equal } from "node:assert/strict";
import { excerptOf } from "../../src/core/events/excerpt";

/** The excerpt with the requested part in brackets. */
function marked(bytes: Uint8Array, from: number, to: number): string {
  const { text, start, end } = excerptOf(bytes, from, to);
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
}

describe("an excerpt", () => {
  const cases: [name: string, bytes: string | number[], from: number, to: number, is: string][] = [
    ["shows the stretch and what is around it", '{"a":1}{"b"', 7, 11, '{"a":1}[{"b"]'],
    ["keeps line ends and tabs", "a\n\tb\r\nc", 2, 4, "a\n[\tb]\r\nc"],
    ["shows other controls", "a\u0000\u001b[31m\rb\u202e", 1, 7, "a[␀␛[31m]␍b⟨U+202E⟩"],
    ["keeps characters of any length whole", "é€🙂é", 2, 9, "é[€🙂]é"],
    ["leaves out a character that is cut at its beginning", [0x82, 0xac, 0x61, 0x62], 3, 4, "a[b]"],
    ["names bytes that are no UTF-8", [0x61, 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80], 1, 7, "a[⟨FF⟩⟨C3⟩(⟨ED⟩⟨A0⟩⟨80⟩]"],
    ["names a character that ends too early", [0x61, 0xe2, 0x82], 0, 3, "[a⟨E2⟩⟨82⟩]"],
    ["may be of nothing", "ab", 2, 2, "ab[]"],
  ];
  for (const [name, bytes, from, to, is] of cases) {
    it(name, () =>
      equal(marked(typeof bytes === "string" ? new TextEncoder().encode(bytes) : Uint8Array.from(bytes), from, to), is),
    );
  }
});
