/** The paths that every scanner reads. */
import { columnRows } from "./columns";
import { type DictionaryName, dictionaryNames, LONG_TEXT, type Path, type PathRow, usualPaths } from "./usualPaths";

export { type DictionaryName, dictionaryNames, LONG_TEXT, type Path, type PathRow };

/** Places that a column names and that CloudTrail's usual order lacks. They are read like the others. */
const furtherPaths: readonly PathRow[] = [
  ...new Set(columnRows.flatMap((row): readonly string[] => ("from" in row ? row.from : []))),
]
  .filter((path) => !usualPaths.some((row) => row.path === path))
  .map((path) => ({ path, dictionary: "word" }));

export const paths: readonly PathRow[] = [...usualPaths, ...furtherPaths];

/** Position of a path in {@link paths}, which is also its position in a scanner's batch. */
export const pathIndex = Object.fromEntries(paths.map((row, index) => [row.path, index])) as Record<Path, number>;

/** The IDs stored as 16 bytes, in the order in which a scanner delivers their bytes. */
export const guidPaths: readonly Path[] = usualPaths.flatMap((row) =>
  "as" in row && row.as === "guid" ? [row.path] : [],
);

/**
 * An object with any of these keys is a CloudTrail record: every field is optional in some record that AWS documents.
 */
export const recordMarks: readonly string[] = [
  "eventVersion",
  "eventSource",
  "eventName",
  "eventType",
  "userIdentity",
  "insightDetails",
];

/** Keys that come first in a record. After a broken record, they are used to find the next one. */
export const recordKeys: readonly string[] = [
  ...new Set(paths.flatMap(({ path, also = [] }) => [path, ...also]).map(firstKey)),
  "apiVersion",
  "managementEvent",
  "tlsDetails",
  "addendum",
  "eventContext",
].filter((key) => key !== "accountId" && key !== "summary"); // objects inside records begin with these, too

/** Top-level objects whose text is often identical to that of an earlier record. */
export const repeatedObjects: readonly string[] = ["userIdentity"];

function firstKey(path: string): string {
  return path.split(".")[0] as string;
}
