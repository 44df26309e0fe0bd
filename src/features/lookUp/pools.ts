/** The setting `cloudtrail.userPools`, and asking for a pool if the setting does not decide. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { loadAws } from "../../aws/load";
import { isUserPoolId } from "../../core/events/cognito";
import type { EventRow } from "../../core/events/row";
import { choosePools, isRegion, type Pool, poolsOf, regionOfPool } from "../../core/lookup/pools";
import { shown } from "../../people";
import { ask, choose } from "../../ui/dialogs";
import { note, ShownError } from "../../ui/report";

const SETTING = "userPools";
const title = (): string => l10n.t("Look Up User by UserSub");

export function configuredPools(): Pool[] {
  const { pools, unusable } = poolsOf(vscode.workspace.getConfiguration("cloudtrail").get(SETTING));
  if (unusable > 0)
    note("cloudtrail.userPools", `${unusable} entries without a valid userPoolId, region or endpoint are ignored`);
  return pools;
}

/** The pools to ask for a user, one after another; undefined if the user cancelled. */
export async function poolsFor(row: EventRow | undefined): Promise<Pool[] | undefined> {
  const pools = configuredPools();
  const choice = choosePools(row, pools);
  switch (choice.kind) {
    case "use":
      return choice.pools;
    case "setUp":
      return single(await setUp(choice.userPoolId, row));
    case "ask":
      return single(await askPool(row, []));
  }
}

/** @param tried pools that are not offered again */
export async function askPool(row: EventRow | undefined, tried: readonly Pool[]): Promise<Pool | undefined> {
  const isNew = (id: string) => !tried.some(({ userPoolId }) => userPoolId === id);
  const pools = configuredPools().filter(({ userPoolId }) => isNew(userPoolId));
  const offered: (vscode.QuickPickItem & { pool?: Pool; userPoolId?: string })[] = pools.map((pool) => ({
    label: shown(pool.name),
    description: shown([...new Set([pool.userPoolId, pool.region, pool.profile])].join(" · ")),
    pool,
  }));
  const named = row?.userPool ?? "";
  if (named !== "" && isNew(named) && !pools.some(({ userPoolId }) => userPoolId === named)) {
    offered.unshift({ label: shown(named), description: l10n.t("named in this event"), userPoolId: named });
  }
  if (offered.length === 0) return setUp(await askPoolId(), row);
  const chosen = await choose([...offered, { label: l10n.t("Another pool…"), description: l10n.t("by its ID") }], {
    title: title(),
    placeHolder: l10n.t("In which user pool?"),
    ignoreFocusOut: true,
  });
  if (chosen === undefined || chosen.pool) return chosen?.pool;
  return setUp(chosen.userPoolId ?? (await askPoolId()), row);
}

async function askPoolId(): Promise<string | undefined> {
  const typed = await ask({
    title: title(),
    prompt: l10n.t("The ID of the user pool, such as {0}", "us-east-1_EXAMPLE"),
    validate: (text) =>
      text.trim() === "" || isUserPoolId(text.trim()) ? undefined : l10n.t("Not the ID of a user pool."),
  });
  const id = typed?.trim() ?? "";
  return isUserPoolId(id) ? id : undefined;
}

/** For a pool that is not in the setting: asks which profile reaches it, and whether to remember that. */
async function setUp(userPoolId: string | undefined, row: EventRow | undefined): Promise<Pool | undefined> {
  if (userPoolId === undefined) return undefined;
  // a folder that is not trusted does not get to see profiles
  if (!vscode.workspace.isTrusted) return { name: userPoolId, userPoolId, region: "", profile: "" };
  const region = regionOfPool(userPoolId) || (isRegion(row?.awsRegion ?? "") && row?.awsRegion) || (await askRegion());
  if (!region) return undefined;
  const profile = await askProfile(userPoolId);
  if (profile === undefined) return undefined;
  const pool: Pool = { name: userPoolId, userPoolId, region, profile };
  const remember = l10n.t("Remember");
  const answer = await choose(
    [
      { label: remember, description: l10n.t("in your own settings (cloudtrail.userPools)") },
      { label: l10n.t("Only this time") },
    ],
    {
      title: title(),
      placeHolder: l10n.t("Use profile {profile} for pool {pool} from now on?", {
        profile: shown(profile),
        pool: shown(userPoolId),
      }),
      ignoreFocusOut: true,
    },
  );
  if (answer === undefined) return undefined;
  if (answer.label === remember) await rememberPool(pool);
  return pool;
}

async function askRegion(): Promise<string | undefined> {
  const typed = await ask({
    title: title(),
    prompt: l10n.t("The AWS Region of the pool, such as {0}", "us-east-1"),
    validate: (text) => (text.trim() === "" || isRegion(text.trim()) ? undefined : l10n.t("Not a Region.")),
  });
  return typed?.trim() || undefined;
}

async function askProfile(userPoolId: string): Promise<string | undefined> {
  const profiles = await loadAws().readProfiles();
  if (profiles.length === 0) {
    throw new ShownError(
      l10n.t("Your AWS configuration files have no profile. Create one with “aws configure sso”, then try again."),
    );
  }
  const chosen = await choose(
    profiles.map(({ name, account }) => ({
      label: shown(name),
      description: account === "" ? "" : l10n.t("account {0}", account),
      name,
    })),
    {
      title: title(),
      placeHolder: l10n.t("Which profile of your AWS files can look up users in pool {0}?", shown(userPoolId)),
      ignoreFocusOut: true,
    },
  );
  return chosen?.name;
}

/** The setting has machine scope: a folder cannot set it, and it is not synchronized. */
async function rememberPool(pool: Pool): Promise<void> {
  const settings = vscode.workspace.getConfiguration("cloudtrail");
  const before = settings.get(SETTING);
  const entries: unknown[] = Array.isArray(before) ? before : [];
  await settings.update(SETTING, [...entries, { ...pool }], vscode.ConfigurationTarget.Global);
}

function single(pool: Pool | undefined): Pool[] | undefined {
  return pool && [pool];
}
