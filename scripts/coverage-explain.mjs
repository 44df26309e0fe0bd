// npm run coverage:explain: counts how many events and parameters of real logs are explained, in ../shared/data if it
// exists, else in the samples, or in the given folder.
import { ensurePackages } from "./lib/packages.mjs";
import { build, program, runNode } from "./lib/run.mjs";

await program(async () => {
  await ensurePackages();
  await build({ tests: true });
  return runNode("out/test/bench/explainCoverage.js", process.argv.slice(2));
});
