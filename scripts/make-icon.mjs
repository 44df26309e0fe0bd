// node scripts/make-icon.mjs: draws media/icon.png, because a package's icon cannot be an SVG.
import fs from "node:fs";
import path from "node:path";
import { startBrowser } from "./lib/browser.mjs";
import { root } from "./lib/root.mjs";
import { program } from "./lib/run.mjs";

await program(async () => {
  const { browser, page } = await startBrowser({ width: 128, height: 128 });
  const svg = fs.readFileSync(path.join(root, "scripts/icon.svg"), "utf8");
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  await page.screenshot({ path: path.join(root, "media/icon.png"), omitBackground: true });
  await browser.close();
});
