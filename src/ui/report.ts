/** The only place that shows failures to the user. Commands report here; providers only add a note. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { Cancelled } from "../engine/engine";
import { warn } from "./dialogs";

export interface WayOn {
  label: string;
  run: () => unknown;
}

/** Its message can be shown as it is: one plain sentence about something the user can do. */
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

/** Owns the output channel, which exists as long as the extension. */
export function registerReport(): vscode.Disposable {
  return channel;
}

/** Adds a line to the output channel for a failure that needs no action. */
export function note(during: string, error: unknown): void {
  if (isCancelled(error)) return;
  channel.error(`${during}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

/** Adds a warning to the output channel about something that works, but not as well as it could. */
export function mention(sentence: string): void {
  channel.warn(sentence);
}

/** Adds a sentence to the output channel for users who want to know what happened. */
export function tell(sentence: string): void {
  channel.info(sentence);
}

/** Registers a command whose failures are reported here. Only commands interrupt the user with a message. */
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
  return l10n.t("Something went wrong. See the output channel “CloudTrail Inspector” for details.");
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
