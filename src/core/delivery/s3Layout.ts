/**
 * What the place of a file says, according to CloudTrail's layout in S3. It is a hint in addition to the content, never
 * a proof.
 */

const s3Folders = [
  "CloudTrail", // management and data events
  "CloudTrail-Insight",
  "CloudTrail-NetworkActivity",
  "CloudTrail-Aggregated",
  "CloudTrail-Digest",
  "CloudTrail-Lake", // saved query results
] as const;
export type S3Folder = (typeof s3Folders)[number];

export interface S3Place {
  folder: S3Folder;
  account?: string;
  /** Only directories contain it. */
  organization?: string;
  region?: string;
  /**
   * Milliseconds since 1970 UTC, to the minute or second: when the file was delivered, not when its events happened.
   */
  delivered?: number;
  /** The day in the directories, YYYY/MM/DD: available even if the file's name has no time. */
  day?: string;
  /** For a digest file. */
  trail?: string;
  /**
   * The key's directories above account and folder, with a slash at the end: "logs/AWSLogs/o-exampleorg/"; undefined if
   * they are missing.
   */
  root?: string;
}

const logName = new RegExp(
  `^(?<account>\\d{12})_(?<folder>CloudTrail(?:-[A-Za-z]+)?)_(?<region>[a-z0-9-]+)_(?<time>\\d{8}T\\d{4}(?:\\d{2})?Z)_[A-Za-z0-9]+${copyAndExtension()}`,
);
const digestName = new RegExp(
  `^(?<account>\\d{12})_(?<folder>CloudTrail-Digest)_(?<region>[a-z0-9-]+)_(?<trail>.+)_[a-z0-9-]+_(?<time>\\d{8}T\\d{6}Z)${copyAndExtension()}`,
);

/** Browsers add " (1)" to a second download. */
function copyAndExtension(): string {
  return "(?: \\(\\d+\\))?\\.json(?:\\.gz)?$";
}

/**
 * Parses a path with either kind of slash, or a URI, in which an archive's member is the part after "#". The file's
 * name alone is enough, and so are the directories of a renamed file. Undefined if neither is CloudTrail's.
 */
export function s3PlaceOf(pathOrUri: string): S3Place | undefined {
  const { segments, isKey } = segmentsOf(pathOrUri);
  const name = segments.pop() ?? "";
  const named = ofName(name);
  const found = ofDirectories(segments, isKey);
  if (!named) return found;
  // if a file was moved, its name comes from CloudTrail, but its folder from somebody else
  const agree =
    found !== undefined &&
    found.folder === named.folder &&
    (found.account === undefined || found.account === named.account) &&
    (found.region === undefined || found.region === named.region);
  return agree ? { ...found, ...named } : named;
}

/** Where the files of a time would be: the known directories of the key, with "…" before them if some are missing. */
export function s3PrefixAt(place: S3Place, time: number): string | undefined {
  const { account, folder, region, root } = place;
  if (account === undefined || region === undefined || folder === "CloudTrail-Lake") return undefined;
  const day = new Date(time).toISOString().slice(0, 10).replaceAll("-", "/");
  return `${root ?? "…/"}${account}/${folder}/${region}/${day}/`;
}

function segmentsOf(pathOrUri: string): { segments: string[]; isKey: boolean } {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(pathOrUri)?.[1]?.toLowerCase();
  if (scheme === undefined) return { segments: pathOrUri.split(/[\\/]+/), isKey: false };
  const [address = "", entry] = pathOrUri.slice(scheme.length + 3).split("#", 2);
  const inArchive = entry !== undefined && entry !== "";
  const path = inArchive ? entry : address.replace(/\?.*$/, "").replace(/^[^/]*/, "");
  return { segments: decoded(path).split(/[\\/]+/), isKey: scheme === "s3" && !inArchive };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone % is not an encoding
  }
}

function ofName(name: string): S3Place | undefined {
  const found = (logName.exec(name) ?? digestName.exec(name))?.groups;
  if (!found) return undefined;
  const { account, folder, region, trail, time } = found;
  const delivered = timeOf(time ?? "");
  if (!isFolder(folder) || !account || !region || delivered === undefined) return undefined;
  return { folder, account, region, delivered, ...(trail === undefined ? {} : { trail }) };
}

function ofDirectories(directories: readonly string[], isKey: boolean): S3Place | undefined {
  const at = directories.findLastIndex(isFolder);
  const folder = directories[at];
  if (!isFolder(folder)) return undefined;
  const accountAt = /^\d{12}$/.test(directories[at - 1] ?? "") ? at - 1 : at;
  const above = directories[accountAt - 1] ?? "";
  const organization = /^o-[a-z0-9]{4,32}$/.test(above) ? above : undefined;
  const top = organization === undefined ? accountAt - 1 : accountAt - 2;
  const isAws = directories[top] === "AWSLogs";
  const isLake = folder === "CloudTrail-Lake";
  const region = isLake ? undefined : regionOf(directories[at + 1]);
  // anybody can name a folder "CloudTrail": alone it proves nothing
  if (!isAws && region === undefined) return undefined;
  const day = dayOf(directories.slice(at + 2, at + 5));
  // what is above AWSLogs is part of the key only if the whole path is a key
  const root = directories.slice(isKey ? 0 : top, accountAt).filter((part) => part !== "");
  return {
    folder,
    ...(accountAt < at ? { account: directories[accountAt] as string } : {}),
    ...(organization === undefined ? {} : { organization }),
    ...(region === undefined ? {} : { region }),
    ...(day === undefined ? {} : { day }),
    ...(isAws ? { root: `${root.join("/")}/` } : {}),
  };
}

function isFolder(name: string | undefined): name is S3Folder {
  return (s3Folders as readonly (string | undefined)[]).includes(name);
}

function regionOf(name: string | undefined): string | undefined {
  return name !== undefined && /^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(name) ? name : undefined;
}

function dayOf(parts: readonly string[]): string | undefined {
  const day = parts.join("/");
  return /^\d{4}\/\d{2}\/\d{2}$/.test(day) && timeOf(`${parts.join("")}T0000Z`) !== undefined ? day : undefined;
}

/** Parses YYYYMMDDTHHmmZ or YYYYMMDDTHHmmssZ. */
function timeOf(text: string): number | undefined {
  const [, year, month, day, hour, minute, second = "00"] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?Z$/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = Date.parse(iso);
  return !Number.isNaN(time) && new Date(time).toISOString() === iso ? time : undefined;
}
