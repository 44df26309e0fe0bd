/** Repeatable random numbers: the same seed gives the same sequence on every machine (sfc32). */
export class Random {
  private a: number;
  private b = 0x9e3779b9;
  private c = 0x243f6a88;
  private counter = 1;

  constructor(seed: number) {
    this.a = seed | 0;
    for (let i = 0; i < 15; i++) this.bits();
  }

  /** 32 random bits, as a whole number ≥ 0. */
  bits(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** 0 ≤ x < 1 */
  unit(): number {
    return this.bits() / 0x1_0000_0000;
  }

  below(end: number): number {
    return Math.floor(this.unit() * end);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** Like {@link pick}, but early entries are much more frequent: a few callers make most calls. */
  favourite<T>(list: readonly T[]): T {
    const unit = this.unit();
    return list[Math.floor(unit * unit * unit * list.length)]!;
  }

  hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += this.bits().toString(16).padStart(8, "0");
    return text.slice(0, digits);
  }

  uuid(): string {
    const digits = this.hex(30);
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-a${digits.slice(15, 18)}-${digits.slice(18)}`;
  }

  capitals(count: number): string {
    let text = "";
    for (let i = 0; i < count; i++) text += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[this.bits() >>> 27]!;
    return text;
  }

  /** Looks like base64; made seven random characters at a time, because tokens are long. */
  token(length: number): string {
    let text = "";
    while (text.length < length) text += `${this.bits().toString(36)}/${this.bits().toString(36).toUpperCase()}+`;
    return text.slice(0, length);
  }
}
