import { chromium } from "playwright-core";
import { ensureChromium } from "./chromium.mjs";

/**
 * A headless browser with one page that can only reach this machine.
 * @param {{ width?: number, height?: number }} [size]
 */
export async function startBrowser({ width = 1280, height = 800 } = {}) {
  const quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    // a container's root user may not have a sandbox, and the page comes from this machine
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", ...quiet],
    // lib/cleanup.mjs ends the run on a signal, and the browser with it
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  const context = await browser.newContext({ viewport: { width, height } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  /** @type {string[]} */
  const refused = [];
  await context.route(
    (url) => url.hostname !== "127.0.0.1",
    (route) => {
      refused.push(route.request().url());
      return route.abort();
    },
  );
  const page = await context.newPage();
  return { browser, context, page, refused };
}
