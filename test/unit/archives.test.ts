import { deepEqual, equal, ok } from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";
import { startEngine } from "../../src/engine/client";
import type { Engine, LogReport } from "../../src/engine/engine";
import { defaultLimits } from "../../src/engine/limits";
import { tarEnd, tarMember, tarOf } from "../support/tar";
import { zipOf } from "../support/zip";

const record = (n: number): string =>
  JSON.stringify({
    eventVersion: "1.08",
    userIdentity: { type: "IAMUser", userName: "alice", accountId: "111122223333" },
    eventTime: new Date(Date.UTC(2026, 2, 2) + n * 1000).toISOString().replace(".000Z", "Z"),
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    awsRegion: "eu-west-1",
    eventID: idOf(n),
  });
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const trail = (...numbers: number[]): string => `{"Records":[${numbers.map(record).join(",")}]}`;

type Files = [name: string, content: string | Uint8Array][];

/** A zip from a program that cannot seek: sizes and checksum follow the data. */
function streamedZip(files: Files, { store = false } = {}): Buffer {
  const parts = files.map(([name, content]) => {
    const bytes = Buffer.from(content as string);
    const packed = store ? bytes : zlib.deflateRawSync(bytes);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(0x808, 6);
    header.writeUInt16LE(store ? 0 : 8, 8);
    header.writeUInt16LE(Buffer.byteLength(name), 26);
    const after = Buffer.alloc(16);
    after.writeUInt32LE(0x08074b50, 0);
    after.writeUInt32LE(zlib.crc32(bytes), 4);
    after.writeUInt32LE(packed.length, 8);
    after.writeUInt32LE(bytes.length, 12);
    return Buffer.concat([header, Buffer.from(name), packed, after]);
  });
  return Buffer.concat(parts);
}

/** The beginning of a zip64 without its directory. */
function zip64Member(name: string, content: string): Buffer {
  const packed = zlib.deflateRawSync(content);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(45, 4);
  header.writeUInt16LE(0x800, 6);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(zlib.crc32(content), 14);
  header.writeUInt32LE(0xffffffff, 18);
  header.writeUInt32LE(0xffffffff, 22);
  header.writeUInt16LE(Buffer.byteLength(name), 26);
  header.writeUInt16LE(20, 28);
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(Buffer.byteLength(content)), 4);
  extra.writeBigUInt64LE(BigInt(packed.length), 12);
  return Buffer.concat([header, Buffer.from(name), extra, packed]);
}

describe("archives", () => {
  let engine: Engine;
  let folder: string;
  let n = 0;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-archives-"));
    engine = startEngine(path.resolve("dist/engine.js"));
  });
  after(() => {
    engine.dispose();
    fs.rmSync(folder, { recursive: true });
  });
  afterEach(() => engine.logs.close());

  const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).toString();
  const openNew = async (content: Uint8Array, by = engine): Promise<LogReport> => {
    const name = `log${++n}`;
    fs.writeFileSync(path.join(folder, name), content);
    return by.logs.open({ kind: "file", uri: uriOf(name), path: path.join(folder, name) });
  };
  /** The problems of the archive itself and of each of its files. */
  const problems = async (report: LogReport, by = engine): Promise<string[]> => {
    const said = (uri: string, reason: string, detail = ""): string =>
      `${decodeURIComponent(uri.slice(report.uri.length))} ${reason} ${detail}`.trim();
    const { reports } = await by.coverage.reports({ from: 0, to: 500 });
    return reports.flatMap(({ uri, problems }) => problems.map(({ reason, detail }) => said(uri, reason, detail)));
  };
  /** The IDs of all events, each with the ID in its text. */
  const ids = async (by = engine): Promise<[string, string][]> => {
    const result = await by.events.select({});
    const { count } = result;
    const found: [string, string][] = [];
    for (let from = 0; from < count; from += 500) {
      for (const { id, eventID } of await result.rows(from, from + 500)) {
        const text = await by.text.record(id);
        const json = text?.kind === "bytes" ? JSON.parse(Buffer.from(text.json).toString()) : {};
        found.push([eventID, json.eventID]);
      }
    }
    return found.sort();
  };
  const own = (...numbers: number[]): [string, string][] => numbers.map((n) => [idOf(n), idOf(n)]);

  describe("in an archive", () => {
    const inner: Files = [
      ["a.json", trail(1, 2)],
      ["b.json.gz", zlib.gzipSync(trail(3))],
    ];
    const kinds: [what: string, content: () => Promise<Buffer>][] = [
      [
        "a zip in a zip",
        async () =>
          zipOf([
            ["first.json", trail(8)],
            ["in.zip", zipOf(inner)],
            ["last.json", trail(9)],
          ]),
      ],
      [
        "a tar in a zip",
        async () =>
          zipOf([
            ["first.json", trail(8)],
            ["in.tar", await tarOf(inner)],
            ["last.json", trail(9)],
          ]),
      ],
      [
        "a tar.gz in a zip",
        async () =>
          zipOf([
            ["first.json", trail(8)],
            ["in.tgz", zlib.gzipSync(await tarOf(inner))],
            ["last.json", trail(9)],
          ]),
      ],
      [
        "a zip in a tar",
        () =>
          tarOf([
            ["first.json", trail(8)],
            ["in.zip", zipOf(inner)],
            ["last.json", trail(9)],
          ]),
      ],
      [
        "a zip in a tar.gz",
        async () =>
          zlib.gzipSync(
            await tarOf([
              ["first.json", trail(8)],
              ["in.zip", zipOf(inner)],
              ["last.json", trail(9)],
            ]),
          ),
      ],
      [
        "a zip in a tar in a zip",
        async () =>
          zipOf([
            ["first.json", trail(8)],
            ["in.tar", await tarOf([["in.zip", zipOf(inner)]])],
            ["last.json", trail(9)],
          ]),
      ],
      [
        "a compressed zip",
        async () =>
          zlib.gzipSync(
            zipOf([
              ["first.json", trail(8)],
              ["in.zip.gz", zlib.gzipSync(zipOf(inner))],
              ["last.json", trail(9)],
            ]),
          ),
      ],
    ];
    for (const [what, content] of kinds) {
      it(`${what} is read, and its records are found again, also when it is closed`, async () => {
        const report = await openNew(await content());
        equal(report.events, 5);
        deepEqual(await problems(report), []);
        deepEqual(await ids(), own(1, 2, 3, 8, 9));
        const result = await engine.events.select({});
        const [row] = await result.rows(0, 1);
        ok(row);
        await engine.logs.close();
        const later = await engine.text.span(row.uri, path.join(folder, `log${n}`), row.start, row.end);
        equal(later?.kind === "bytes" ? Buffer.from(later.json).toString() : "", record(1));
      });
    }

    it("that is empty or damaged, what lies beside it is read", async () => {
      const report = await openNew(
        zipOf([
          ["a.json", trail(1)],
          ["empty.zip", zipOf([])],
          ["cut.zip", zipOf(inner).subarray(0, 60)],
          ["none.tar.gz", zlib.gzipSync(Buffer.alloc(10_240))],
          ["z.json", trail(2)],
        ]),
      );
      equal(report.events, 2);
      deepEqual(await ids(), own(1, 2));
    });

    it("deeper than three is told; an archive that holds itself ends", async () => {
      let zip = zipOf([["a.json", trail(1)]]);
      for (let depth = 0; depth < 6; depth++)
        zip = zipOf([
          ["in.zip", zip],
          [`${depth}.json`, trail(10 + depth)],
        ]);
      const report = await openNew(zip);
      equal(report.events, 4);
      deepEqual(await problems(report), ["#in.zip?/in.zip?/in.zip?/in.zip notALog zip"]);
    });

    it("counts for the same limit as the archive around it", async () => {
      const limited = startEngine(path.resolve("dist/engine.js"), {
        limits: () => ({ ...defaultLimits, inflated: 1_000_000 }),
      });
      try {
        const bomb = zipOf(Array.from({ length: 20 }, (_, i) => [`${i}.txt`, Buffer.alloc(300_000)]));
        const report = await openNew(
          zipOf([
            ["a.json", trail(1)],
            ["bomb.zip", bomb],
          ]),
          limited,
        );
        equal(report.events, 1);
        ok((await problems(report, limited)).some((said) => said.endsWith("inflatedTooLarge 1000000")));
      } finally {
        limited.dispose();
      }
    });
  });

  describe("with odd names", () => {
    const names = [
      "x", "x", "x (2)", "x?2", "x??2", "x", "X", "./x", "a//x", "a/x", "x ", " x", "../x", "/x", "\\x", "a\\x", "x#y", "x%23y", "x%",
      "?", "??", "?/", "in.zip?/x", "", "", "\u00e9", "e\u0301", "x\ny", "\u202ex", "a/b/c/d/x", "100", "?2",
    ]; // biome-ignore format: a list of names
    const files: Files = names.map((name, i) => [name, trail(i)]);
    const archives: [what: string, content: Buffer][] = [
      ["a zip", zipOf(files)],
      ["a zip without its directory", streamedZip(files)],
      ["a tar", Buffer.concat([...files.map(([name, content]) => tarMember(name, content)), tarEnd])],
    ];
    for (const [what, content] of archives) {
      it(`${what}: all are read, each event has its own text, and the same address each time`, async () => {
        const report = await openNew(content);
        equal(report.events, names.length);
        deepEqual(await ids(), own(...names.keys()));
        const result = await engine.events.select({});
        const { count } = result;
        const rows = await result.rows(0, count);
        equal(new Set(rows.map(({ uri }) => uri)).size, names.length);
        const file = path.join(folder, `log${n}`);
        await engine.logs.close();
        for (const { uri, start, end, eventID } of rows) {
          const later = await engine.text.span(uri, file, start, end);
          equal(later?.kind === "bytes" ? JSON.parse(Buffer.from(later.json).toString()).eventID : "", eventID, uri);
        }
        await engine.logs.open({ kind: "file", uri: uriOf(`log${n}`), path: file });
        const again = await engine.events.select({});
        deepEqual(
          (await again.rows(0, count)).map(({ uri }) => uri),
          rows.map(({ uri }) => uri),
        );
      });
    }

    it("that are no UTF-8 are told apart", async () => {
      const odd = [Buffer.from([0x78, 0xff]), Buffer.from([0x78, 0xfe])].map((name, i) => tarMember(name, trail(i)));
      equal((await openNew(Buffer.concat([...odd, tarEnd]))).events, 2);
      deepEqual(await ids(), own(0, 1));
    });
  });

  describe("a tar that is damaged", () => {
    const files: Files = Array.from({ length: 40 }, (_, i) => [`f${i}.json`, trail(3 * i, 3 * i + 1, 3 * i + 2)]);
    const members = files.map(([name, content]) => tarMember(name, content));
    const tar = Buffer.concat([...members, tarEnd]);
    const size = members[1]?.length ?? 0;

    const cases: [what: string, content: Buffer, events: number, problems: string[]][] = [
      ["ends in a file", tar.subarray(0, 10 * size + 900), 31, [" damagedArchive cut", "#f10.json truncatedMember"]],
      ["ends in a header", tar.subarray(0, 10 * size + 100), 30, ["damagedArchive cut"]],
      ["ends between two files", tar.subarray(0, 10 * size), 30, ["damagedArchive cut"]],
      [
        "has garbage between two files",
        Buffer.concat([tar.subarray(0, 10 * size), Buffer.alloc(1000, "x"), tar.subarray(10 * size)]),
        120,
        ["notAMember 1000"],
      ],
      ["has a header with a wrong sum", broken(tar, 10 * size + 150), 117, [`notAMember ${size}`]],
      ["has something after its end", Buffer.concat([tar, Buffer.from("nothing of it")]), 120, ["damagedArchive cut"]],
      ["is followed by another", Buffer.concat([tar, tarMember("more.json", trail(500)), tarEnd]), 121, []],
      [
        "has an extended header of wrong lengths",
        Buffer.concat([tarMember("pax", "99 path=other.json\n", "x"), tar]),
        120,
        ["damagedArchive extended"],
      ],
      [
        "has a sparse file as GNU writes it",
        Buffer.concat([tarMember("sparse.json", trail(700), "S"), tar]),
        120,
        ["#sparse.json unreadable sparse"],
      ],
      [
        "has a sparse file as PAX writes it",
        Buffer.concat([
          tarMember("pax", "22 GNU.sparse.major=1\n31 GNU.sparse.name=sparse.json\n", "x"),
          tarMember("GNUSparseFile.0/x", trail(700)),
          tar,
        ]),
        120,
        ["#sparse.json unreadable sparse"],
      ],
    ];
    for (const [what, content, events, said] of cases) {
      it(`${what}: the files around it are read, and it is told`, async () => {
        const report = await openNew(content);
        equal(report.events, events);
        deepEqual(
          (await problems(report)).filter((one) => !one.includes(" truncated ")).sort(),
          said.map((one) => one.trim()).sort(),
        );
      });
    }

    function broken(bytes: Buffer, at: number): Buffer {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] as number) ^ 1;
      return copy;
    }

    it("and compressed: after a gap it goes on with the next file whose header is there", async () => {
      const parts = [
        tar.subarray(0, 10 * size + 700),
        tar.subarray(10 * size + 700, 20 * size + 300),
        tar.subarray(20 * size + 300),
      ];
      const [first, second, third] = parts.map((part) => zlib.gzipSync(part)) as [Buffer, Buffer, Buffer];
      const report = await openNew(Buffer.concat([first, second.subarray(0, 40), third]));
      ok(report.events >= 30 + 19 * 3, String(report.events));
      const said = await problems(report);
      ok(said.includes("damagedGzip"), said.join());
      ok(
        said.some((one) => /^#f\d+\.json damagedGzip$/.test(one)),
        said.join(),
      );
    });

    it("cut anywhere: all files before are read, and again the same", async function () {
      this.timeout(60_000);
      const small = Buffer.concat([...members.slice(0, 6), tarEnd]);
      const packed = zlib.gzipSync(small);
      const cuts = Array.from({ length: Math.ceil(small.length / 512) }, (_, i) =>
        small.subarray(0, i * 512 + ((i * 37) % 512)),
      );
      const packedCuts = Array.from({ length: 24 }, (_, i) =>
        packed.subarray(0, Math.floor((packed.length * (i + 2)) / 27)),
      );
      for (const cut of [...cuts.slice(2), ...packedCuts]) {
        const plain = cut[0] === 0x1f ? inflated(cut) : cut;
        const whole = Math.min(6, Math.floor((plain.length + padding()) / size));
        const [once, twice] = [await openNew(cut), await openNew(cut)];
        ok(once.events >= 3 * whole, `${plain.length}: ${once.events} of ${whole}`);
        equal(twice.events + twice.duplicates, once.events + once.duplicates);
        await engine.logs.close();
      }
      function padding(): number {
        return (512 - (Buffer.byteLength(trail(0, 1, 2)) % 512)) % 512;
      }
    });

    const inflated = (cut: Buffer): Buffer => zlib.gunzipSync(cut, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
  });

  describe("a zip without its directory", () => {
    const files: Files = Array.from({ length: 10 }, (_, i) => [`f${i}.json`, trail(2 * i, 2 * i + 1)]);
    const cutOf = (zip: Buffer): Buffer => zip.subarray(0, zip.readUInt32LE(zip.length - 6));
    const cases: [what: string, content: Buffer, events: number, problems: string[]][] = [
      ["deflated", cutOf(zipOf(files)), 20, ["damagedArchive noDirectory"]],
      ["stored", cutOf(zipOf(files, { store: true })), 20, ["damagedArchive noDirectory"]],
      ["deflated, sizes after the data", streamedZip(files), 20, ["damagedArchive noDirectory"]],
      ["stored, sizes after the data", streamedZip(files, { store: true }), 20, ["damagedArchive noDirectory"]],
      [
        "of 64 bits",
        Buffer.concat(files.map(([name, content]) => zip64Member(name, String(content)))),
        20,
        ["damagedArchive noDirectory"],
      ],
      [
        "with an archive in it",
        cutOf(
          zipOf(
            [
              ["in.zip", zipOf(files, { store: true })],
              ["z.json", trail(50)],
            ],
            { store: true },
          ),
        ),
        21,
        ["damagedArchive noDirectory"],
      ],
      [
        "with garbage in it",
        Buffer.concat([cutOf(zipOf(files)), Buffer.from("PK garbage"), cutOf(zipOf([["z.json", trail(50)]]))]),
        21,
        ["damagedArchive noDirectory", "notAMember 10"],
      ],
      ["with a damaged directory", damagedDirectory(zipOf(files)), 20, ["damagedArchive noDirectory"]],
      ["that says fewer files than it lists", countedLess(zipOf(files)), 20, ["damagedArchive noDirectory"]],
      [
        "with another end in its comment, which lists nothing",
        Buffer.concat([commented(zipOf(files), 22), zipOf([])]),
        20,
        ["damagedArchive noDirectory"],
      ],
    ];
    for (const [what, content, events, said] of cases) {
      it(`${what}: its files are found one by one`, async () => {
        const report = await openNew(content);
        equal(report.events, events);
        deepEqual((await problems(report)).sort(), said);
      });
    }
    function countedLess(zip: Buffer): Buffer {
      for (const at of [zip.length - 14, zip.length - 12]) zip.writeUInt16LE(3, at);
      return zip;
    }
    function commented(zip: Buffer, length: number): Buffer {
      zip.writeUInt16LE(length, zip.length - 2);
      return zip;
    }
    function damagedDirectory(zip: Buffer): Buffer {
      const at = zip.indexOf("PK\x01\x02", zip.indexOf("PK\x01\x02", zip.indexOf("PK\x01\x02") + 1) + 1);
      zip.write("XX", at);
      return zip;
    }

    it("cut anywhere: all files before are read, and again the same", async function () {
      this.timeout(60_000);
      for (const [zip, starts] of [
        zipOf(files),
        zipOf(files, { store: true }),
        streamedZip(files),
        streamedZip(files, { store: true }),
      ].map((zip) => [zip, files.map(([name]) => zip.indexOf(name) - 30)] as const)) {
        for (let cut = 200; cut < zip.length - 30; cut += 97) {
          const part = zip.subarray(0, cut);
          const whole = Math.max(0, starts.filter((start) => start <= cut).length - 1);
          const [once, twice] = [await openNew(part), await openNew(part)];
          ok(once.events >= 2 * whole, `${cut}: ${once.events} of ${whole}`);
          equal(twice.events + twice.duplicates, once.events + once.duplicates);
          await engine.logs.close();
        }
      }
    });

    it("a member's wrong sum is told as such, and all of it is kept", async () => {
      const zip = zipOf([["a.json", trail(1, 2)]], { store: true });
      zip.write("PutObject", zip.indexOf("GetObject"));
      const report = await openNew(zip);
      equal(report.events, 2);
      deepEqual(await problems(report), ["#a.json gzipChecksum"]);
    });
  });

  const shared = path.resolve("../shared/faults");
  (fs.existsSync(shared) ? describe : describe.skip)("the inputs of a hunt for faults", () => {
    const cases: [name: string, events: number, problems: string[]][] = [
      ["min-nested.zip", 0, []], // the log in the archive in it has none
      ["collide.zip", 9, []],
      ["cut.tar.gz", 282, ["truncatedGzip"]],
      ["zero.jsonl.gz", 2, ["notGzip 1"]],
      ["badcrc.json.gz", 20, ["gzipChecksum"]],
      ["garbage.json.gz", 20, ["notGzip 23"]],
      ["five.json.gz", 0, ["gzipHeader nothing"]],
    ];
    for (const [name, events, said] of cases) {
      it(`${name}: ${events} events, each with its own text, and ${said.join() || "nothing"} is told`, async function () {
        this.timeout(60_000); // each text is inflated anew
        const report = await openNew(fs.readFileSync(path.join(shared, name)));
        equal(report.events + report.duplicates, events);
        for (const [row, text] of await ids()) equal(text, row);
        const reasons = (await problems(report)).map((one) => one.replace(/^#\S+ /, ""));
        deepEqual([...new Set(reasons)], said);
      });
    }
  });
});
