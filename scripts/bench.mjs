// npm run bench -- --help: how fast logs are read, against other ways to read them (test/bench).
import { ensurePackages } from "./lib/packages.mjs";
import { build, program, runNode } from "./lib/run.mjs";

await program(async () => {
  await ensurePackages();
  await build({ tests: true });
  return runNode("out/test/bench/bench.js", process.argv.slice(2));
});
