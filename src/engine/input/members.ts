import { entryId } from "../../core/shapes/entries";
import type { GzipDamage } from "./damaged";
import { isHidden } from "./walk";

/** A file in an archive. */
export interface Member {
  /** Unique in the archive, see {@link Entries}. */
  entry: string;
  /** Bytes that it takes in a zip, else bytes of the file itself. */
  size: number;
  /** Why it is not read; `code` is the detail of "unreadable". */
  passedOver?: "hidden" | "notAFile" | { code: string };
  /** Its bytes; request them before the next member. @throws {@link DamagedMember} after the last intact piece */
  pieces(): AsyncGenerator<Uint8Array>;
}

/** A member is not what its archive says, or is incomplete. All of its content was handed out before. */
export class DamagedMember extends Error {
  override name = "DamagedMember";
  constructor(readonly damage: GzipDamage) {
    super(`damaged member of an archive: ${damage}`);
  }
}

/**
 * What is wrong with an archive itself. "cut": it ends early. "noDirectory": a zip's list of files is missing or
 * damaged, and they were found without it. "extended": additional header data is damaged. A number: this many bytes
 * belong to no member.
 */
export type ArchiveDamage = "cut" | "noDirectory" | "extended" | number;

/** Gives each member its ID. */
export class Entries {
  readonly #seen = new Map<string, number>();

  next(name: string): string {
    const count = (this.#seen.get(name) ?? 0) + 1;
    this.#seen.set(name, count);
    return entryId(name, count);
  }
}

export function hiddenIn(entry: string): boolean {
  return entry.split("/").some((part) => part !== "." && part !== ".." && isHidden(part));
}
