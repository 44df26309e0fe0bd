/** Messages, questions, lists and the clipboard are reached through one door each, which makes what strangers wrote harmless. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import ts from "typescript";

const src = path.resolve("src");

/** What of VS Code's API puts text on the screen in which a link or an icon can stand, or on the clipboard. */
const doors: Readonly<Record<string, readonly string[]>> = {
  "ui/dialogs.ts": [
    "showInformationMessage",
    "showWarningMessage",
    "showErrorMessage",
    "showQuickPick",
    "createQuickPick",
    "showInputBox",
    "createInputBox",
    "showWorkspaceFolderPick",
    "setStatusBarMessage",
    "createStatusBarItem",
    "withScmProgress",
  ],
  "ui/markdown.ts": ["MarkdownString"],
  "ui/clipboard.ts": ["clipboard"],
};

function sources(): { name: string; source: ts.SourceFile }[] {
  return fs
    .readdirSync(src, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".ts") && !/-simd\//.test(name))
    .map((name) => ({
      name,
      source: ts.createSourceFile(name, fs.readFileSync(path.join(src, name), "utf8"), ts.ScriptTarget.Latest, true),
    }));
}

/** Uses of a name as a value: `x.name`, `x["name"]`, `{ name } = x`, not as a type. */
function uses(source: ts.SourceFile, wanted: (name: string, node: ts.Node) => boolean): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    const name =
      ts.isPropertyAccessExpression(node) || ts.isBindingElement(node)
        ? (node.name as ts.Node).getText(source)
        : ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression)
          ? node.argumentExpression.text
          : ts.isImportSpecifier(node)
            ? (node.propertyName ?? node.name).getText(source)
            : undefined;
    if (name !== undefined && wanted(name, node)) found.push(`${source.fileName}: ${name}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isVscode = (node: ts.Node): boolean => /^vscode\b|\bwindow$/.test(node.getText());

describe("the doors to the screen and the clipboard", () => {
  const all = sources();
  for (const [door, names] of Object.entries(doors)) {
    it(`only ${door} uses ${names.join(", ")}`, () => {
      const others = all.filter(({ name }) => name !== door);
      assert.deepEqual(
        others.flatMap(({ source }) => uses(source, (name) => names.includes(name))),
        [],
      );
      const own = all.find(({ name }) => name === door);
      assert.ok(
        own && uses(own.source, (name) => names.includes(name)).length > 0,
        "a test that looks for nothing finds nothing",
      );
    });
  }

  it("only ui/dialogs.ts shows VS Code's progress", () => {
    const found = all.flatMap(({ source }) =>
      uses(
        source,
        (name, node) => name === "withProgress" && ts.isPropertyAccessExpression(node) && isVscode(node.expression),
      ),
    );
    assert.deepEqual(found, ["ui/dialogs.ts: withProgress"]);
  });

  it("only ui/dialogs.ts writes above a view's rows and beside its title", () => {
    const found = all.flatMap(({ source }) =>
      uses(
        source,
        (name, node) =>
          (name === "message" || name === "description") &&
          ts.isPropertyAccessExpression(node) &&
          /^(view|treeView|tree)$/.test(node.expression.getText()) &&
          ts.isBinaryExpression(node.parent) &&
          node.parent.left === node,
      ),
    );
    assert.deepEqual([...new Set(found)], ["ui/dialogs.ts: message", "ui/dialogs.ts: description"]);
  });
});
