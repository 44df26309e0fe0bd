import { parentPort } from "node:worker_threads";
import type { FilesAsked } from "./helpers/helpers";
import { type InflateAsked, inflateFor } from "./helpers/inflatingThread";
import { Preparer } from "./input/prepared";
import { buffersOf, type Part } from "./parts/part";
import { readParts } from "./parts/readParts";
import type { PartsAsked } from "./parts/threads";
import { useProgram } from "./reading/scanner";

/** A thread that helps the engine's thread: it reads parts of a large file, or reads and decompresses small ones. */

const port = parentPort;
if (!port) throw new Error("a helper runs as a worker thread only");

let preparer: Preparer | undefined;

port.on("message", (asked: FilesAsked | InflateAsked | PartsAsked) => {
  if ("inflate" in asked) {
    inflateFor(asked);
    return;
  }
  if ("paths" in asked) {
    preparer ??= new Preparer();
    const batch = preparer.batch(asked.paths, asked.memory);
    port.postMessage(batch, [batch.memory]);
    return;
  }
  useProgram(asked.program);
  const answer = (part: Part | undefined, handedOver: ArrayBuffer[]): void => port.postMessage(part, handedOver);
  for (const part of readParts(asked.parts)) answer(part, buffersOf(part));
  answer(undefined, []); // that was the last part part
});
