/**
 * Ids of files in archives. Names may look like anything and come several times; an id is there once, and the same each time the
 * archive is read. In it "?" begins what is no part of a name: "??" is a question mark, "?2" the second of its name, and "?/" leads
 * into an archive in the archive.
 */

const INTO = "?/";

export function entryId(name: string, count = 1): string {
  const escaped = name.replaceAll("?", "??");
  return count === 1 && name !== "" ? escaped : `${escaped}?${count}`;
}

/** Of a file in an archive that is in another: the ids of both, the outer one first. */
export function wayOf(ids: readonly string[]): string {
  return ids.join(INTO);
}

/** The ids that {@link wayOf} has put together. */
export function idsOn(way: string): string[] {
  const ids = [""];
  for (const [part] of way.matchAll(/\?\/|\?.|[^?]+|\?$/gs)) {
    if (part === INTO) ids.push("");
    else ids[ids.length - 1] += part;
  }
  return ids;
}

/** What an id says, for people: a name, and the how manieth of its name it is. */
export function entryName(id: string): { name: string; count: number } {
  const [, escaped = "", count] = /^((?:[^?]|\?\?)*)(?:\?(\d+))?$/.exec(id) ?? [];
  return { name: escaped.replaceAll("??", "?"), count: Number(count ?? 1) };
}
