import path from "node:path";
import type { Aws } from "./userDirectory";

let loaded: Aws | undefined;

/** Loads the SDK, a separate bundle, when it is first needed: most sessions never call AWS. */
export function loadAws(): Aws {
  loaded ??= require(path.join(__dirname, "aws.js")) as Aws;
  return loaded;
}
