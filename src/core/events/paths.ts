/** The table of paths that every scanner reads: the one truth for all of them. */
import { columnRows } from "./columns";
import { type DictionaryName, dictionaryNames, LONG_TEXT, type Path, type PathRow, usualPaths } from "./usualPaths";

export { type DictionaryName, dictionaryNames, LONG_TEXT, type Path, type PathRow };

/** Places that a column names and CloudTrail's usual order lacks: they are read like the others. */
const furtherPaths: readonly PathRow[] = [
  ...new Set(columnRows.flatMap((row): readonly string[] => ("from" in row ? row.from : []))),
]
  .filter((path) => !usualPaths.some((row) => row.path === path))
  .map((path) => ({ path, dictionary: "word" }));

export const paths: readonly PathRow[] = [...usualPaths, ...furtherPaths];

/** Position of a path in {@link paths}: a row's value stands there in a scanner's batch. */
export const pathIndex = Object.fromEntries(paths.map((row, index) => [row.path, index])) as Record<Path, number>;

/** The ids kept as 16 bytes, in the order in which a scanner hands over their bytes. */
export const guidPaths: readonly Path[] = usualPaths.flatMap((row) =>
  "as" in row && row.as === "guid" ? [row.path] : [],
);

/** Any of these at its top makes an object a CloudTrail record: every field is optional in some record AWS documents. */
export const recordMarks: readonly string[] = [
  "eventVersion",
  "eventSource",
  "eventName",
  "eventType",
  "userIdentity",
  "insightDetails",
];

/** Names an object's first key has in a record; where a broken record ends, the next one is looked for by them. */
export const recordKeys: readonly string[] = [
  ...new Set(paths.flatMap(({ path, also = [] }) => [path, ...also]).map(firstKey)),
  "apiVersion",
  "managementEvent",
  "tlsDetails",
  "addendum",
  "eventContext",
].filter((key) => key !== "accountId" && key !== "summary"); // objects inside records begin with them too

/** Objects at a record's top whose text is often the same as in an earlier record, byte for byte. */
export const repeatedObjects: readonly string[] = ["userIdentity"];

function firstKey(path: string): string {
  return path.split(".")[0] as string;
}
