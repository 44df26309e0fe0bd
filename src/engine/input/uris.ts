import { idsOn, wayOf } from "../../core/shapes/entries";

/** URIs of files in a folder or an archive, written as VS Code writes them, because they are compared as texts. */

/** The URI of a file directly in a folder. */
export function childUri(folder: string, name: string): string {
  return `${folder.endsWith("/") ? folder : `${folder}/`}${encoded(name)}`;
}

/** The URI of an archive's member: the archive's URI with the path to the member after "#". */
export function memberUri(archive: string, entry: string): string {
  return archive.includes("#") ? archive + encoded(wayOf(["", entry])) : `${archive}#${encoded(entry)}`;
}

/** The file that a URI names, and the IDs from there to a member: none if it names the whole file. */
export function memberOf(uri: string): { archive: string; ids: string[] } {
  const at = uri.indexOf("#");
  return at < 0
    ? { archive: uri, ids: [] }
    : { archive: uri.slice(0, at), ids: idsOn(decodeURIComponent(uri.slice(at + 1))) };
}

/** Most names of logs need no encoding. */
const PLAIN = /^[\w.~-]*$/;

function encoded(name: string): string {
  if (PLAIN.test(name)) return name;
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, "\ufffd")).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
