/** Files that hold files, told by their first bytes. */
export type ArchiveKind = "zip" | "tar" | "archive";

const TAR_HEADER = 512; // bytes
/** Of the sum that stands in it, and up to where. */
const SUM = 148;
const SUM_END = 156;

const marks: readonly [kind: ArchiveKind, bytes: readonly number[]][] = [
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["zip", [0x50, 0x4b, 0x05, 0x06]], // with nothing in it
  ["archive", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]], // 7z
  ["archive", [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]], // rar
  ["archive", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]], // xz
  ["archive", [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26]], // bzip2
  ["archive", [0x28, 0xb5, 0x2f, 0xfd]], // zstd
];

/** "archive" is one of a kind that is not read here. The first 512 bytes suffice; undefined for any other content. */
export function archiveKind(head: Uint8Array): ArchiveKind | undefined {
  for (const [kind, bytes] of marks)
    if (head[0] === bytes[0] && bytes.every((byte, i) => head[i] === byte)) return kind;
  return isTarHeader(head) ? "tar" : undefined;
}

/** The header's own sum must be right: neither JSON nor zeros have one by chance. */
function isTarHeader(head: Uint8Array): boolean {
  if (head.length < TAR_HEADER || head[0] === 0) return false;
  const told = String.fromCharCode(...head.subarray(SUM, SUM_END)).replace(/\0.*$/s, "");
  if (!/^ *[0-7]+ *$/.test(told)) return false;
  let sum = 0;
  for (let i = 0; i < TAR_HEADER; i++) sum += i >= SUM && i < SUM_END ? 0x20 : (head[i] as number);
  return Number.parseInt(told, 8) === sum;
}
