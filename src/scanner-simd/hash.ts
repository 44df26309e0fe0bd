// Hashes of texts and tuples, with secrets, so that nobody can write texts that collide.

import { alloc } from "./memory";

export const TINY: usize = 16; // bytes that are hashed and compared at once
export const SHORT: usize = 32; // bytes that are hashed and compared in two steps
/** Number of bytes that have position secrets. */
const KEYED: usize = 1024;

let m1: u64 = 0;
let m2: u64 = 0;
let m3: u64 = 0;
let m4: u64 = 0;
let keys: usize = 0;
/** 32 bytes of ones, then 32 of zeros: loading at 32 - n gives a mask of the first n bytes. */
let keep: usize = 0;

let state: u64 = 0;
function secret(): u64 {
  state += 0x9e3779b97f4a7c15;
  let z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return (z ^ (z >> 31)) | 1;
}

export function setUpHashes(seed: u32): void {
  state = seed;
  m1 = secret();
  m2 = secret();
  m3 = secret();
  m4 = secret();
  keep = alloc(64);
  memory.fill(keep, 255, 32);
  keys = alloc(KEYED + 32);
  for (let i: usize = 0; i < KEYED + 32; i += 8) store<u64>(keys + i, secret());
}

/** The `n` bytes at `p`, at most {@link TINY}, padded with zeros. */
@inline
export function tiny(p: usize, n: usize): v128 {
  return v128.and(v128.load(p), v128.load(keep + 32 - n));
}

@inline
function mixed(g: u64): u32 {
  g ^= g >> 32;
  g *= 0xd6e8feb86659fd93;
  return (g >> 32) as u32;
}

export function hashOf(p: usize, n: usize): u32 {
  if (n <= TINY) return hashOfTiny(tiny(p, n), n);
  return n <= SHORT ? hashOfShort(v128.load(p), v128.load(p + n - 16), n) : hashOfLong(p, n);
}

@inline
export function hashOfTiny(a: v128, n: usize): u32 {
  let g = ((i64x2.extract_lane(a, 0) as u64) ^ (n as u64)) * m1;
  g ^= rotl<u64>((i64x2.extract_lane(a, 1) as u64) * m2, 29);
  return mixed(g);
}

@inline
export function hashOfShort(a: v128, b: v128, n: usize): u32 {
  let g = ((i64x2.extract_lane(a, 0) as u64) ^ (n as u64)) * m1;
  g ^= rotl<u64>((i64x2.extract_lane(a, 1) as u64) * m2, 29);
  g += rotl<u64>((i64x2.extract_lane(b, 0) as u64) * m3, 17) ^ rotl<u64>((i64x2.extract_lane(b, 1) as u64) * m4, 41);
  return mixed(g);
}

@inline
export function hashOfLong(p: usize, n: usize): u32 {
  return n <= KEYED ? hashOfKeyed(p, n) : hashOfLongest(p, n);
}

/**
 * NH, the hash of UMAC (RFC 4418): sums of products of words, each with the secret of its position, so that no product
 * depends on another.
 */
@inline
function hashOfKeyed(p: usize, n: usize): u32 {
  let low = i64x2.splat(0);
  let high = i64x2.splat(0);
  let i: usize = 0;
  for (; i + 32 < n; i += 32) {
    const a = i32x4.add(v128.load(p + i), v128.load(keys + i));
    const b = i32x4.add(v128.load(p + i, 16), v128.load(keys + i, 16));
    low = i64x2.add(low, i64x2.extmul_low_i32x4_u(a, b));
    high = i64x2.add(high, i64x2.extmul_high_i32x4_u(a, b));
  }
  const a = i32x4.add(v128.load(p + n - 32), v128.load(keys + KEYED));
  const b = i32x4.add(v128.load(p + n - 16), v128.load(keys + KEYED, 16));
  low = i64x2.add(low, i64x2.extmul_low_i32x4_u(a, b));
  high = i64x2.add(high, i64x2.extmul_high_i32x4_u(a, b));
  return hashOfSum(i64x2.add(low, high), n);
}

function hashOfLongest(p: usize, n: usize): u32 {
  let g1: u64 = (n as u64) * m3;
  let g2: u64 = m4;
  for (let i: usize = 0; i + 16 <= n; i += 16) {
    g1 = (g1 ^ load<u64>(p + i)) * m1;
    g2 = (g2 ^ load<u64>(p + i, 8)) * m2;
    g1 ^= g1 >> 32;
    g2 ^= g2 >> 29;
  }
  g1 = (g1 ^ load<u64>(p + n - 16)) * m1;
  g2 = (g2 ^ load<u64>(p + n - 8)) * m2;
  return mixed(g1 ^ (g1 >> 33) ^ g2 ^ (g2 >> 31));
}

/** The longest tuple, in bytes. */
export const LARGEST: usize = 128;

/** Adds one more vector, at byte `i` of a tuple, to the NH sum. */
@inline
export function added(sum: v128, parts: v128, i: usize): v128 {
  const v = i32x4.add(parts, v128.load(keys + KEYED - LARGEST + i));
  const a = i8x16.shuffle(v, v, 0, 1, 2, 3, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11);
  const b = i8x16.shuffle(v, v, 4, 5, 6, 7, 12, 13, 14, 15, 4, 5, 6, 7, 12, 13, 14, 15);
  return i64x2.add(sum, i64x2.extmul_low_i32x4_u(a, b));
}

/** Finishes an NH hash over `n` bytes. */
@inline
export function hashOfSum(sum: v128, n: usize): u32 {
  const g = ((i64x2.extract_lane(sum, 0) as u64) ^ (n as u64)) * m1;
  return mixed(g ^ rotl<u64>((i64x2.extract_lane(sum, 1) as u64) * m2, 29));
}
