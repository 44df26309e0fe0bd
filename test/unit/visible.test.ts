import assert from "node:assert/strict";
import { visible } from "../../src/core/events/visible";

describe("visible", () => {
  const cases: [name: string, text: string, shown: string][] = [
    ["plain text stays", "arn:aws:iam::123456789012:user/Alice", "arn:aws:iam::123456789012:user/Alice"],
    ["other scripts and emoji stay", "アリス 🙂 مرحبا", "アリス 🙂 مرحبا"],
    ["line ends and tabs become pictures", "a\r\n\tb", "a␍␊␉b"],
    ["NUL, ESC and DEL become pictures", "\u0000\u001b\u007f", "␀␛␡"],
    ["C1 controls are named", "a\u0085b", "a⟨U+0085⟩b"],
    ["a changed reading direction is named", "abc\u202egpj.exe", "abc⟨U+202E⟩gpj.exe"],
    ["isolates and marks are named", "\u2066x\u2069\u200f", "⟨U+2066⟩x⟨U+2069⟩⟨U+200F⟩"],
    ["zero width characters are named", "Al\u200bice\ufeff", "Al⟨U+200B⟩ice⟨U+FEFF⟩"],
    ["tag characters are named", "a\u{e0041}", "a⟨U+E0041⟩"],
    ["controls of shorthand and music are named", "a\u{1bca0}\u{1d173}b", "a⟨U+1BCA0⟩⟨U+1D173⟩b"],
    ["half of a surrogate pair is named", "a\ud83db", "a⟨U+D83D⟩b"],
  ];
  for (const [name, text, shown] of cases) it(name, () => assert.equal(visible(text), shown));
});
