/**
 * Notes in memory that outlives the thread what the engine's thread is reading, so that it is known when the thread
 * ends.
 */

const LONGEST = 64 * 1024; // UTF-16 units; longer URIs are not noted
const STARTED = 0;
const LENGTH = 1;
const TAKEN = 2;
const HEADER = 12; // bytes

export function blackBoxMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEADER + LONGEST * 2);
}

export class BlackBox {
  readonly #header: Int32Array;
  readonly #units: Uint16Array;
  #written = "";

  constructor(memory: SharedArrayBuffer) {
    this.#header = new Int32Array(memory, 0, 3);
    this.#units = new Uint16Array(memory, HEADER);
  }

  /** The thread answers questions now. */
  started(): void {
    this.#header[STARTED] = 1;
  }

  /** A question arrived; question numbers increase. */
  took(id: number): void {
    this.#header[TAKEN] = id;
  }

  /** Called before each unit of work on a log, so it costs nothing while the log stays the same. */
  reading(uri: string): void {
    if (uri === this.#written) return;
    this.#written = uri;
    const length = uri.length <= LONGEST ? uri.length : 0;
    for (let i = 0; i < length; i++) this.#units[i] = uri.charCodeAt(i);
    this.#header[LENGTH] = length;
  }

  /** The thread is doing something else. */
  clear(): void {
    if (this.#written !== "") this.reading("");
  }

  get hasStarted(): boolean {
    return this.#header[STARTED] === 1;
  }

  hasTaken(id: number): boolean {
    return id <= (this.#header[TAKEN] ?? 0);
  }

  /** The log that was being read; undefined if there was none. */
  get uri(): string | undefined {
    let uri = "";
    for (let i = 0; i < (this.#header[LENGTH] ?? 0); i++) uri += String.fromCharCode(this.#units[i] ?? 0);
    return uri === "" ? undefined : uri;
  }
}
