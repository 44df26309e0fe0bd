import os from "node:os";
import v8 from "node:v8";

/** Of the thread's heap; what lies there besides columns is little, but a thread that fills it ends at once. */
const HEAP_SHARE = 0.8;
/** Of the memory of the machine, or of the container it is. */
const MACHINE_SHARE = 0.5;
const CHECK_EVERY = 2 * 1024 * 1024; // bytes
const machine = Math.min(os.totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);

/** Reading has to stop, or the thread will. */
export class OutOfMemory extends Error {
  override name = "OutOfMemory";
  /** @param limit the setting's, if it is that; otherwise the machine has no more */
  constructor(readonly limit?: number) {
    super("not enough memory");
  }
}

/**
 * Throws {@link OutOfMemory} when the thread has taken what it may.
 * @param held bytes of the arrays that are in use: asked only when those that wait to be collected could make the difference
 */
export function checkMemory(limit: number, held: () => number): void {
  const { used_heap_size: heap, external_memory: arrays, heap_size_limit: largestHeap } = v8.getHeapStatistics();
  if (heap > HEAP_SHARE * largestHeap) throw new OutOfMemory();
  const most = Math.min(limit, MACHINE_SHARE * machine);
  if (heap + arrays <= most || heap + held() <= most) return;
  throw most === limit ? new OutOfMemory(limit) : new OutOfMemory();
}

/** Looks at the memory now and then while much is read: to ask for it costs as much as to read a few records. */
export class MemoryWatch {
  #unchecked = CHECK_EVERY;

  /** @param held see {@link checkMemory} */
  constructor(private readonly held: () => number) {}

  /** So many more bytes of content were read. */
  read(bytes: number, limit: number): void {
    this.#unchecked += bytes;
    if (this.#unchecked < CHECK_EVERY) return;
    checkMemory(limit, this.held);
    this.#unchecked = 0;
  }
}

/** Whether an array, a buffer or zlib's state could not be had. */
export function isFailedAllocation(error: unknown): boolean {
  if (error instanceof RangeError && /allocation failed|invalid (typed )?array( buffer)? length/i.test(error.message))
    return true;
  const code = (error as { code?: unknown } | undefined)?.code;
  return code === "ERR_MEMORY_ALLOCATION_FAILED" || code === "Z_MEM_ERROR" || code === "ENOMEM";
}
