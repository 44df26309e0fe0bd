/** The limits of reading from the settings, and a link to each setting. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Problem } from "../engine/engine";
import type { Limits } from "../engine/limits";
import { limitsFrom, settingOf } from "./limitSettings";
import type { WayOn } from "./report";
import { openMachineSetting } from "./settings";

export function limitsNow(): Limits {
  const settings = vscode.workspace.getConfiguration("cloudtrail");
  return limitsFrom((name) => settings.get(name));
}

/** For a part that was not read because of a limit: opens the setting that raises it. */
export function openSetting(problem: Pick<Problem, "reason" | "detail">): WayOn | undefined {
  const setting = settingOf(problem);
  if (setting === undefined) return undefined;
  return {
    label: l10n.t("Open Setting"),
    run: () => openMachineSetting(setting),
  };
}

export function waysOn(problem: Pick<Problem, "reason" | "detail">): WayOn[] {
  const setting = openSetting(problem);
  return setting ? [setting] : [];
}
