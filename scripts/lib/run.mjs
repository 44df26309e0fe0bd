import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { atEnd } from "./cleanup.mjs";
import { root } from "./root.mjs";

/**
 * Runs a program and returns its exit code. With `quiet`, its output is shown only if it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, shell?: boolean, onOutput?: (text: string) => void }} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, { cwd = root, env = process.env, quiet = false, shell = false, onOutput } = {}) {
  return new Promise((resolve, reject) => {
    const piped = quiet || onOutput;
    const child = spawn(program, args, {
      cwd,
      env,
      shell,
      stdio: ["ignore", piped ? "pipe" : "inherit", piped ? "pipe" : "inherit"],
    });
    const stop = atEnd(() => child.kill());
    let said = "";
    /** @param {Buffer} chunk */
    const listen = (chunk) => {
      said += chunk;
      onOutput?.(String(chunk));
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("error", reject);
    child.once("close", (code) => {
      stop();
      if (quiet && code) process.stderr.write(said);
      resolve(code ?? 1);
    });
  });
}

/**
 * @param {string} script path below the repository
 * @param {string[]} [args]
 * @param {Parameters<typeof run>[2]} [options]
 */
export const runNode = (script, args = [], options) =>
  run(process.execPath, [path.join(root, script), ...args], options);

/**
 * Runs the npm that started this process, with the Node that runs it: on Windows, npm itself cannot be spawned.
 * @param {string[]} args
 * @param {Parameters<typeof run>[2] & { node?: string }} [options]
 */
export function runNpm(args, { env = process.env, node = process.execPath, ...options } = {}) {
  const clean = Object.entries(env).filter(
    ([name]) => !/^npm_(package|lifecycle)_|^npm_config_(local_)?prefix$/i.test(name),
  );
  const cli = npmCli();
  return run(cli ? node : "npm", cli ? [cli, ...args] : args, { ...options, env: Object.fromEntries(clean) });
}

function npmCli() {
  const beside = path.resolve(process.execPath, "../../lib/node_modules/npm/bin/npm-cli.js");
  return [process.env.npm_execpath, beside].find((file) => file?.endsWith(".js") && fs.existsSync(file));
}

/** @param {{ tests?: boolean, production?: boolean }} what */
export async function build({ tests = false, production = false }) {
  const flags = [...(tests ? ["--tests"] : []), ...(production ? ["--production"] : [])];
  if (await runNode("esbuild.js", flags)) throw new Stop("The build failed.");
}

/**
 * Makes the .vsix. vsce itself starts the production build (vscode:prepublish).
 * @param {string} file
 */
export async function makePackage(file) {
  const { createVSIX } = await import("@vscode/vsce");
  // everything is bundled, so no dependencies are included; no repository is named, so links are not rewritten
  await createVSIX({
    cwd: root,
    packagePath: file,
    dependencies: false,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
}

/**
 * Parses the last line of a suite's output, the only result that does not depend on VS Code's exit code.
 * @param {string} text
 */
export function closingLine(text) {
  const [line, passed, failed] = [...text.matchAll(/^(\d+) passed, (\d+) failed.*$/gm)].at(-1) ?? [];
  return line === undefined ? undefined : { text: line, good: Number(passed) > 0 && Number(failed) === 0 };
}

/** Ends the program without a stack trace: the message says everything. */
export class Stop extends Error {}

/** @param {() => Promise<number | void>} main returns the exit code */
export async function program(main) {
  try {
    process.exit((await main()) ?? 0);
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    process.exit(1);
  }
}
