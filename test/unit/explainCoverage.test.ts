import assert from "node:assert/strict";
import fs from "node:fs";
import { explainCoverage, publicLogs, type Share, samples, shareText } from "./support/explainCoverage";

function assertShare(share: Share, least: number): void {
  assert.ok(share.all > 10);
  assert.ok(share.explained / share.all >= least, `${shareText(share)}; not: ${[...share.rest.keys()].join(", ")}`);
}

describe("what is explained", () => {
  const folders: [name: string, folder: string][] = [["our samples", samples]];
  // the public logs are not in the repository
  if (fs.existsSync(publicLogs)) folders.push(["public logs", publicLogs]);
  for (const [name, folder] of folders) {
    it(`${name}: at least 92 % of events and 94 % of the parameters' keys, by kind and by count`, async () => {
      const { events, keys, kindsOfEvents, kindsOfKeys } = await explainCoverage(folder);
      for (const share of [events, kindsOfEvents]) assertShare(share, 0.92);
      for (const share of [keys, kindsOfKeys]) assertShare(share, 0.94);
    }).timeout(60_000);
  }
});
