/** The user's AWS files: ~/.aws/config and ~/.aws/credentials, or the files named by AWS_CONFIG_FILE and its like. */
import { loadSharedConfigFiles } from "@smithy/shared-ini-file-loader";
import type { SignIn } from "../core/lookup/signIn";
import type { Profile } from "./userDirectory";

type Settings = Record<string, string | undefined>;

export async function readProfiles(): Promise<Profile[]> {
  // without this, the loader answers with what it read before the user signed in
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])]
    .filter((name) => !name.startsWith("sso-session.") && !name.startsWith("services."))
    .sort();
  const all = new Map<string, Settings>(names.map((name) => [name, { ...configFile[name], ...credentialsFile[name] }]));
  return names.map((name) => ({ name, account: accountOf(all.get(name)), signIn: signInOf(name, all) }));
}

function accountOf(settings: Settings = {}): string {
  const role = /^arn:[^:]*:iam::(\d{12}):role\//.exec(settings["role_arn"] ?? "")?.[1];
  const account = role ?? settings["sso_account_id"] ?? settings["aws_account_id"] ?? "";
  return /^\d{12}$/.test(account) ? account : "";
}

/** A profile with a role signs in through its source profile. */
function signInOf(name: string, all: ReadonlyMap<string, Settings>): SignIn | undefined {
  const seen = new Set<string>();
  for (let profile: string | undefined = name; profile !== undefined && !seen.has(profile); ) {
    seen.add(profile);
    const settings: Settings = all.get(profile) ?? {};
    if (settings["sso_session"] !== undefined || settings["sso_start_url"] !== undefined)
      return { kind: "sso", profile };
    if (settings["login_session"] !== undefined) return { kind: "login", profile };
    profile = settings["source_profile"];
  }
  return undefined;
}
