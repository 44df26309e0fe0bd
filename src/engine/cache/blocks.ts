/** Files of blocks. Each block has its kind, its length and a checksum, so that a damaged block is noticed. */
import fs from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import { type Block, paddedLength, Unusable } from "../exchange/block";
import type { Rest } from "../thread/turns";

export interface KeptBlock extends Block {
  kind: number;
}

const HEAD = 16; // bytes: kind, length, checksum, and 0
const PIECE = 512 * 1024; // bytes read at a time
const LARGEST = 1024 * 1024 * 1024; // bytes

export class BlockWriter {
  bytes = 0;

  constructor(private readonly handle: FileHandle) {}

  /** @param block its length is a {@link paddedLength} */
  async write(kind: number, block: Uint8Array): Promise<void> {
    const head = Int32Array.of(kind, block.length, crc32(block, kind), 0);
    await this.#append(new Uint8Array(head.buffer));
    await this.#append(block);
  }

  async #append(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.handle.write(bytes, done, bytes.length - done, this.bytes);
      done += bytesWritten;
      this.bytes += bytesWritten;
    }
  }
}

/**
 * Reads a file's blocks. The next piece is read while the current one is checked.
 * @param rest is called after each piece
 * @throws {@link Unusable} at the first damaged or missing block
 */
export async function* blocksOf(fd: number, rest: Rest): AsyncGenerator<KeptBlock> {
  const { size } = fs.fstatSync(fd);
  let next = beginning(fd, 0, size);
  try {
    while (next) {
      const block: Beginning = next;
      const { kind, buffer, length, position, expected } = block;
      let sum = kind;
      for (let done = 0; done < length; ) {
        const bytes = await block.piece;
        done += bytes.length;
        if (done < length) block.piece = pieceOf(fd, buffer, done, position);
        else next = beginning(fd, position + length, size);
        sum = crc32(bytes, sum);
        const turn = rest();
        if (turn !== undefined) await turn;
      }
      if ((sum | 0) !== expected) throw new Unusable("a block's sum");
      yield { kind, buffer, length };
    }
  } finally {
    await next?.piece.catch(() => undefined); // it reads from the file, which will be closed
  }
}

interface Beginning extends KeptBlock {
  /** Position of the block in the file. */
  position: number;
  expected: number;
  /** The piece of the block that is being read. */
  piece: Promise<Uint8Array>;
}

function beginning(fd: number, at: number, size: number): Beginning | undefined {
  if (at >= size) return undefined;
  const head = new Int32Array(HEAD / 4);
  if (fs.readSync(fd, head, 0, HEAD, at) < HEAD) throw endsEarly();
  const position = at + HEAD;
  const [kind = 0, length = 0, expected = 0, nothing] = head;
  if (nothing !== 0 || length <= 0 || length > LARGEST || length !== paddedLength(length) || position + length > size)
    throw new Unusable("a block's length");
  // not cleared first, because all of it is overwritten
  const buffer = Buffer.allocUnsafeSlow(length).buffer as ArrayBuffer;
  return { kind, buffer, length, position, expected, piece: pieceOf(fd, buffer, 0, position) };
}

function pieceOf(fd: number, buffer: ArrayBuffer, from: number, position: number): Promise<Uint8Array> {
  const piece = new Uint8Array(buffer, from, Math.min(PIECE, buffer.byteLength - from));
  const reading = read(fd, piece, position + from);
  reading.catch(() => undefined); // the code that awaits it gets the error
  return reading;
}

async function read(fd: number, into: Uint8Array, position: number): Promise<Uint8Array> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await readSome(fd, into, done, into.length - done, position + done);
    if (bytesRead === 0) throw endsEarly();
    done += bytesRead;
  }
  return into;
}

const readSome = promisify(fs.read);
const endsEarly = (): Unusable => new Unusable("the file's end");
