/**
 * The only place that opens files that the user names. A pipe, a socket or a device is never opened: that could block
 * forever or have side effects. Other files are opened without blocking, because something else may take their place at
 * the last moment.
 */
import fs from "node:fs";

/** Not read, because it is not a file with its own content. */
export type SpecialFile =
  | "pipe"
  | "socket"
  | "blockDevice"
  | "characterDevice"
  /** The system generates its content when it is read, as in /proc and /sys. */
  | "system";

export class NotAFile extends Error {
  readonly code = "ENOTFILE";

  constructor(
    readonly what: SpecialFile | undefined,
    path: string,
  ) {
    super(`${path} is not a regular file (${what ?? "unknown"})`);
  }
}

export interface OpenedFile {
  /** The caller must close it. */
  fd: number;
  stat: fs.Stats;
}

const { O_RDONLY, O_NONBLOCK, O_NOCTTY } = fs.constants;
/** Windows does not have the last two. */
const FLAGS = O_RDONLY | (O_NONBLOCK ?? 0) | (O_NOCTTY ?? 0);

/** @throws {@link NotAFile}, or errors of the system */
export function openRegular(path: string | Buffer): OpenedFile {
  refuseSpecial(fs.statSync(path), path);
  const fd = fs.openSync(path, FLAGS);
  try {
    const stat = fs.fstatSync(fd);
    refuseSpecial(stat, path);
    if (isOfSystem(fd, stat, path)) throw new NotAFile("system", String(path));
    return { fd, stat };
  } catch (error) {
    fs.closeSync(fd);
    throw error;
  }
}

/** Like {@link openRegular}, for the extension host, which must not wait for a disk. */
export async function openRegularLater(path: string): Promise<fs.promises.FileHandle> {
  refuseSpecial(await fs.promises.stat(path), path);
  const handle = await fs.promises.open(path, FLAGS);
  try {
    const stat = await handle.stat();
    refuseSpecial(stat, path);
    if (isOfSystem(handle.fd, stat, path)) throw new NotAFile("system", path);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function refuseSpecial(stat: fs.Stats, path: string | Buffer): void {
  if (stat.isFile()) return;
  if (stat.isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: "EISDIR" });
  throw new NotAFile(specialOf(stat), String(path));
}

export function specialOf(stat: fs.Stats): SpecialFile | undefined {
  if (stat.isFIFO()) return "pipe";
  if (stat.isSocket()) return "socket";
  if (stat.isBlockDevice()) return "blockDevice";
  return stat.isCharacterDevice() ? "characterDevice" : undefined;
}

/**
 * File system types of statfs(2) on Linux: proc, sysfs, debugfs, tracefs, securityfs, configfs, both cgroups, bpf,
 * selinuxfs, efivarfs.
 */
const systems: ReadonlySet<number> = new Set([
  0x9fa0, 0x62656572, 0x64626720, 0x74726163, 0x73636673, 0x62656570, 0x27e0eb, 0x63677270, 0xcafe4a11, 0xf97cff8c,
  0xde5e81e4,
]);
/** For each known file system: asking for every file would take as long as opening it. */
const known = new Map<number, boolean>();

function isOfSystem(fd: number, { dev, size }: fs.Stats, path: string | Buffer): boolean {
  if (process.platform === "linux") {
    let isSystem = known.get(dev);
    if (isSystem === undefined) {
      isSystem = systems.has(fs.statfsSync(path).type);
      known.set(dev, isSystem);
    }
    if (isSystem) return true;
  }
  // others do not name their kind: there is content although the size is 0, and stays 0
  return size === 0 && fs.readSync(fd, new Uint8Array(1), 0, 1, 0) > 0 && fs.fstatSync(fd).size === 0;
}
