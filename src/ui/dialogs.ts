/**
 * Every message, question, list of choices and text of a view goes through here. VS Code turns `[label](command:…)` in
 * them into a link, which may run any command, and `$(name)` into an icon. Strangers choose texts of logs, names of
 * files and answers from AWS, so these must not become either. A test ensures that no other file calls these functions
 * of VS Code.
 */
import * as vscode from "vscode";
import { inert } from "./inert";

export function inform(sentence: string): void {
  void vscode.window.showInformationMessage(inert(sentence));
}

/** @returns the label of the button that was pressed */
export async function warn(sentence: string, labels: readonly string[]): Promise<string | undefined> {
  const shown = labels.map(inert);
  const pressed = await vscode.window.showWarningMessage(inert(sentence), ...shown);
  return pressed === undefined ? undefined : labels[shown.indexOf(pressed)];
}

const SHOWN = 5000; // ms

/** Shows a text in the status bar for a moment. */
export function inStatusBar(text: string): void {
  vscode.window.setStatusBarMessage(inert(text), SHOWN);
}

/** A row of a list: its texts can come from anyone, its icon is ours. */
export type Choice = vscode.QuickPickItem & { readonly icon?: "account" | "warning" };

/** Returns the chosen item as it was passed in. */
export async function choose<T extends Choice>(
  choices: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<T | undefined> {
  return (await vscode.window.showQuickPick(choices.map(row), inertOptions(options)))?.choice;
}

export async function chooseSeveral<T extends Choice>(
  choices: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<readonly T[]> {
  const several = { ...inertOptions(options), canPickMany: true } as const;
  return (await vscode.window.showQuickPick(choices.map(row), several))?.map(({ choice }) => choice) ?? [];
}

function row<T extends Choice>(choice: T): vscode.QuickPickItem & { choice: T } {
  const { label, description, detail, kind, icon, picked } = choice;
  return {
    label: icon === undefined ? inert(label) : `$(${icon}) ${inert(label)}`,
    ...(description === undefined ? {} : { description: inert(description) }),
    ...(detail === undefined ? {} : { detail: inert(detail) }),
    ...(kind === undefined ? {} : { kind }),
    ...(picked === undefined ? {} : { picked }),
    choice,
  };
}

function inertOptions(options: vscode.QuickPickOptions): vscode.QuickPickOptions {
  const { title, placeHolder, ...others } = options;
  return {
    ...others,
    ...(title === undefined ? {} : { title: inert(title) }),
    ...(placeHolder === undefined ? {} : { placeHolder: inert(placeHolder) }),
  };
}

export interface TextQuestion {
  title: string;
  prompt: string;
  value?: string;
  valueSelection?: [start: number, end: number];
  /** Says what is wrong with the text typed so far; undefined if it is valid. */
  validate?: (text: string) => string | undefined;
}

/** Stays open when it loses focus, so that the user can look something up and come back. */
export function ask({ title, prompt, validate, ...others }: TextQuestion): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    ...others,
    title: inert(title),
    prompt: inert(prompt),
    ignoreFocusOut: true,
    ...(validate === undefined
      ? {}
      : {
          validateInput: (text: string) => {
            const wrong = validate(text);
            return wrong === undefined ? undefined : inert(wrong);
          },
        }),
  });
}

/** Shows a notification with a Cancel button during the work. */
export function withNotification<T>(
  title: string,
  work: (tell: (message: string, increment?: number) => void, token: vscode.CancellationToken) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: inert(title), cancellable: true },
    (progress, token) =>
      work(
        (message, increment) =>
          progress.report({ message: inert(message), ...(increment === undefined ? {} : { increment }) }),
        token,
      ),
  );
}

/** Sets what a view says above its rows and beside its title. */
export function describeView(
  view: vscode.TreeView<unknown>,
  { message, description }: { message: string | undefined; description: string | undefined },
): void {
  view.message = message === undefined ? undefined : inert(message);
  view.description = description === undefined ? undefined : inert(description);
}
