/**
 * Messages, questions, lists, Markdown and the clipboard each have a single way, which makes what strangers wrote
 * harmless.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { visible } from "../../src/core/events/visible";
import { inert } from "../../src/ui/inert";

const src = path.resolve("src");

/**
 * Members of `vscode.window` that show none of our texts except file names. Anything that VS Code adds is not among
 * these.
 */
const silent = new Set([
  "activeTextEditor",
  "tabGroups",
  "showTextDocument",
  "showOpenDialog",
  "registerCustomEditorProvider",
  "state",
  "onDidChangeWindowState",
]);

/**
 * The only file that uses each of the others, as a value or to write to. The rest of `vscode.window` belongs to
 * `ui/dialogs.ts`.
 */
const owners: Readonly<Record<string, string>> = {
  "window.createOutputChannel": "ui/report.ts",
  "window.createTreeView": "features/tree/index.ts",
  "window.createTerminal": "features/lookUp/waysOn.ts",
  "window.createWebviewPanel": "features/showCoverage/showCoverage.ts",
  "TreeView.message": "ui/dialogs.ts",
  "TreeView.title": "ui/dialogs.ts",
  "TreeView.description": "ui/dialogs.ts",
  "TreeView.badge": "ui/dialogs.ts",
  "WebviewPanel.title": "ui/dialogs.ts",
  "Webview.html": "ui/page.ts",
  MarkdownString: "ui/markdown.ts",
  TreeItem: "features/tree/item.ts",
  // takes a string for Markdown
  Hover: "features/hover.ts",
  "env.clipboard": "ui/clipboard.ts",
  "languages.registerHoverProvider": "features/hover.ts",
  "languages.registerDocumentLinkProvider": "features/links.ts",
  "languages.registerDocumentSymbolProvider": "features/symbols.ts",
  // Markdown and icons that VS Code handles
  "DocumentLink.tooltip": "features/links.ts",
  DocumentSymbol: "features/symbols.ts",
  SymbolInformation: "features/symbols.ts",
};

/** What else VS Code would draw for us, none of which has a door: whatever it adds there belongs to `ui/dialogs.ts`, too. */
const drawn = /^(?:languages|comments|scm|tests|notebooks|chat|lm|debug|authentication)\.[^.]+$/;

const ownerOf = (name: string): string | undefined =>
  owners[name] ??
  (drawn.test(name) || name === "TextEditor.setDecorations" ? "ui/dialogs.ts" : undefined) ??
  (/^window\.[^.]+$/.test(name) && !silent.has(name.slice("window.".length)) ? "ui/dialogs.ts" : undefined);

/** `src` for TypeScript, with some files that are not on disk. */
function programOf(more: Readonly<Record<string, string>>): ts.Program {
  const { config } = ts.readConfigFile("tsconfig.json", (file) => fs.readFileSync(file, "utf8")) as { config: object };
  const { options, fileNames } = ts.parseJsonConfigFileContent({ ...config, include: ["src"] }, ts.sys, process.cwd());
  const host = ts.createCompilerHost(options);
  const added = new Map(Object.entries(more).map(([name, text]) => [path.join(src, name), text]));
  const { fileExists, getSourceFile } = host;
  const lib = path.resolve("node_modules/typescript/lib"); // this test's own folder is not TypeScript's
  host.getDefaultLibLocation = () => lib;
  host.getDefaultLibFileName = (of) => path.join(lib, ts.getDefaultLibFileName(of));
  host.fileExists = (file) => added.has(path.normalize(file)) || fileExists(file);
  host.getSourceFile = (file, language, ...others) => {
    const text = added.get(path.normalize(file));
    return text === undefined
      ? getSourceFile(file, language, ...others)
      : ts.createSourceFile(file, text, language, true);
  };
  return ts.createProgram([...fileNames, ...added.keys()], options, host);
}

const isVscode = (file: ts.SourceFile): boolean => /\/@types\/vscode\//.test(file.fileName);

/** The name of a VS Code declaration: "window.showQuickPick", "TreeView.message". */
function nameIn(symbol: ts.Symbol): string | undefined {
  const declared = symbol.declarations?.find((one) => isVscode(one.getSourceFile()));
  if (declared === undefined) return undefined;
  const names = [symbol.name];
  for (let at = declared.parent; at !== undefined; at = at.parent) {
    if (
      (ts.isModuleDeclaration(at) && at.name.text !== "vscode") ||
      ts.isInterfaceDeclaration(at) ||
      ts.isClassDeclaration(at)
    ) {
      names.unshift(at.name?.text ?? "");
    }
  }
  return names.join(".");
}

/** Every name with an owner that a program uses as a value. */
function uses(program: ts.Program): { file: string; name: string }[] {
  const checker = program.getTypeChecker();
  const found = new Map<string, { file: string; name: string }>();
  for (const source of program.getSourceFiles()) {
    const file = path.relative(src, source.fileName).replaceAll("\\", "/");
    if (file.startsWith("..")) continue;
    const look = (node: ts.Node, symbol: ts.Symbol | undefined): void => {
      if (symbol === undefined) return;
      const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const name = nameIn(meant);
      if (name === undefined || ownerOf(name) === undefined) return;
      if (/^[A-Z]/.test(name) && isProperty(meant) && !isWritten(node)) return;
      found.set(`${file} ${name}`, { file, name });
    };
    const visit = (node: ts.Node): void => {
      if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
      if (ts.isImportDeclaration(node)) return;
      if (ts.isIdentifier(node)) look(node, symbolOf(node));
      if (ts.isStringLiteralLike(node) && ts.isElementAccessExpression(node.parent))
        look(node, checker.getSymbolAtLocation(node));
      ts.forEachChild(node, visit);
    };
    const symbolOf = (node: ts.Identifier): ts.Symbol | undefined => {
      const { parent } = node;
      if (ts.isBindingElement(parent)) {
        const property = parent.propertyName ?? parent.name;
        if (property !== node) return undefined;
        return checker.getTypeAtLocation(parent.parent).getProperty(node.text);
      }
      if (ts.isShorthandPropertyAssignment(parent)) return checker.getShorthandAssignmentValueSymbol(parent);
      // in an object that is merged into another
      if (ts.isPropertyAssignment(parent) && parent.name === node) {
        const call = parent.parent.parent;
        const [target] =
          ts.isCallExpression(call) && call.expression.getText() === "Object.assign" ? call.arguments : [];
        return target && checker.getTypeAtLocation(target).getProperty(node.text);
      }
      return checker.getSymbolAtLocation(node);
    };
    visit(source);
  }
  return [...found.values()];

  /** Of an object that VS Code made: what is read of it is shown nowhere. */
  function isProperty(symbol: ts.Symbol): boolean {
    return (symbol.flags & ts.SymbolFlags.Property) !== 0;
  }

  function isWritten(node: ts.Node): boolean {
    const { parent } = node;
    if (ts.isPropertyAssignment(parent)) return true; // Object.assign
    const access = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) ? parent : undefined;
    const by = access?.parent;
    return (
      by !== undefined &&
      ts.isBinaryExpression(by) &&
      by.left === access &&
      by.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      by.operatorToken.kind <= ts.SyntaxKind.LastAssignment
    );
  }
}

const tricks: [how: string, code: string, found: string][] = [
  ["by its name", "void vscode.window.showErrorMessage(text);", "window.showErrorMessage"],
  [
    "by a name of its own",
    "const say = vscode.window.showInformationMessage; void say(text);",
    "window.showInformationMessage",
  ],
  ["through a name for window", "const w = vscode.window; void w.showQuickPick([text]);", "window.showQuickPick"],
  ["in brackets", 'void vscode["window"]["showInputBox"]({ prompt: text });', "window.showInputBox"],
  [
    "taken apart",
    "const { setStatusBarMessage } = vscode.window; setStatusBarMessage(text);",
    "window.setStatusBarMessage",
  ],
  [
    "taken apart under another name",
    "const { createQuickPick: make } = vscode.window; make().title = text;",
    "window.createQuickPick",
  ],
  [
    "taken apart twice",
    "const { window: { createInputBox } } = vscode; createInputBox().prompt = text;",
    "window.createInputBox",
  ],
  ["imported", "void window.withProgress({ location: 15, title: text }, async () => {});", "window.withProgress"],
  [
    "handed over",
    "((w: typeof vscode.window) => w.createStatusBarItem())(vscode.window).text = text;",
    "window.createStatusBarItem",
  ],
  [
    "a part of window",
    'function f(w: Pick<typeof vscode.window, "showSaveDialog">) { void w.showSaveDialog({ title: text }); } f(vscode.window);',
    "window.showSaveDialog",
  ],
  ["a view's message", "const v = {} as { one: vscode.TreeView<unknown> }; v.one.message = text;", "TreeView.message"],
  ["a view's title, in brackets", 'const v = {} as vscode.TreeView<unknown>; v["title"] = text;', "TreeView.title"],
  [
    "a view's description, merged",
    "Object.assign({} as vscode.TreeView<unknown>, { description: text });",
    "TreeView.description",
  ],
  ["a page's title", "(({}) as vscode.WebviewPanel).title = text;", "WebviewPanel.title"],
  ["a page", "(({}) as vscode.Webview).html = text;", "Webview.html"],
  ["a hover of a string, which is Markdown", "new vscode.Hover(text);", "Hover"],
  ["a row of another tree", "new vscode.TreeItem(text);", "TreeItem"],
  [
    "a decoration's hover, which is Markdown",
    "vscode.window.activeTextEditor?.setDecorations({} as vscode.TextEditorDecorationType, [{ hoverMessage: text } as vscode.DecorationOptions]);",
    "TextEditor.setDecorations",
  ],
  ["a diagnostic", 'vscode.languages.createDiagnosticCollection("a");', "languages.createDiagnosticCollection"],
  [
    "a lens, whose title may hold icons",
    "vscode.languages.registerCodeLensProvider(text, {} as vscode.CodeLensProvider);",
    "languages.registerCodeLensProvider",
  ],
  ["a comment", "vscode.comments.createCommentController(text, text);", "comments.createCommentController"],
  ["Markdown", "new vscode.MarkdownString(text);", "MarkdownString"],
  ["a kind of Markdown", "class Mine extends vscode.MarkdownString {} new Mine(text);", "MarkdownString"],
  ["a name for Markdown", "const M = vscode.MarkdownString; new M(text);", "MarkdownString"],
  ["the clipboard", "void vscode.env.clipboard.writeText(text);", "env.clipboard"],
  ["the clipboard taken apart", "const { clipboard } = vscode.env; void clipboard.writeText(text);", "env.clipboard"],
  ["a link's tooltip", "const l = {} as vscode.DocumentLink; l.tooltip = text;", "DocumentLink.tooltip"],
];
const permitted: [how: string, code: string][] = [
  ["types", "export let a: vscode.MarkdownString | vscode.QuickPickItem | undefined;"],
  ["documents", "void vscode.window.showTextDocument(vscode.Uri.parse(text));"],
  ["what a view says", "export const said = ({} as vscode.TreeView<unknown>).message;"],
  ["names of our own", "export const mine = { message: text, clipboard: text, showQuickPick: text };"],
];

describe("the doors to the screen and the clipboard", () => {
  let found: { file: string; name: string }[];
  before(function () {
    this.timeout(60_000);
    const around = (code: string): string =>
      `import * as vscode from "vscode";\nimport { window } from "vscode";\ndeclare const text: string;\nexport const used = window;\n${code}\n`;
    const files = [...tricks.map(([, code]) => code), ...permitted.map(([, code]) => code)];
    found = uses(programOf(Object.fromEntries(files.map((code, n) => [`trick${n}.ts`, around(code)]))));
  });

  it("nothing but its door uses each of them", () => {
    assert.deepEqual(
      found.filter(({ file, name }) => !file.startsWith("trick") && file !== ownerOf(name)),
      [],
    );
  });

  /** What a browser's page, or a command of VS Code, puts on the clipboard. */
  const copying =
    /navigator\.clipboard|execCommand|clipboardData|ClipboardItem|clipboardCopy|copyFilePath|Listener\(["'](?:copy|cut)["']/;

  it("nothing copies past the clipboard's door: no page, no command of VS Code", () => {
    const files = ["src", "media"].flatMap((folder) =>
      fs
        .readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .map((name) => path.join(folder, name)),
    );
    assert.ok(files.includes(path.join("media", "log.ts")) && files.includes(path.join("src", "ui", "clipboard.ts")));
    assert.deepEqual(
      files.filter((file) => copying.test(fs.readFileSync(file, "utf8"))),
      [],
    );
  });

  for (const way of [
    "navigator.clipboard.writeText(text)",
    'document.execCommand("copy")',
    'event.clipboardData?.setData("text/plain", text)',
    'vscode.commands.executeCommand("editor.action.clipboardCopyAction")',
    'addEventListener("copy", give)',
  ])
    it(`such a way is found: ${way}`, () => assert.match(way, copying));

  it("each door is in use", () => {
    const used = found.filter(({ file }) => !file.startsWith("trick")).map(({ name }) => name);
    for (const name of [
      "window.showWarningMessage",
      "window.showQuickPick",
      "window.showInputBox",
      "window.withProgress",
    ])
      assert.ok(used.includes(name), name);
    for (const name of ["TreeView.message", "MarkdownString", "env.clipboard"]) assert.ok(used.includes(name), name);
  });

  for (const [n, [how, , name]] of tricks.entries()) {
    it(`another way in is found: ${how}`, () =>
      assert.deepEqual(
        found.filter(({ file }) => file === `trick${n}.ts`).map((one) => one.name),
        [name],
      ));
  }
  for (const [n, [how]] of permitted.entries()) {
    it(`no way in: ${how}`, () =>
      assert.deepEqual(
        found.filter(({ file }) => file === `trick${tricks.length + n}.ts`),
        [],
      ));
  }
});

/** The links that VS Code finds. */
const links = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;
const icons = /\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g;

describe("text of strangers in messages", () => {
  const cases: [name: string, text: string, shown: string][] = [
    [
      "a command",
      "[trail](command:workbench.action.quit?%5B%5D).json",
      "[trail] (command:workbench.action.quit?%5B%5D).json",
    ],
    ["an address", "[a](https://attacker.example)", "[a] (https://attacker.example)"],
    ["a file", "[a](FILE:///etc/passwd)", "[a] (FILE:///etc/passwd)"],
    ["an icon", "$(zap) $(loading~spin)", "$ (zap) $ (loading~spin)"],
    ["brackets that are neither stay", "a[0](x) $(date +%s) [x] (y) $HOME", "a[0](x) $(date +%s) [x] (y) $HOME"],
    ["characters that hide a text", "a\u202e\n\u200bb", "a⟨U+202E⟩␊⟨U+200B⟩b"],
  ];
  for (const [name, text, shown] of cases) it(name, () => assert.equal(inert(text), shown));

  it("is never a link or an icon, put together in any way, and reads as it is but for spaces", () => {
    const piece = fc.constantFrom(
      "[",
      "]",
      "(",
      ")",
      "a",
      " ",
      "$",
      "$(zap)",
      "https://a",
      "command:a",
      "file:",
      "~spin",
      "\n",
      '"t"',
      "\u200b",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        const shown = inert(text);
        // VS Code joins the lines of what it shows
        for (const said of [shown, shown.replace(/(\r\n|\n|\r)/gm, " ").trim(), shown.slice(0, 20)]) {
          assert.deepEqual([said.match(links), said.match(icons)], [null, null], said);
        }
        assert.equal(shown.replaceAll(" ", ""), visible(text).replaceAll(" ", ""));
        assert.equal(inert(shown), shown);
      }),
      { numRuns: 5000 },
    );
  });
});
