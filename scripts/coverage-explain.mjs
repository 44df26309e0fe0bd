// npm run coverage:explain: how many events and parameters of real logs are explained; over ../shared/data where that is,
// else over the samples, or over the folder that is named.
import { ensurePackages } from "./lib/packages.mjs";
import { build, program, runNode } from "./lib/run.mjs";

await program(async () => {
  await ensurePackages();
  await build({ tests: true });
  return runNode("out/test/bench/explainCoverage.js", process.argv.slice(2));
});
