/** Kinds of archives, recognized by their first bytes. */
export type ArchiveKind = "zip" | "tar" | "archive";

/** A tar consists of blocks of this size: a file's header, then its content. */
export const TAR_BLOCK = 512;
/** Start and end of the checksum in a header. */
const SUM = 148;
const SUM_END = 156;

const marks: readonly [kind: ArchiveKind, bytes: readonly number[]][] = [
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["zip", [0x50, 0x4b, 0x05, 0x06]], // an empty zip
  ["archive", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]], // 7z
  ["archive", [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]], // rar
  ["archive", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]], // xz
  ["archive", [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26]], // bzip2
  ["archive", [0x28, 0xb5, 0x2f, 0xfd]], // zstd
];

/** "archive" is a kind that cannot be read. The first 512 bytes are enough; undefined for any other content. */
export function archiveKind(head: Uint8Array): ArchiveKind | undefined {
  for (const [kind, bytes] of marks)
    if (head[0] === bytes[0] && bytes.every((byte, i) => head[i] === byte)) return kind;
  return isTarHeader(head) ? "tar" : undefined;
}

/** The header's own checksum must be right: neither JSON nor zeros have a right one by chance. */
export function isTarHeader(head: Uint8Array): boolean {
  if (head.length < TAR_BLOCK) return false;
  const told = String.fromCharCode(...head.subarray(SUM, SUM_END)).replace(/\0.*$/s, "");
  if (!/^ *[0-7]+ *$/.test(told)) return false;
  const wanted = Number.parseInt(told, 8);
  let sum = 0;
  let signed = 0; // some old programs add signed bytes
  for (let i = 0; i < TAR_BLOCK; i++) {
    const byte = i >= SUM && i < SUM_END ? 0x20 : (head[i] as number);
    sum += byte;
    signed += byte < 0x80 ? byte : byte - 0x100;
  }
  return wanted === sum || wanted === signed;
}

const USTAR = [0x75, 0x73, 0x74, 0x61, 0x72] as const;
const USTAR_AT = 257;

/**
 * The position of the next header: anywhere if it has the mark of a header, else only at the beginning of a block.
 * @param before number of bytes in the archive's blocks before `bytes`
 * @returns -1 if there is no complete header
 */
export function findTarHeader(bytes: Uint8Array, from: number, before: number): number {
  const last = bytes.length - TAR_BLOCK;
  let block = from + ((TAR_BLOCK - ((before + from) % TAR_BLOCK)) % TAR_BLOCK);
  let mark = from + USTAR_AT - 1;
  let said = from - 1;
  const nextSaid = (): void => {
    do mark = bytes.indexOf(USTAR[0], mark + 1);
    while (mark >= 0 && !USTAR.every((byte, i) => bytes[mark + i] === byte));
    said = mark < 0 ? Number.POSITIVE_INFINITY : mark - USTAR_AT;
  };
  nextSaid();
  for (;;) {
    const at = Math.min(block, said);
    if (at > last) return -1;
    if (isTarHeader(bytes.subarray(at, at + TAR_BLOCK))) return at;
    if (block === at) block += TAR_BLOCK;
    if (said === at) nextSaid();
  }
}
