/** Shows the user that was found as a list in which every row can be copied. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { DirectoryUser } from "../../aws/userDirectory";
import { momentText, personText, poolText, shown } from "../../people";
import { copyLines } from "../../ui/clipboard";
import { type Choice, choose } from "../../ui/dialogs";
import type { Found } from "./result";
import type { Subject } from "./subject";
import { profileName } from "./words";

interface Row extends Choice {
  /** What the Enter key copies. */
  value?: string;
}

export async function showAnswer(subject: Subject, found: Found): Promise<void> {
  const chosen = await choose(rowsOf(subject, found), {
    title: l10n.t("User {sub}", { sub: subject.sub }),
    placeHolder: l10n.t("Enter copies a value"),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (chosen?.value === undefined) return;
  await copyLines([chosen.value], l10n.t("Copied."));
}

function rowsOf({ row: event }: Subject, { users, pool, at }: Found): Row[] {
  const eventTime = event && (event.time === undefined ? shown(event.eventTime) : momentText(event.time));
  const rows = users.flatMap((user): Row[] => {
    const head = personText(user);
    const inPool = l10n.t("pool {0}", shown(pool.name));
    return [
      {
        icon: "account",
        label: `${head} · ${inPool}`,
        // on its own line: VS Code cuts text that is wider than the list, and this must be seen
        detail: asOf(at, eventTime || undefined),
        value: `${head} · ${poolText({ pool, at }, eventTime || undefined)}`,
      },
      ...changedSince(user, event?.time, eventTime),
      { label: l10n.t("User"), kind: vscode.QuickPickItemKind.Separator },
      ...valuesOf(user),
    ];
  });
  return [
    ...rows,
    { label: l10n.t("Answered by"), kind: vscode.QuickPickItemKind.Separator },
    valueRow(
      l10n.t("User pool"),
      pool.name === pool.userPoolId ? pool.userPoolId : `${pool.name} (${pool.userPoolId})`,
      pool.userPoolId,
    ),
    valueRow(l10n.t("Profile"), profileName(pool), pool.profile),
    valueRow(l10n.t("Region"), pool.region),
  ];
}

function asOf(at: number, eventTime: string | undefined): string {
  const now = momentText(at);
  if (eventTime === undefined) return l10n.t("as of {now}", { now });
  return l10n.t("as of {now} (may differ from {eventTime})", { now, eventTime });
}

function changedSince({ modified }: DirectoryUser, time: number | undefined, eventTime: string | undefined): Row[] {
  // CloudTrail rounds times to seconds
  if (modified === undefined || time === undefined || eventTime === undefined || modified < time + 1000) return [];
  return [
    {
      icon: "warning",
      label: l10n.t("Changed after this event: {0}", momentText(modified)),
      detail: l10n.t("Status and attributes may have been different at {0}.", eventTime),
      value: iso(modified),
    },
  ];
}

function valuesOf(user: DirectoryUser): Row[] {
  const moment = (name: string, ms: number | undefined) =>
    ms === undefined ? [] : [valueRow(name, momentText(ms), iso(ms))];
  return [
    valueRow(l10n.t("User name"), user.username),
    ...(user.status === "" ? [] : [valueRow(l10n.t("Status"), user.status)]),
    ...(user.enabled === undefined
      ? []
      : [valueRow(l10n.t("Enabled"), user.enabled ? l10n.t("yes") : l10n.t("no"), String(user.enabled))]),
    ...moment(l10n.t("Created"), user.created),
    ...moment(l10n.t("Last modified"), user.modified),
    ...user.attributes.map(({ name, value }) => valueRow(name === "email" ? l10n.t("Email") : shown(name), value)),
  ];
}

function valueRow(name: string, text: string, value = text): Row {
  return { label: name, description: shown(text), value };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
