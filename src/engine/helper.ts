import { parentPort } from "node:worker_threads";
import { pack, prepareAll } from "./input/prepared";

/** A thread that reads and inflates small files while the engine's thread scans others. */

const port = parentPort;
if (!port) throw new Error("a helper runs as a worker thread only");

port.on("message", (paths: string[]) => {
  const batch = prepareAll(paths);
  port.postMessage(batch, pack(batch));
});
