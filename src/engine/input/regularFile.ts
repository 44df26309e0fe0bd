/**
 * The one place where files that the user names are opened. A pipe, a socket or a device is never opened: that could block for ever,
 * or set something going. What may be is opened without blocking, for something else may take its place at the last moment.
 */
import fs from "node:fs";

/** What is not read because it is no file with content of its own. */
export type SpecialFile =
  | "pipe"
  | "socket"
  | "blockDevice"
  | "characterDevice"
  /** The system makes its content up when it is read, as below /proc and /sys. */
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
  /** The caller's to close. */
  fd: number;
  stat: fs.Stats;
}

const { O_RDONLY, O_NONBLOCK, O_NOCTTY } = fs.constants;
/** Windows has neither of the last two. */
const FLAGS = O_RDONLY | (O_NONBLOCK ?? 0) | (O_NOCTTY ?? 0);

/** Throws {@link NotAFile}, or the system's errors. */
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

/** As {@link openRegular}, for the extension host, which waits for no disk. */
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

/** By what statfs(2) of Linux calls them: proc, sysfs, debugfs, tracefs, securityfs, configfs, both cgroups, bpf, selinuxfs, efivarfs. */
const systems: ReadonlySet<number> = new Set([
  0x9fa0, 0x62656572, 0x64626720, 0x74726163, 0x73636673, 0x62656570, 0x27e0eb, 0x63677270, 0xcafe4a11, 0xf97cff8c,
  0xde5e81e4,
]);
/** For each file system that was met: to ask for every file would take as long as opening it. */
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
  // others say nothing of their kind: there is content where none should be, and it stays so
  return size === 0 && fs.readSync(fd, new Uint8Array(1), 0, 1, 0) > 0 && fs.fstatSync(fd).size === 0;
}
