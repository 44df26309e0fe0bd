/** URIs of what lies in a folder or an archive, spelled as VS Code spells them: they are compared as texts. */

/** Of a file directly in a folder. */
export function childUri(folder: string, name: string): string {
  return `${folder.endsWith("/") ? folder : `${folder}/`}${encoded(name)}`;
}

/** Of an archive's member: the archive's with the entry behind "#". */
export function memberUri(archive: string, entry: string): string {
  return `${archive}#${encoded(entry)}`;
}

/** The entry a URI names; undefined when it names a whole file. */
export function entryOf(uri: string): { archive: string; entry: string } | undefined {
  const at = uri.indexOf("#");
  return at < 0 ? undefined : { archive: uri.slice(0, at), entry: decodeURIComponent(uri.slice(at + 1)) };
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
