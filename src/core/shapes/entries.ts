/**
 * IDs of files in archives. Names can look like anything and occur several times, but an ID is unique, and the same
 * each time the archive is read. In an ID, "?" marks what is not part of a name: "??" is a question mark, "?2" the
 * second file with the name, and "?/" leads into an archive in the archive.
 */

const INTO = "?/";

export function entryId(name: string, count = 1): string {
  const escaped = name.replaceAll("?", "??");
  return count === 1 && name !== "" ? escaped : `${escaped}?${count}`;
}

/** Joins the IDs for a file in nested archives, the outer one first. */
export function wayOf(ids: readonly string[]): string {
  return ids.join(INTO);
}

/** Splits what {@link wayOf} joined. */
export function idsOn(way: string): string[] {
  const ids = [""];
  for (const [part] of way.matchAll(/\?\/|\?.|[^?]+|\?$/gs)) {
    if (part === INTO) ids.push("");
    else ids[ids.length - 1] += part;
  }
  return ids;
}

/** The readable parts of an ID: a name, and the number among files with the same name. */
export function entryName(id: string): { name: string; count: number } {
  const [, escaped = "", count] = /^((?:[^?]|\?\?)*)(?:\?(\d+))?$/.exec(id) ?? [];
  return { name: escaped.replaceAll("??", "?"), count: Number(count ?? 1) };
}
