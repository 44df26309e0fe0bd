import type { Stats } from "node:fs";

/** By what a file is known to be the one that was read, without reading it again. */
export interface Stamp {
  size: number;
  /** Milliseconds since 1970: of its content as far as somebody says so, and of whatever was changed about the file, which nobody can set back. */
  modified: number;
  changed: number;
  /** Another file by the same name has another. */
  file: string;
}

export function stampOf({ size, mtimeMs: modified, ctimeMs: changed, dev, ino }: Stats): Stamp {
  return { size, modified, changed, file: `${dev}:${ino}` };
}

export function isSameStamp(a: Stamp | undefined, b: Stamp | undefined): boolean {
  return (
    a !== undefined && a.size === b?.size && a.modified === b.modified && a.changed === b.changed && a.file === b.file
  );
}
