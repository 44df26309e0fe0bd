// npm run package: makes the .vsix from a production build. It uses no network.
import fs from "node:fs";
import path from "node:path";
import { ensurePackages } from "./lib/packages.mjs";
import { root } from "./lib/root.mjs";
import { makePackage, program, Stop } from "./lib/run.mjs";

const LIMIT = 5_000_000; // bytes

await program(async () => {
  await ensurePackages();
  const file = path.join(root, "cloudtrail-inspector.vsix");
  await makePackage(file);
  const { size } = fs.statSync(file);
  if (size > LIMIT) throw new Stop(`The package has ${size} bytes; ${LIMIT} are allowed.`);
  console.log(`${path.relative(process.cwd(), file)} (${(size / 1000).toFixed(0)} kB)`);
});
