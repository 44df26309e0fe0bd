import os from "node:os";
import v8 from "node:v8";

/** Share of the thread's heap. Little besides columns is there, but a thread that fills its heap ends at once. */
const HEAP_SHARE = 0.8;
/** Share of the memory of the machine or container. */
const MACHINE_SHARE = 0.5;
const CHECK_EVERY = 2 * 1024 * 1024; // bytes
const machine = Math.min(os.totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);

/** Reading has to stop, or the thread would end. */
export class OutOfMemory extends Error {
  override name = "OutOfMemory";
  /** @param limit the setting's, if that was reached; otherwise the machine has no more memory */
  constructor(readonly limit?: number) {
    super("not enough memory");
  }
}

/**
 * @throws {@link OutOfMemory} if the thread uses as much as it may
 * @param held returns the bytes of arrays in use; called only if arrays waiting to be collected could make the
 * difference
 */
export function checkMemory(limit: number, held: () => number): void {
  const { used_heap_size: heap, external_memory: arrays, heap_size_limit: largestHeap } = v8.getHeapStatistics();
  if (heap > HEAP_SHARE * largestHeap) throw new OutOfMemory();
  const most = Math.min(limit, MACHINE_SHARE * machine);
  if (heap + arrays <= most || heap + held() <= most) return;
  throw most === limit ? new OutOfMemory(limit) : new OutOfMemory();
}

/** Checks the memory from time to time: asking for it costs as much as reading a few records. */
export class MemoryWatch {
  #unchecked = CHECK_EVERY;

  /** @param held see {@link checkMemory} */
  constructor(private readonly held: () => number) {}

  /** Counts bytes of content that were read. */
  read(bytes: number, limit: number): void {
    this.#unchecked += bytes;
    if (this.#unchecked < CHECK_EVERY) return;
    checkMemory(limit, this.held);
    this.#unchecked = 0;
  }
}

/** Whether an array, a buffer or zlib's state could not be allocated. */
export function isFailedAllocation(error: unknown): boolean {
  if (error instanceof RangeError && /allocation failed|invalid (typed )?array( buffer)? length/i.test(error.message))
    return true;
  const code = (error as { code?: unknown } | undefined)?.code;
  return code === "ERR_MEMORY_ALLOCATION_FAILED" || code === "Z_MEM_ERROR" || code === "ENOMEM";
}
