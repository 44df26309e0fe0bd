// npm start: opens the samples with the extension as users get it, packaged and installed. Ctrl+C ends everything.
import { ensurePackages } from "./lib/packages.mjs";
import { copyOfSamples, temporaryFolder } from "./lib/root.mjs";
import { makePackage, program } from "./lib/run.mjs";
import { openFetchedDesktop, openOwnDesktop, openWorkbench } from "./lib/windows.mjs";
import { workbenchRunsHere } from "./lib/workbench.mjs";

await program(async () => {
  await ensurePackages();
  console.log("Building the package …");
  const vsix = `${temporaryFolder()}/cloudtrail-inspector.vsix`;
  await makePackage(vsix);
  const samples = copyOfSamples();
  if (await openOwnDesktop(vsix, samples)) return;
  await (workbenchRunsHere ? openWorkbench(vsix, samples) : openFetchedDesktop(vsix, samples));
});
