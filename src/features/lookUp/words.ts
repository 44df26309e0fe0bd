/** The messages during a look-up and for each way in which it can end. */
import * as l10n from "@vscode/l10n";
import type { Profile } from "../../aws/userDirectory";
import { type Failure, refusalOf } from "../../core/lookup/failure";
import type { EventPlace, Pool } from "../../core/lookup/pools";
import { regionOfPool } from "../../core/lookup/pools";
import { commandText } from "../../core/lookup/signIn";
import { poolNames, shown } from "../../people";
import type { NotFound } from "./result";

export function askingTitle(pool: Pool): string {
  return l10n.t("Looking up a user in pool {pool}", { pool: shown(pool.name) });
}

export function askingWords(pool: Pool): string {
  return l10n.t("Calling cognito-idp:ListUsers in {region} with profile {profile}. CloudTrail logs this call too.", {
    region: pool.region,
    profile: profileName(pool),
  });
}

export function profileName({ profile }: Pool): string {
  return profile === "" ? l10n.t("(none: the SDK’s own search)") : shown(profile);
}

/** One or two sentences for every result other than an answer. */
export function sentenceFor(result: NotFound, event?: EventPlace): string {
  switch (result.outcome) {
    case "notFound":
      return l10n.t("No user with this sub in pool {pool}. The user may be deleted or belong to another pool.", {
        pool: poolNames(result.pools),
      });
    case "conflict":
      return conflictWords(result.pool, result.account, event);
    case "noProfile":
      return l10n.t("There is no profile {profile} in your AWS configuration files. Nothing was asked.", {
        profile: profileName(result.pool),
      });
    case "failed":
      return failureWords(result.pool, result.failure, result.profile);
    case "untrusted":
      return l10n.t("This workspace is in Restricted Mode, so AWS is not asked. Trust it to look up users.");
    case "cancelled":
      return l10n.t("The look-up was cancelled.");
  }
}

function conflictWords(pool: Pool, account: string, event: EventPlace | undefined): string {
  const own = regionOfPool(pool.userPoolId);
  if (own !== "" && own !== pool.region) {
    return l10n.t("Pool {pool} is in {own}, but it is set up with the Region {region}. Nothing was asked.", {
      pool: shown(pool.userPoolId),
      own,
      region: pool.region,
    });
  }
  const from = { r1: event?.awsRegion || "?", pool: shown(pool.name), r2: pool.region };
  const a = event?.recipientAccountId ?? "";
  if (a !== "" && account !== "") {
    return l10n.t(
      "This event is from account {a}, {r1}; pool {pool} is in {r2} and profile {profile} signs in to account {b}. Nothing was asked.",
      { a: shown(a), ...from, r1: shown(from.r1), profile: profileName(pool), b: account },
    );
  }
  return l10n.t("This event is from {r1}; pool {pool} is in {r2}. Nothing was asked.", { ...from, r1: shown(from.r1) });
}

function failureWords(pool: Pool, failure: Failure, profile: Profile | undefined): string {
  const names = { profile: profileName(pool), pool: shown(pool.name), region: pool.region };
  switch (failure.kind) {
    case "wrongPool":
      return l10n.t(
        "AWS knows no pool {pool} in {region} for the account of profile {profile}. The pool may be in another account or Region, or deleted.",
        names,
      );
    case "denied":
      return deniedWords(pool, failure);
    case "expired":
      return expiredWords(pool, profile);
    case "noProfile":
      return l10n.t("Profile {profile} gave no credentials: {reason}", { ...names, reason: reasonOf(failure) });
    case "throttled":
      return l10n.t("AWS is limiting calls for this account. Wait a little, then try again.");
    case "unreachable":
      return l10n.t("No answer from {where}. Check the network and the proxy, then try again. ({reason})", {
        where: pool.endpoint === undefined ? `cognito-idp.${pool.region}` : shown(pool.endpoint),
        reason: reasonOf(failure),
      });
    case "wrongAnswer":
      return l10n.t("The answer from {where} does not fit the question, so it is not shown. ({reason})", {
        where: pool.endpoint === undefined ? `cognito-idp.${pool.region}` : shown(pool.endpoint),
        reason: reasonOf(failure),
      });
    case "insecure":
      return l10n.t(
        "Nothing was sent to {where}: the connection is not encrypted, and profile {profile} uses a session token. Use an https address, or an emulator on this computer.",
        { ...names, where: shown(failure.message) },
      );
  }
}

function deniedWords(pool: Pool, failure: Failure): string {
  if (failure.during === "credentials") {
    return l10n.t("AWS refused to sign in with profile {profile}: {reason}", {
      profile: profileName(pool),
      reason: reasonOf(failure),
    });
  }
  const { arn } = refusalOf(failure.message);
  if (failure.name !== "AccessDeniedException" && failure.name !== "NotAuthorizedException") {
    return l10n.t("AWS did not accept the credentials of profile {profile}: {reason}", {
      profile: profileName(pool),
      reason: reasonOf(failure),
    });
  }
  const names = { profile: profileName(pool), poolArn: poolArn(pool, failure) };
  if (arn === "") {
    return l10n.t("Profile {profile} may not call cognito-idp:ListUsers on {poolArn}. Ask for this permission.", names);
  }
  return l10n.t("Profile {profile} ({arn}) may not call cognito-idp:ListUsers on {poolArn}. Ask for this permission.", {
    ...names,
    arn: shown(arn),
  });
}

function expiredWords(pool: Pool, profile: Profile | undefined): string {
  const names = { profile: profileName(pool) };
  if (profile?.signIn === undefined) {
    return l10n.t(
      "The credentials of profile {profile} have expired. Renew them where you got them, then try again.",
      names,
    );
  }
  return l10n.t("Your sign-in for profile {profile} has expired. Run: {command}", {
    ...names,
    command: shown(commandText(profile.signIn)),
  });
}

/** AWS's own message, shortened: it can contain a program's output and command line, which can hold secrets. */
function reasonOf({ name, message, code }: Failure): string {
  if (name === "WrongAnswer") return wrongAnswerWords(code);
  if (name === "LateAnswer") return l10n.t("no answer in time");
  if (message.startsWith("Command failed")) return l10n.t("its credential_process ended with an error.");
  const [line = ""] = message.split("\n");
  return shown(line.trim() || code || name);
}

function wrongAnswerWords(code: string): string {
  switch (code) {
    case "anotherUser":
      return l10n.t("the users in it have another sub");
    case "endless":
      return l10n.t("the list of users does not end");
    case "tooDeep":
      return l10n.t("it is nested too deeply");
    default:
      return l10n.t("it is too large");
  }
}

/** The pool's ARN, with the account that AWS named, if any. */
function poolArn({ userPoolId, region }: Pool, failure: Failure): string {
  const { resource } = refusalOf(failure.message);
  if (resource !== "") return shown(resource);
  const partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  return `arn:${partition}:cognito-idp:${region}:*:userpool/${userPoolId}`;
}

/** The text to send to whoever grants permissions. */
export function requestText(pool: Pool, failure: Failure): string {
  const { arn } = refusalOf(failure.message);
  const statement = { Effect: "Allow", Action: "cognito-idp:ListUsers", Resource: poolArn(pool, failure) };
  const who = arn === "" ? profileName(pool) : shown(arn);
  return [
    l10n.t("Please allow {who} to look up users of the Cognito user pool {pool} ({region}):", {
      who,
      pool: shown(pool.userPoolId),
      region: pool.region,
    }),
    JSON.stringify(statement, undefined, 2),
  ].join("\n");
}
