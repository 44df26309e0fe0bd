// node esbuild.js [--production] [--tests] [--watch]
// One bundle per program that is started on its own: the extension, the engine's threads, each page, each test file.
const fs = require("node:fs");
const path = require("node:path");
const esbuild = require("esbuild");

const has = (flag) => process.argv.includes(flag);
const production = has("--production");
const watch = has("--watch");

const common = {
  absWorkingDir: __dirname,
  bundle: true,
  minify: production,
  sourcemap: !production,
  sourcesContent: false,
  logLevel: "warning",
  legalComments: "none",
};

const node = {
  ...common,
  platform: "node",
  target: "node20",
  format: "cjs",
  // jsonc-parser's "main" is a UMD file whose inner requires cannot be bundled
  mainFields: ["module", "main"],
  external: ["vscode"],
};

const page = { ...common, platform: "browser", target: "es2022", format: "iife" };

// A bundled test file includes everything except what must exist only once: mocha's globals, VS Code's API, the browser
// driver.
const test = {
  ...node,
  minify: false,
  sourcemap: "inline",
  external: ["vscode", "mocha", "playwright-core", "esbuild"],
};

/** Interface tests are ES modules, like the scripts that they share with the runners. */
const uiTest = (levelsUp) => ({
  ...test,
  format: "esm",
  outExtension: { ".js": ".mjs" },
  packages: "external",
  plugins: [scriptsStayWhereTheyAre(levelsUp)],
});

/** The runners' scripts find the repository by their own location, so tests import them and do not bundle them. */
function scriptsStayWhereTheyAre(levelsUp) {
  return {
    name: "scripts-stay-where-they-are",
    setup(build) {
      build.onResolve({ filter: /\/scripts\/.*\.mjs$/ }, ({ path: asked }) => ({
        path: asked.replace(/^.*?\/scripts\//, `${"../".repeat(levelsUp)}scripts/`),
        external: true,
      }));
    },
  };
}

function filesUnder(folder, ending) {
  if (!fs.existsSync(path.join(__dirname, folder))) return [];
  return fs
    .readdirSync(path.join(__dirname, folder), { recursive: true })
    .map((file) => path.posix.join(folder, file.toString().replaceAll("\\", "/")))
    .filter((file) => file.endsWith(ending) && !file.endsWith(".d.ts"))
    .sort();
}

function programs() {
  const pages = filesUnder("media", ".ts").filter((file) => path.posix.dirname(file) === "media");
  return [
    { ...node, entryPoints: ["src/extension.ts"], outfile: "dist/extension.js" },
    { ...node, entryPoints: ["src/engine/worker.ts"], outfile: "dist/engine.js" },
    { ...node, entryPoints: ["src/engine/helper.ts"], outfile: "dist/helper.js" },
    { ...node, entryPoints: ["src/engine/expressions/index.ts"], outfile: "dist/expressions.js" },
    { ...node, entryPoints: ["src/aws/aws.ts"], outfile: "dist/aws.js" },
    { ...page, entryPoints: pages, outdir: "dist/media" },
    { ...page, sourcemap: false, entryPoints: filesUnder("media", ".css"), outdir: "dist/media", outbase: "media" },
  ];
}

function tests() {
  const under = (folder) => ({ outdir: `out/test/${folder}`, outbase: `test/${folder}` });
  return [
    { ...test, ...under("unit"), entryPoints: filesUnder("test/unit", ".test.ts") },
    { ...test, ...under("host"), entryPoints: ["test/host/index.ts", ...filesUnder("test/host", ".test.ts")] },
    { ...uiTest(3), ...under("ui"), entryPoints: filesUnder("test/ui", ".test.ts") },
    {
      ...test,
      ...under("bench"),
      entryPoints: [
        "test/bench/bench.ts",
        "test/bench/explainCoverage.ts",
        ...filesUnder("test/bench/host", ".test.ts"),
        ...filesUnder("test/bench/editors", ".test.ts"),
      ],
    },
    { ...test, ...under("fuzz"), entryPoints: ["test/fuzz/fuzz.ts"] },
    { ...uiTest(4), ...under("bench/show"), entryPoints: filesUnder("test/bench/show", ".test.ts") },
  ];
}

/**
 * Compiles the parts written in AssemblyScript, which esbuild cannot. This takes seconds, so it happens only if the
 * sources are newer than the output.
 */
async function buildWasm({ folder, out }) {
  const at = (file) => path.join(__dirname, file);
  const changed = (file) => fs.statSync(at(file)).mtimeMs;
  const sources = [...filesUnder(folder, ""), "esbuild.js", "package-lock.json"];
  if (fs.existsSync(at(out)) && sources.every((file) => changed(file) < changed(out))) return out;
  const { main } = await import("assemblyscript/asc");
  const { error, stderr } = await main(
    [`${folder}/index.ts`, "--baseDir", __dirname, "--outFile", out, ...WASM_OPTIONS],
    { stdout: process.stdout },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return out;
}

const WASM_OPTIONS = ["-O3", "--shrinkLevel", "1", "--noAssert", "--runtime", "stub", "--enable", "simd,bulk-memory"];

const wasm = [
  { folder: "src/scanner-simd", out: "dist/scanner.wasm" },
  { folder: "src/inflater-simd", out: "dist/inflater.wasm" },
];

/**
 * Removes outputs whose source no longer exists, so that they are neither packaged nor run. It runs after the build,
 * because another run may be reading.
 */
function removeStale(folder, made) {
  for (const file of filesUnder(folder, "")) {
    const full = path.join(__dirname, file);
    if (!made.has(file) && fs.statSync(full).isFile()) fs.rmSync(full, { force: true });
  }
}

async function main() {
  const builds = [...programs(), ...(has("--tests") ? tests() : [])];
  const { ensurePackages } = await import("./scripts/lib/packages.mjs");
  await ensurePackages();
  const { keptApiTexts } = await import("./scripts/generate-api-texts.mjs");
  const texts = keptApiTexts("dist/api");
  const compiled = [];
  for (const one of wasm) compiled.push(await buildWasm(one));
  if (!watch) {
    const results = await Promise.all(builds.map((options) => esbuild.build({ ...options, metafile: true })));
    const { writeNotices } = await import("./scripts/notices.mjs");
    const bundled = results.slice(0, programs().length).flatMap(({ metafile }) => Object.keys(metafile.inputs));
    const outputs = results.flatMap(({ metafile }) => Object.keys(metafile.outputs));
    const made = new Set([...outputs, ...texts, ...compiled, writeNotices(bundled)]);
    for (const folder of has("--tests") ? ["dist", "out/test"] : ["dist"]) removeStale(folder, made);
    return;
  }
  for (const options of builds) {
    const context = await esbuild.context({ ...options, logLevel: "info" });
    await context.watch();
  }
  console.log("Watching.");
}

main().catch((error) => {
  // esbuild has already printed the errors in the sources
  if (!error.errors) console.error(error);
  process.exitCode = 1;
});
