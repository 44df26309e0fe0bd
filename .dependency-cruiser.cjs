// The arrows of the house: extension → features → (engine | aws | ui | people | logs) → (core | calls). Types count as well.
const windows = "^src/(ui|features)/|^src/(extension|api|logs|logSource|people|watch)\\.ts$";
const core = "^src/core/";
/** How questions cross between two sides: known to all of them. */
const calls = "^src/calls/";
const anywhere = "^(src|media)/";
/** A module from node_modules, whether it resolves to its code or to its types. */
const npm = (names) => `(^|/)node_modules/(@types/)?(${names})(/|$)|^(${names})(/|$)`;

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: { path: anywhere }, to: { circular: true } },
    {
      name: "nothing-unresolved",
      severity: "error",
      from: { path: anywhere },
      to: { couldNotResolve: true, pathNot: "^vscode$" },
    },
    {
      name: "core-is-pure",
      comment: "Core knows CloudTrail and nothing of where it runs: no folder of ours, no Node, no VS Code.",
      severity: "error",
      from: { path: core },
      to: { pathNot: [core, npm("jsonc-parser|date-fns|@date-fns/tz|@vscode/l10n|ipaddr.js")] },
    },
    {
      name: "scanner-knows-json-only",
      comment:
        "The scanner reads JSON and times by a table of paths; what a record means is the business of core/events.",
      severity: "error",
      from: { path: "^src/core/scan/" },
      to: { path: "^src/core/", pathNot: "^src/core/scan/|^src/core/events/(paths|time)\\.ts$" },
    },
    {
      name: "engine-stands-on-core",
      comment: "The thread and its client: core, Node, two libraries for archives and one for expressions; no window.",
      severity: "error",
      from: { path: "^src/engine/" },
      to: {
        path: ["^src/", "^media/", "node_modules", "^vscode$"],
        pathNot: ["^src/engine/", core, calls, npm("node|yauzl|re2js")],
      },
    },
    {
      name: "aws-stands-on-core",
      severity: "error",
      from: { path: "^src/aws/" },
      to: { path: ["^src/", "^media/"], pathNot: ["^src/aws/", core] },
    },
    {
      name: "network-in-one-place",
      comment: "Only src/aws may reach AWS.",
      severity: "error",
      from: { path: anywhere, pathNot: "^src/aws/" },
      to: { path: npm("@aws-sdk|@smithy") },
    },
    {
      name: "vscode-in-windows-only",
      severity: "error",
      from: { path: anywhere, pathNot: windows },
      to: { path: npm("vscode") },
    },
    {
      name: "features-know-no-other-feature",
      severity: "error",
      from: { path: "^src/features/([^/.]+)" },
      to: { path: "^src/features/", pathNot: "^src/features/$1(/|\\.)" },
    },
    {
      name: "ui-stands-below-features",
      severity: "error",
      from: { path: "^src/(ui/|(logs|logSource|people|watch)\\.ts$)" },
      to: { path: "^src/(features/|(extension|api)\\.ts$)" },
    },
    {
      name: "nothing-needs-the-entry",
      severity: "error",
      from: { path: anywhere, pathNot: "^src/extension\\.ts$" },
      to: { path: "^src/extension\\.ts$" },
    },
    {
      name: "pages-stand-on-core",
      comment: "A page is a browser: core only, and of the messages it is sent the types only.",
      severity: "error",
      from: { path: "^media/" },
      to: { path: "^src/", pathNot: [core, calls], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "pages-bring-nothing",
      severity: "error",
      from: { path: "^media/" },
      to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-no-pkg"] },
    },
    { name: "pages-are-not-ours", severity: "error", from: { path: "^src/" }, to: { path: "^media/" } },
    { name: "tests-stay-outside", severity: "error", from: { path: anywhere }, to: { path: "^(test|scripts)/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^src/(scanner|inflater)-simd/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};
