// Memory is allocated from one end; large released blocks are reused first. Callers from outside use `reserve` to make
// sure that it does not grow while arrays over it are in use.

const PAGE: usize = 65536;
/** Bytes after all allocated memory: vectors may be read a little beyond the end of a window or a text. */
const SLACK: usize = 65536;

/** Smaller blocks are not worth searching. */
const LARGE: usize = 4096;
/** Released blocks: address and size of each. */
const MOST_FREE: usize = 64;

let top: usize = 0;
let free: usize = 0;
let freeCount: usize = 0;

/** Returns zeroed memory at an address divisible by 64. */
export function alloc(bytes: usize): usize {
  const size = (bytes + 63) & ~63;
  if (top == 0) {
    free = (__heap_base + 63) & ~63;
    top = free + MOST_FREE * 8;
  }
  if (size >= LARGE) {
    const known = takeAgain(size);
    if (known != 0) return known;
  }
  const at = top;
  top += size;
  ensure(0);
  return at;
}

/** Reuses the first block that is large enough; the rest of it stays free. */
function takeAgain(size: usize): usize {
  for (let i: usize = 0; i < freeCount; i++) {
    const entry = free + i * 8;
    const has = load<u32>(entry, 4) as usize;
    if (has < size) continue;
    const at = load<u32>(entry) as usize;
    if (has - size >= LARGE) {
      store<u32>(entry, (at + size) as u32);
      store<u32>(entry, (has - size) as u32, 4);
    } else store<u64>(entry, load<u64>(free + --freeCount * 8));
    memory.fill(at, 0, size);
    return at;
  }
  return 0;
}

/** Releases memory from {@link alloc}. */
export function giveBack(at: usize, bytes: usize): void {
  const size = (bytes + 63) & ~63;
  if (size < LARGE || freeCount == MOST_FREE) return;
  const entry = free + freeCount++ * 8;
  store<u32>(entry, at as u32);
  store<u32>(entry, size as u32, 4);
}

/** Without gaps between many small blocks: at an address divisible by 8. */
@inline
export function allocSmall(bytes: usize): usize {
  const at = top;
  top += (bytes + 7) & ~7;
  if (top + SLACK > (memory.size() as usize) * PAGE) ensure(0);
  return at;
}

/** Grows memory so that `bytes` more can be allocated without growing it. */
export function ensure(bytes: usize): void {
  const wanted: u64 = (top as u64) + bytes + SLACK;
  const have = (memory.size() as u64) * PAGE;
  if (wanted <= have) return;
  const most: u64 = 65536 * PAGE;
  const pages = (min(max(wanted, have + have / 4), most) - have + PAGE - 1) / PAGE;
  if (wanted > most || memory.grow(pages as i32) < 0) unreachable();
}
