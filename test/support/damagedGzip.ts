import zlib from "node:zlib";

/** Kinds of damage to gzip data, with what can still be read. */
export interface DamagedCase {
  name: string;
  packed: Buffer;
  /** The intact content. */
  content: string;
  /** As the engine reports it: reason, detail. */
  problems: (string | [reason: string, detail: string])[];
}

/** @param parts contents of members, each of which can be read separately; three or more */
export function damagedCases(parts: readonly string[]): DamagedCase[] {
  const members = parts.map((part) => zlib.gzipSync(part));
  const [first, second, third] = members as [Buffer, Buffer, Buffer];
  const rest = members.slice(2);
  const all = parts.join("");
  const changed = (member: Buffer, at: number, value?: number): Buffer => {
    const copy = Buffer.from(member);
    const place = at < 0 ? copy.length + at : at;
    copy[place] = value ?? (copy[place] as number) ^ 0x55;
    return copy;
  };
  /** A block of an unknown kind instead of the data. */
  const broken = Buffer.concat([second.subarray(0, 10), Buffer.alloc(200, 7)]);
  const without = [parts[0], ...parts.slice(2)].join("");
  const flagged = (flags: number, more: Buffer, member = second): Buffer =>
    Buffer.concat([changed(member, 3, flags).subarray(0, 10), more, member.subarray(10)]);
  const name = Buffer.from("events.json\0");
  const extra = Buffer.from([3, 0, 1, 2, 3]);
  const checked = flagged(2, Buffer.alloc(2));
  checked.writeUInt16LE(zlib.crc32(checked.subarray(0, 10)) & 0xffff, 10);
  const join = (...list: Buffer[]): Buffer => Buffer.concat(list);
  const text = Buffer.from("something else");
  const cases: [name: string, packed: Buffer, content: string, problems: DamagedCase["problems"]][] = [
    ["members one behind the other", join(...members), all, []],
    ["empty members between", join(zlib.gzipSync(""), ...members.flatMap((one) => [one, zlib.gzipSync("")])), all, []],
    ["zeros behind the last member", join(...members, Buffer.alloc(700)), all, []],
    ["a zero between two members", join(first, Buffer.alloc(1), second, ...rest), all, [["notGzip", "1"]]],
    ["something else between two members", join(first, text, second, ...rest), all, [["notGzip", "14"]]],
    ["something else behind the last member", join(...members, text), all, [["notGzip", "14"]]],
    ["zeros and something else behind", join(...members, Buffer.alloc(9), text), all, [["notGzip", "23"]]],
    ["one byte of a member behind", join(...members, first.subarray(0, 1)), all, [["notGzip", "1"]]],
    ["a header cut", join(...members, first.subarray(0, 7)), all, ["truncatedGzip"]],
    ["a name in a header cut", join(...members, flagged(8, name).subarray(0, 15)), all, ["truncatedGzip"]],
    ["a trailer cut", join(...members).subarray(0, -3), all, ["truncatedGzip"]],
    ["no trailer", join(...members).subarray(0, -8), all, ["truncatedGzip"]],
    ["the checksum of the last member", changed(join(...members), -8), all, ["gzipChecksum"]],
    ["the length of the last member", changed(join(...members), -4), all, ["gzipLength"]],
    ["the checksum of the first member", join(changed(first, -8), second, ...rest), all, ["gzipChecksum"]],
    ["checksums of all", join(...members.map((one) => changed(one, -5))), all, members.map(() => "gzipChecksum")],
    [
      "a checksum, and something else behind",
      join(changed(join(...members), -8), text),
      all,
      ["gzipChecksum", ["notGzip", "14"]],
    ],
    ["a byte of a trailer lost", join(first.subarray(0, -1), second, ...rest), all, ["gzipLength"]],
    ["the first member broken", join(broken, first, ...rest), without, ["damagedGzip"]],
    ["one in the middle broken", join(first, broken, ...rest), without, ["damagedGzip"]],
    ["the last one broken", join(first, ...rest, broken), without, ["damagedGzip"]],
    ["two broken", join(first, broken, broken, ...rest), without, ["damagedGzip"]],
    ["another method", join(first, changed(second, 2, 1), ...rest), without, ["gzipHeader"]],
    ["another method first", join(changed(second, 2, 1), first, ...rest), without, ["gzipHeader"]],
    ["a flag that is not known", join(first, changed(second, 3, 0x80), third, ...rest.slice(1)), all, ["gzipHeader"]],
    ["extra, a name and a comment", join(first, flagged(28, join(extra, name, name)), ...rest), all, []],
    ["a header with its checksum", join(first, checked, ...rest), all, []],
    ["a header with a wrong checksum", join(first, changed(checked, 10), ...rest), all, ["gzipHeader"]],
    ["headers that no program writes", join(...members.map((one) => changed(changed(one, 8, 77), 9, 99))), all, []],
    [
      "what only looks like a member between",
      join(first, second.subarray(0, 11), text, second, ...rest),
      all,
      ["damagedGzip"],
    ],
  ];
  return cases.map(([name, packed, content, problems]) => ({ name, packed, content, problems }));
}
