import { idsOn, wayOf } from "../../core/shapes/entries";

/** URIs of what lies in a folder or an archive, spelled as VS Code spells them: they are compared as texts. */

/** Of a file directly in a folder. */
export function childUri(folder: string, name: string): string {
  return `${folder.endsWith("/") ? folder : `${folder}/`}${encoded(name)}`;
}

/** Of an archive's member: the archive's with the way to the member after "#". */
export function memberUri(archive: string, entry: string): string {
  return archive.includes("#") ? archive + encoded(wayOf(["", entry])) : `${archive}#${encoded(entry)}`;
}

/** The file that a URI names, and the ids that lead from there to a member: none when it names the whole file. */
export function memberOf(uri: string): { archive: string; ids: string[] } {
  const at = uri.indexOf("#");
  return at < 0
    ? { archive: uri, ids: [] }
    : { archive: uri.slice(0, at), ids: idsOn(decodeURIComponent(uri.slice(at + 1))) };
}

/** Most names of logs: nothing of them has to be encoded. */
const PLAIN = /^[\w.~-]*$/;

function encoded(name: string): string {
  if (PLAIN.test(name)) return name;
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, "\ufffd")).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
