import { Readable } from "node:stream";
import { extract } from "tar-stream";
import { PIECE } from "./content";
import { isHidden } from "./walk";

/** A file in an archive. */
export interface Member {
  /** Its path there; each is only once. */
  entry: string;
  /** Bytes it takes in a zip, else bytes of the file itself. */
  size: number;
  /** Why it is not read; the code of "unreadable" behind it. */
  passedOver?: "hidden" | "notAFile" | { code: string };
  /** Its bytes; to be asked for before the next member is. Throws {@link DamagedMember} behind the last good piece. */
  pieces(): AsyncGenerator<Uint8Array>;
}

/** The compressed data of a member is broken or ends early. */
export class DamagedMember extends Error {
  override name = "DamagedMember";
}
/** The archive itself is broken: what comes behind cannot be found. */
export class DamagedArchive extends Error {
  override name = "DamagedArchive";
}

/** Of a tar, compressed or not, one after the other: there is no other way to find them. */
export async function* tarMembers(content: AsyncIterable<Uint8Array>): AsyncGenerator<Member> {
  const tar = extract(anyTar);
  let failure: unknown;
  const source = Readable.from(copies(content), { objectMode: true, highWaterMark: 1 });
  source.on("error", (error) => {
    failure = error;
    tar.destroy(error);
  });
  source.pipe(tar);
  const names = new Names();
  try {
    for await (const stream of tar) {
      const { name, size = 0, type } = stream.header;
      if (type === "directory") stream.resume();
      else {
        let taken = false;
        yield {
          entry: names.once(name),
          size,
          ...(type !== "file" && type !== "contiguous-file"
            ? { passedOver: "notAFile" as const }
            : hiddenIn(name)
              ? { passedOver: "hidden" as const }
              : {}),
          async *pieces() {
            taken = true;
            try {
              yield* stream as AsyncIterable<Uint8Array>;
            } catch (error) {
              throw failure ?? new DamagedMember(String(error));
            }
          },
        };
        if (!taken) stream.resume();
      }
    }
  } catch (error) {
    throw failure ?? new DamagedArchive(error instanceof Error ? error.message : String(error));
  } finally {
    source.destroy();
    tar.destroy();
  }
}

/** Older than "ustar", too; the option is missing in the library's types. */
const anyTar = { allowUnknownFormat: true, highWaterMark: PIECE };

/** A piece is only good until the next one; the tar keeps several. */
async function* copies(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(piece);
}

/** Two members of one name are told apart: later ones of a tar take the place of earlier ones, but both are evidence. */
export class Names {
  readonly #seen = new Map<string, number>();

  once(name: string): string {
    const count = (this.#seen.get(name) ?? 0) + 1;
    this.#seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  }
}

export function hiddenIn(entry: string): boolean {
  return entry.split("/").some((part) => part !== "." && part !== ".." && isHidden(part));
}
