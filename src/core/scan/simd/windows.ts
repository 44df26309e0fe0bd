import { PAD, type Window } from "../scanner";
import type { Memory } from "./machine";

/** Windows in WebAssembly memory. Released windows are used again. */
export class MachineWindows {
  readonly #free = new Map<number, number[]>();

  constructor(private readonly memory: Memory) {}

  open(bytes: number): Window {
    return new MachineWindow(this.memory, this, bytes);
  }

  take(room: number): number {
    const at = this.#free.get(room)?.pop();
    if (at !== undefined) return at;
    const made = this.memory.machine.alloc(room);
    this.memory.renew();
    return made;
  }

  giveBack(at: number, room: number): void {
    const free = this.#free.get(room);
    if (free) free.push(at);
    else this.#free.set(room, [at]);
  }
}

class MachineWindow implements Window {
  #at: number;
  #room: number;
  #bytes: Uint8Array;
  #closed = false;

  constructor(
    private readonly memory: Memory,
    private readonly windows: MachineWindows,
    bytes: number,
  ) {
    this.#room = roomFor(bytes);
    this.#at = windows.take(this.#room);
    this.#bytes = memory.bytes.subarray(this.#at, this.#at + this.#room);
    this.#bytes.fill(0, 0, PAD); // another window may have used it
  }

  get bytes(): Uint8Array {
    if (this.#bytes.buffer !== this.memory.buffer)
      this.#bytes = this.memory.bytes.subarray(this.#at, this.#at + this.#room);
    return this.#bytes;
  }

  grow(bytes: number): void {
    const room = roomFor(bytes);
    const at = this.windows.take(room);
    this.memory.bytes.copyWithin(at, this.#at, this.#at + this.#room);
    this.windows.giveBack(this.#at, this.#room);
    this.#at = at;
    this.#room = room;
    this.#bytes = this.memory.bytes.subarray(at, at + room);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.windows.giveBack(this.#at, this.#room);
  }
}

/** Uses few sizes, so that a released window fits the next reader: a power of two and the padding after the content. */
function roomFor(bytes: number): number {
  let room = 64;
  while (room < bytes - PAD) room *= 2;
  return room + PAD;
}
