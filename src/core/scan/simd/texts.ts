import type { Dictionary } from "../dictionary";
import type { Memory } from "./machine";

const FIRST_ROOM = 4096;

/** WebAssembly memory for texts from elsewhere. */
export class Carrier {
  #at: number;
  #room = FIRST_ROOM;

  constructor(readonly memory: Memory) {
    this.#at = memory.machine.alloc(FIRST_ROOM);
    memory.renew();
  }

  /** The address of these bytes in WebAssembly memory, to be used at once. */
  carry(b: Uint8Array, start: number, end: number): number {
    const { memory } = this;
    memory.renewIfMoved();
    if (b.buffer === memory.buffer) return b.byteOffset + start;
    const length = end - start;
    if (length + 64 > this.#room) {
      memory.machine.giveBack(this.#at, this.#room);
      this.#room = (length + 64) * 2;
      this.#at = memory.machine.alloc(this.#room);
      memory.renew();
    }
    const { bytes } = memory;
    const at = this.#at;
    if (length > 64) bytes.set(b.subarray(start, end), at);
    else for (let i = 0; i < length; i++) bytes[at + i] = b[start + i] as number;
    return at;
  }
}

/** A dictionary in WebAssembly memory. */
export class MachineDictionary implements Dictionary {
  readonly #texts: (string | undefined)[] = [""];

  constructor(
    private readonly carrier: Carrier,
    private readonly number: number,
  ) {}

  get size(): number {
    return this.carrier.memory.machine.count(this.number);
  }

  get bytes(): number {
    return this.carrier.memory.machine.bytesOf(this.number);
  }

  intern(b: Uint8Array, start: number, end: number): number {
    const { carrier, number } = this;
    const id = carrier.memory.machine.intern(number, carrier.carry(b, start, end), end - start);
    carrier.memory.renewIfMoved();
    return id;
  }

  internText(text: string): number {
    const bytes = encoder.encode(text);
    return this.intern(bytes, 0, bytes.length);
  }

  internAll(texts: Uint8Array, lengths: Uint32Array): void {
    const { memory } = this.carrier;
    const at = this.#carryAll(texts, lengths);
    memory.machine.internAll(this.number, at, lengths.length);
    memory.renewIfMoved();
    lengths.set(memory.words.subarray(at >> 2, (at >> 2) + lengths.length));
  }

  addAll(texts: Uint8Array, lengths: Uint32Array): void {
    const { memory } = this.carrier;
    memory.machine.addAll(this.number, this.#carryAll(texts, lengths), lengths.length);
    memory.renewIfMoved();
  }

  /** Copies everything at once: copying a second time would overwrite the first. */
  #carryAll(texts: Uint8Array, lengths: Uint32Array): number {
    const both = new Uint8Array(lengths.byteLength + texts.length);
    both.set(new Uint8Array(lengths.buffer, lengths.byteOffset, lengths.byteLength));
    both.set(texts, lengths.byteLength);
    return this.carrier.carry(both, 0, both.length);
  }

  find(text: string): number {
    const bytes = encoder.encode(text);
    const { carrier, number } = this;
    return carrier.memory.machine.find(number, carrier.carry(bytes, 0, bytes.length), bytes.length);
  }

  text(id: number): string {
    const known = this.#texts[id];
    if (known !== undefined) return known;
    const made = decoder.decode(this.utf8(id));
    this.#texts[id] = made;
    return made;
  }

  utf8(id: number): Uint8Array {
    if (id === 0) return nothing;
    const { memory } = this.carrier;
    memory.renewIfMoved();
    const at = memory.machine.addressOf(this.number, id);
    const length = memory.words[(at >> 2) - 1] as number;
    return memory.bytes.subarray(at, at + length);
  }
}

const nothing = new Uint8Array(0);
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
