// Memory is taken from one end and never given back; whoever calls from outside makes sure by `reserve` that it need not
// grow while arrays over it are in use.

const PAGE: usize = 65536;
/** Behind everything taken: vectors may be read a little beyond a window's or a text's end. */
const SLACK: usize = 65536;

let top: usize = 0;

/** Zeroed, at an address divisible by 64. */
export function alloc(bytes: usize): usize {
  if (top == 0) top = (__heap_base + 63) & ~63;
  const at = top;
  top = (top + bytes + 63) & ~63;
  ensure(0);
  return at;
}

/** Without gaps between many small ones: at an address divisible by 8. */
@inline
export function allocSmall(bytes: usize): usize {
  const at = top;
  top += (bytes + 7) & ~7;
  if (top + SLACK > (memory.size() as usize) * PAGE) ensure(0);
  return at;
}

/** Grows memory so that `bytes` more can be taken without growing it. */
export function ensure(bytes: usize): void {
  const wanted: u64 = (top as u64) + bytes + SLACK;
  const have = (memory.size() as u64) * PAGE;
  if (wanted <= have) return;
  const most: u64 = 65536 * PAGE;
  const pages = (min(max(wanted, have + have / 4), most) - have + PAGE - 1) / PAGE;
  if (wanted > most || memory.grow(pages as i32) < 0) unreachable();
}
