// npm run fuzz -- --help: checks generated and damaged logs (test/fuzz).
import { ensurePackages } from "./lib/packages.mjs";
import { build, program, runNode } from "./lib/run.mjs";

await program(async () => {
  await ensurePackages();
  await build({ tests: true });
  return runNode("out/test/fuzz/fuzz.js", process.argv.slice(2));
});
