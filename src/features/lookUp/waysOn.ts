/** What the user can do next for each way in which a look-up can end without an answer. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { commandFor, type SignIn } from "../../core/lookup/signIn";
import { copyLines } from "../../ui/clipboard";
import { ShownError, type WayOn } from "../../ui/report";
import { openMachineSetting } from "../../ui/settings";
import type { NotFound } from "./result";
import { requestText } from "./words";

export interface Again {
  /** Asks the same question again. */
  tryAgain: () => Promise<void>;
  anotherPool: () => Promise<void>;
}

export function waysOn(result: NotFound, { tryAgain, anotherPool }: Again): WayOn[] {
  const again: WayOn = { label: l10n.t("Try Again"), run: tryAgain };
  const another: WayOn = { label: l10n.t("Try another pool…"), run: anotherPool };
  switch (result.outcome) {
    case "notFound":
      return [another];
    case "conflict":
      return [another, openSettings()];
    case "noProfile":
      return [openSettings(), again];
    case "untrusted":
      return [{ label: l10n.t("Manage Trust"), run: () => vscode.commands.executeCommand("workbench.trust.manage") }];
    case "cancelled":
      return [];
    case "failed":
      break;
  }
  const { failure, pool, profile } = result;
  switch (failure.kind) {
    case "wrongPool":
      return [another, openSettings()];
    case "denied":
      if (failure.during === "credentials") return [again];
      return [
        {
          label: l10n.t("Copy Request"),
          run: async () => {
            await copyLines(requestText(pool, failure).split("\n"), l10n.t("Copied."));
          },
        },
        again,
      ];
    case "expired":
      return [...runInTerminal(profile?.signIn, again), again];
    case "noProfile":
    case "throttled":
    case "unreachable":
      return [again];
    case "wrongAnswer":
      return [openSettings()];
    case "insecure":
      return [openSettings(), again];
  }
}

function runInTerminal(signIn: SignIn | undefined, again: WayOn): WayOn[] {
  const command = signIn && commandFor(signIn, vscode.env.shell);
  if (command === undefined) return [];
  return [
    {
      label: l10n.t("Run in Terminal"),
      run: () => {
        const terminal = vscode.window.createTerminal({ name: "AWS" });
        terminal.show(true);
        terminal.sendText(command);
        throw new ShownError(l10n.t("Finish signing in, then try again."), [again]);
      },
    },
  ];
}

function openSettings(): WayOn {
  return {
    label: l10n.t("Open Settings"),
    run: () => openMachineSetting("cloudtrail.userPools"),
  };
}
