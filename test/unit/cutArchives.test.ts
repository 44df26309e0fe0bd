/** Small archives with every kind of cut and every byte changed: what came out whole is read, and the same each time. */
import { deepEqual, equal, ok } from "node:assert/strict";
import zlib from "node:zlib";
import { contentOf, memoryBytes } from "../../src/engine/input/content";
import type { GzipDamage } from "../../src/engine/input/damaged";
import type { ArchiveDamage, Member } from "../../src/engine/input/members";
import { Gaps, tarMembers } from "../../src/engine/input/tar";
import { zipMembers } from "../../src/engine/input/zip";
import { tarEnd, tarMember } from "../support/tar";
import { zipOf } from "../support/zip";

/** Contents that tell where they were cut, of which none is in another. */
const contents = [700, 3, 512, 0, 130].map((size, n) =>
  Array.from({ length: size }, (_, i) => String.fromCharCode(97 + ((i * i + 7 * i + 31 * n) % 26))).join(""),
);
const files = contents.map((content, n): [name: string, content: string] => [`f${n}`, content]);
const blocks = files.map(([name, content]) => tarMember(name, content));
const tar = Buffer.concat([...blocks, tarEnd]);

interface Read {
  members: [name: string, content: string, failure: string][];
  told: (GzipDamage | ArchiveDamage)[];
}

async function read(members: AsyncGenerator<Member>, told: Read["told"]): Promise<Read> {
  const all: Read["members"] = [];
  for await (const { entry, pieces } of members) {
    const parts: Buffer[] = [];
    let failure = "";
    try {
      for await (const piece of pieces()) parts.push(Buffer.from(piece));
    } catch (error) {
      failure = (error as Error).message;
    }
    all.push([entry, Buffer.concat(parts).toString("latin1"), failure]);
  }
  return { members: all, told };
}

function readTar(bytes: Uint8Array): Promise<Read> {
  const told: Read["told"] = [];
  const gaps = new Gaps();
  const damaged = (damage: GzipDamage): void => {
    told.push(damage);
    gaps.told(damage);
  };
  return read(
    tarMembers(contentOf(memoryBytes(bytes), { damaged }), gaps, (damage) => told.push(damage)),
    told,
  );
}

function readZip(bytes: Uint8Array): Promise<Read> {
  const told: Read["told"] = [];
  return read(
    zipMembers(
      memoryBytes(bytes),
      () => undefined,
      (damage) => told.push(damage),
      1e9,
    ),
    told,
  );
}

/** What is there of each file when so much of the archive is. @param starts of the files' content */
function wanted(
  starts: readonly number[],
  length: number,
  sizes: readonly number[],
  content: (n: number, there: number) => string,
) {
  return files.flatMap(([name], n) => {
    const there = length - (starts[n] as number);
    if (there < 0) return [];
    return [[name, content(n, Math.min(there, sizes[n] as number)), there >= (sizes[n] as number)] as const];
  });
}

const asFar = ({ members }: Read) =>
  members.map(([name, content, failure]) => [name, content, failure === ""] as const);

describe("an archive cut at any byte: every file that came out whole is read, the last one as far as it goes", () => {
  const starts = blocks.map((_, n) => blocks.slice(0, n).reduce((sum, { length }) => sum + length, 512));
  const sizes = contents.map(({ length }) => length);
  const ofTar = (length: number) =>
    wanted(starts, length, sizes, (n, there) => (contents[n] as string).slice(0, there));

  it("a tar", async function () {
    this.timeout(60_000);
    for (let cut = 512; cut <= tar.length; cut++) {
      const once = await readTar(tar.subarray(0, cut));
      deepEqual(asFar(once), ofTar(cut), String(cut));
      const end = tar.length - tarEnd.length;
      equal(once.told.includes("cut"), cut <= end, String(cut));
      deepEqual(await readTar(tar.subarray(0, cut)), once);
    }
  });

  it("a tar.gz", async function () {
    this.timeout(60_000);
    const packed = zlib.gzipSync(tar);
    for (let cut = 18; cut < packed.length; cut++) {
      const part = packed.subarray(0, cut);
      const { length } = zlib.gunzipSync(part, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
      const once = await readTar(part);
      deepEqual(asFar(once), ofTar(length), String(cut));
      ok(once.told.includes(cut < packed.length - 8 ? "cut" : "trailer"), String(cut));
      deepEqual(await readTar(part), once);
    }
  });

  for (const store of [true, false]) {
    it(`a zip, ${store ? "stored" : "deflated"}`, async function () {
      this.timeout(60_000);
      const zip = zipOf(files, { store });
      const packed = contents.map((content) => (store ? Buffer.from(content) : zlib.deflateRawSync(content)));
      const begun = packed.map((_, n) => packed.slice(0, n).reduce((sum, { length }) => sum + 32 + length, 32));
      const lengths = packed.map(({ length }) => length);
      for (let cut = 4; cut < zip.length; cut++) {
        const part = zip.subarray(0, cut);
        const once = await readZip(part);
        deepEqual(
          asFar(once),
          wanted(begun, cut, lengths, (n, there) =>
            store
              ? (contents[n] as string).slice(0, there)
              : zlib
                  .inflateRawSync((packed[n] as Buffer).subarray(0, there), {
                    finishFlush: zlib.constants.Z_SYNC_FLUSH,
                  })
                  .toString(),
          ),
          String(cut),
        );
        ok(once.told.includes("noDirectory"), String(cut));
        deepEqual(await readZip(part), once);
      }
    });
  }
});

describe("a tar.gz of which a bit is changed, at any byte", () => {
  const trail = (n: number): string =>
    JSON.stringify({ eventID: `0000-${(n * 7919) % 10_007}`, eventName: n % 3 ? "GetObject" : "PutObject", n });
  const logs = Array.from({ length: 12 }, (_, n): [string, string] => [
    `f${n}`,
    Array.from({ length: 4 + (n % 3) }, (_, i) => trail(5 * n + i)).join("\n"),
  ]);
  const members = logs.map(([name, content]) => tarMember(name, content));
  const packed = zlib.gzipSync(Buffer.concat([...members, tarEnd]));
  const HEADER = 10; // bytes; without it there is no gzip data

  it("every file that comes out of it as it was is read, and what is wrong is told", async function () {
    this.timeout(60_000);
    for (let at = HEADER; at < packed.length; at++) {
      const changed = Buffer.from(packed);
      changed[at] = (changed[at] as number) ^ (1 << (at % 8));
      const { out, error } = await inflated(changed.subarray(HEADER));
      const { members: read, told } = await readTar(changed);
      for (const [n, [name, content]] of logs.entries()) {
        if (!out.includes((members[n] as Buffer).subarray(0, 512 + content.length))) continue;
        ok(
          read.some((one) => one[0] === name && one[1] === content && one[2] === ""),
          `${at}: ${name}, ${told}`,
        );
      }
      const wrong = wrongIn(changed, out, error);
      ok(wrong === undefined ? told.length === 0 : told.includes(wrong), `${at}: ${wrong}, ${told}`);
    }
  });

  /** All that zlib gives of deflate data, up to its error. */
  function inflated(data: Uint8Array): Promise<{ out: Buffer; error?: string | undefined }> {
    return new Promise((resolve) => {
      const pieces: Buffer[] = [];
      const stream = zlib.createInflateRaw();
      const end = (error?: string): void => resolve({ out: Buffer.concat(pieces), error });
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.once("error", ({ code }: NodeJS.ErrnoException) => end(code));
      stream.once("end", () => end());
      stream.end(data);
    });
  }

  function wrongIn(gzip: Buffer, out: Buffer, error: string | undefined): GzipDamage | undefined {
    if (error !== undefined) return error === "Z_BUF_ERROR" ? "cut" : "broken";
    const isSum = gzip.readUInt32LE(gzip.length - 8) === zlib.crc32(out);
    const isLength = gzip.readUInt32LE(gzip.length - 4) === out.length;
    if (isSum && isLength) return undefined; // the bit is one that nothing depends on
    return isSum ? "length" : isLength ? "checksum" : "changed";
  }
});
