import type { Stats } from "node:fs";

/** Identifies the version of a file that was read, without reading it again. */
export interface Stamp {
  size: number;
  /**
   * Milliseconds since 1970: of the last change of its content, which can be set, and of any change to the file, which
   * cannot.
   */
  modified: number;
  changed: number;
  /** Another file with the same name has another value. */
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
