import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { fileBytes, type Inflating } from "../input/content";
import { Odd } from "../input/damaged";
import type { Piece } from "../input/gzipReader";
import { newGzipStream } from "../input/gzipStream";
import { HelperThread } from "./helperThread";

/** Pieces that are made in advance, so that the threads rarely wait for each other. */
const PIECES = 8;
const PIECE = 512 * 1024; // bytes
/** Bytes of the content: its beginning is read directly while the thread starts. */
const BEGINNING = 32 * 1024 * 1024;

/** The request to a thread that decompresses a file. */
export interface InflateAsked {
  /** The identity in Bytes: ensures that it is still the same file. */
  inflate: { path: string; identity: string; from: number };
  port: MessagePort;
}

/** The thread's answers; zlib reports anything odd. Pieces come back to be filled again. */
type Told = { at: number; memory: ArrayBuffer; length: number; packed: number } | "end" | "odd";

/** In the thread: fills pieces as long as there are any. */
export function inflateFor({ inflate, port }: InflateAsked): void {
  const tell = (told: Told, handedOver: ArrayBuffer[] = []): void => port.postMessage(told, handedOver);
  let fill: (memory: ArrayBuffer) => void;
  try {
    fill = filling(inflate, tell);
  } catch {
    tell("odd");
    return;
  }
  port.on("message", fill);
  for (let i = 0; i < PIECES; i++) fill(new ArrayBuffer(PIECE));
}

function filling(
  { path, identity, from }: InflateAsked["inflate"],
  tell: (told: Told, handedOver?: ArrayBuffer[]) => void,
) {
  const bytes = fileBytes(path);
  let position = 0;
  const stream = newGzipStream((into) => {
    const read = bytes.read(into, position);
    position += read;
    return read;
  });
  if (!stream || bytes.identity !== identity) throw new Odd();
  let at = 0;
  let isOver = false;
  return (memory: ArrayBuffer): void => {
    if (isOver) return;
    try {
      for (let next = 0; ; at += next) {
        next = stream.next(new Uint8Array(memory));
        if (next === 0) break;
        if (at + next <= from) continue; // already read
        tell({ at, memory, length: next, packed: stream.packed }, [memory]);
        at += next;
        return;
      }
      tell("end");
    } catch {
      tell("odd"); // whatever it is, zlib finds it, too
    }
    isOver = true;
    bytes.close();
  };
}

/** A thread that decompresses one large file while this thread reads the content. */
export class InflatingThread implements Inflating {
  readonly #thread: HelperThread<InflateAsked, never>;
  readonly #port: MessagePort;
  readonly #told: Told[] = [];
  #wake = (): void => undefined;

  /** @param failed called when the thread ends unexpectedly */
  constructor(
    path: string,
    identity: string,
    failed: (why: string) => void,
    private readonly beginning = BEGINNING,
    file?: string,
  ) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#port.on("message", (told: Told) => this.#hear(told));
    const over = (why?: string): void => {
      if (why !== undefined) failed(why);
      this.#hear("odd");
    };
    this.#thread = new HelperThread(() => undefined, over, { file });
    this.#thread.ask({ inflate: { path, identity, from: beginning }, port: port2 }, [port2]);
  }

  #hear(told: Told): void {
    this.#told.push(told);
    this.#wake();
  }

  /**
   * The whole content. A piece is valid until the next one is requested.
   * @param first also yields the content; its beginning is taken from there
   * @throws {@link Odd} after the last intact piece
   */
  async *pieces(first: AsyncIterable<Piece>): AsyncGenerator<Piece> {
    let given = 0;
    for await (const piece of first) {
      yield piece;
      given += piece.out.length;
      if (given >= this.beginning) break;
    }
    if (given < this.beginning) return;
    for (;;) {
      const told = this.#told.shift() ?? (receiveMessageOnPort(this.#port)?.message as Told | undefined);
      if (told === undefined) await new Promise<void>((resolve) => (this.#wake = resolve));
      else if (told === "end") return;
      else if (told === "odd") throw new Odd();
      else {
        const { at, memory, length, packed } = told;
        yield { at, out: new Uint8Array(memory, 0, length), packed };
        this.#port.postMessage(memory, [memory]);
      }
    }
  }

  close(): void {
    this.#port.close();
    this.#thread.end();
  }
}
