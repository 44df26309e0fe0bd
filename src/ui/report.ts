/** The one place where something that went wrong reaches the user. Commands report here; providers only note. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { Cancelled } from "../engine/engine";
import { warn } from "./dialogs";

export interface WayOn {
  label: string;
  run: () => unknown;
}

/** Its message may be shown as it is: one plain sentence about something the user can act on. */
export class ShownError extends Error {
  override name = "ShownError";

  constructor(
    sentence: string,
    readonly waysOn: readonly WayOn[] = [],
  ) {
    super(sentence);
  }
}

const channel = vscode.window.createOutputChannel("CloudTrail Inspector", { log: true });

/** Owns the output channel, which lives as long as the extension. */
export function registerReport(): vscode.Disposable {
  return channel;
}

/** For failures nobody has to act on: a line in the output channel. */
export function note(during: string, error: unknown): void {
  if (isCancelled(error)) return;
  channel.error(`${during}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

/** For what goes on without harm, but not as well as it could: a sentence in the output channel. */
export function mention(sentence: string): void {
  channel.warn(sentence);
}

/** For who wants to know what went on. */
export function tell(sentence: string): void {
  channel.info(sentence);
}

/** A command whose failure is reported here. Commands are the only thing that interrupts with a message. */
export function registerCommand<A extends unknown[], R>(
  id: string,
  run: (...args: A) => R | Promise<R>,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: A) => {
    try {
      return await run(...args);
    } catch (error) {
      report(id, error);
      return undefined;
    }
  });
}

export function isCancelled(error: unknown): boolean {
  return error instanceof Cancelled || error instanceof vscode.CancellationError;
}

export function report(during: string, error: unknown): void {
  if (isCancelled(error)) return;
  if (error instanceof ShownError) {
    say(error.message, error.waysOn);
    return;
  }
  note(during, error);
  say(somethingWentWrong(), [showOutput()]);
}

export function somethingWentWrong(): string {
  return l10n.t("Something went wrong. The output “CloudTrail Inspector” says more.");
}

export function showOutput(): WayOn {
  return { label: l10n.t("Show Output"), run: () => channel.show() };
}

function say(sentence: string, waysOn: readonly WayOn[]): void {
  const labels = waysOn.map(({ label }) => label);
  void warn(sentence, labels).then(async (chosen) => {
    try {
      await waysOn.find(({ label }) => label === chosen)?.run();
    } catch (error) {
      report(chosen ?? "", error);
    }
  });
}
