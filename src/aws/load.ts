import path from "node:path";
import type { Aws } from "./userDirectory";

let loaded: Aws | undefined;

/** The SDK is a bundle of its own, read when it is first needed: most sessions never ask AWS anything. */
export function loadAws(): Aws {
  loaded ??= require(path.join(__dirname, "aws.js")) as Aws;
  return loaded;
}
