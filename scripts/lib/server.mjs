// A VS Code only for this run, on a loopback port, with its own settings, extensions and data.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { atEnd } from "./cleanup.mjs";
import { root, temporaryFolder } from "./root.mjs";
import { run, Stop } from "./run.mjs";
import { workbench } from "./workbench.mjs";

/**
 * @typedef {object} ServerOptions
 * @property {import("./workbench.mjs").Release} [release]
 * @property {string[]} [vsix] packages to install first
 * @property {(folder: string) => void} [installed] called with the folder of each installed package before VS Code starts
 * @property {boolean} [driver] VS Code's own test driver: needed to load the extension from this folder or to run tests
 *   inside, but it keeps notifications from showing
 * @property {boolean} [trust] ask whether the workspace is trusted, as VS Code does; else every workspace is
 * @property {boolean} [token] only who knows the token may connect
 * @property {string} [locale] a language other than English, such as "ja"
 * @property {Record<string, unknown>} [settings]
 * @property {NodeJS.ProcessEnv} [env] reaches the extension host
 */

/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

const calm = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "typescript.disableAutomaticTypeAcquisition": true,
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
};

/** @param {ServerOptions} options */
export async function startServer({
  release = "newest",
  vsix = [],
  installed,
  driver = false,
  trust = false,
  token = false,
  ...rest
} = {}) {
  const { node, main } = await workbench(release);
  const data = temporaryFolder();
  writeSettings(data, { ...calm, ...rest.settings });
  if (rest.locale) writeLanguagePack(data, rest.locale);
  const env = environment(data, rest.env);

  for (const file of vsix) {
    let said = "";
    const args = [main, "--install-extension", path.resolve(root, file), "--force"];
    const code = await run(node, args, { env, onOutput: (text) => (said += text) });
    if (code || !said.includes("successfully installed")) throw new Stop(`${file} could not be installed:\n${said}`);
  }
  if (installed) for (const folder of installedExtensions(data)) installed(folder);

  const secret = token ? randomBytes(16).toString("hex") : "";
  const args = [
    main,
    ...["--host", "127.0.0.1", "--port", "0", "--accept-server-license-terms"],
    ...["--disable-telemetry", "--telemetry-level", "off", "--log", "info"],
    ...(secret ? ["--connection-token", secret] : ["--without-connection-token"]),
    ...(trust ? [] : ["--disable-workspace-trust"]),
    ...(driver ? ["--enable-smoke-test-driver"] : []),
    ...(rest.locale ? ["--locale", rest.locale] : []),
  ];
  // its own process group, so that the extension hosts end with it
  const child = spawn(node, args, { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const kill = atEnd(() => killGroup(child.pid, "SIGKILL"));
  let log = "";
  const port = await new Promise((resolve, reject) => {
    /** @param {Buffer} chunk */
    const listen = (chunk) => {
      log += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(log)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", (code) => reject(new Stop(`VS Code's server ended with ${code}:\n${log}`)));
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const authority = `127.0.0.1:${port}`;

  return {
    data,
    authority,
    /** The server's whole output. */
    log: () => log,
    /**
     * @param {string} folder
     * @param {[string, string][]} [payload]
     */
    url(folder, payload = []) {
      const url = new URL(`http://${authority}/`);
      if (secret) url.searchParams.set("tkn", secret);
      url.searchParams.set("folder", folder);
      url.searchParams.set(
        "payload",
        JSON.stringify([["skipWelcome", "true"], ["skipReleaseNotes", "true"], ...payload]),
      );
      return url.href;
    },
    /** @param {string} file */
    remote: (file) => `vscode-remote://${authority}${path.resolve(file)}`,
    /** Resolves when the server has ended, for any reason. */
    ended,
    /** Lets the extension hosts end by themselves first, because they still write something. */
    async stop() {
      killGroup(child.pid, "SIGTERM");
      const late = setTimeout(() => killGroup(child.pid, "SIGKILL"), 5000);
      await ended;
      clearTimeout(late);
      kill();
    },
  };
}

/** @param {number | undefined} leader @param {NodeJS.Signals} signal */
function killGroup(leader, signal) {
  try {
    if (leader) process.kill(-leader, signal);
  } catch {
    // it has already ended
  }
}

/** @param {string} data */
function installedExtensions(data) {
  const folder = path.join(data, "extensions");
  const entries = fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : [];
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name));
}

/** @param {string} data @param {object} settings */
function writeSettings(data, settings) {
  for (const scope of ["Machine", "User"]) {
    const file = path.join(data, "data", scope, "settings.json");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(settings, null, 2));
  }
}

/**
 * Writes an empty language pack: VS Code's own texts stay English, but every extension gets the language.
 * @param {string} data
 * @param {string} locale
 */
function writeLanguagePack(data, locale) {
  const translations = path.join(data, "data", "no-translations.json");
  fs.writeFileSync(translations, JSON.stringify({ contents: {} }));
  const extension = { extensionIdentifier: { id: "cloudtrail-inspector.stub-language-pack" }, version: "1.0.0" };
  const pack = { hash: "stub", extensions: [extension], translations: { vscode: translations }, label: locale };
  fs.writeFileSync(path.join(data, "data", "languagepacks.json"), JSON.stringify({ [locale]: pack }));
}

/** @param {string} data @param {NodeJS.ProcessEnv} [more] */
function environment(data, more) {
  // no marketplace: no request leaves the machine
  const gallery = { serviceUrl: "", itemUrl: "", resourceUrlTemplate: "", controlUrl: "" };
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    ...more,
    VSCODE_AGENT_FOLDER: data,
    CLOUDTRAIL_TEST_STORAGE: data,
    EXTENSIONS_GALLERY: JSON.stringify(gallery),
  };
  // set if this runs in a terminal of VS Code, and would reach that VS Code
  for (const name of ["NODE_OPTIONS", "VSCODE_IPC_HOOK_CLI", "ELECTRON_RUN_AS_NODE"]) delete env[name];
  return env;
}
