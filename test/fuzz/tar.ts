const BLOCK = 512;

/** A minimal tar in "ustar" format. */
export function tarOf(files: readonly [name: string, content: string | Uint8Array][]): Buffer {
  const parts = files.flatMap(([name, content]) => {
    const bytes = Buffer.from(content as string);
    return [headerOf(name, bytes.length), bytes, Buffer.alloc(-bytes.length & (BLOCK - 1))];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100);
  for (const at of [100, 108, 116]) header.write(at === 100 ? "000644 \0" : "000000 \0", at);
  header.write(`${size.toString(8).padStart(11, "0")} 00000000000 `, 124);
  header.write("        0", 148);
  header.write("ustar\x0000", 257);
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}
