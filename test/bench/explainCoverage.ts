/** npm run coverage:explain */
import fs from "node:fs";
import {
  type ExplainCoverage,
  explainCoverage,
  publicLogs,
  type Share,
  samples,
  shareText,
} from "../unit/support/explainCoverage";

const folder = process.argv[2] ?? (fs.existsSync(publicLogs) ? publicLogs : samples);
console.log(`Explained in ${folder}:`);
explainCoverage(folder).then(print, (error) => {
  console.error(error);
  process.exitCode = 1;
});

function print({ events, keys, kindsOfEvents, kindsOfKeys }: ExplainCoverage): void {
  console.log(`  events                          ${shareText(events)}`);
  console.log(`  kinds of events                 ${shareText(kindsOfEvents)}`);
  console.log(`  keys of requestParameters       ${shareText(keys)}`);
  console.log(`  keys, once per kind of event    ${shareText(kindsOfKeys)}`);
  console.log(`Not explained: ${rest(events)}\nNot explained: ${rest(keys)}`);
}

function rest({ rest }: Share): string {
  return [...rest]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ×${count}`)
    .join(", ");
}
