/** Explains Cognito's errors by operation and message. If no rule knows a message, the explanation says so. */
import * as l10n from "@vscode/l10n";
import { cognitoSources } from "../../events/cognito";
import type { Explanation, Link } from "../explanation";
import { accessErrors } from "./errors/access";
import { accountsErrors } from "./errors/accounts";
import { clientSecretErrors } from "./errors/clientSecret";
import { codesErrors } from "./errors/codes";
import { identityPoolsErrors } from "./errors/identityPools";
import { lambdaTriggersErrors } from "./errors/lambdaTriggers";
import { limitsErrors } from "./errors/limits";
import { mfaErrors } from "./errors/mfa";
import type { Rule } from "./errors/rule";
import { settingsErrors } from "./errors/settings";
import { sideWords } from "./errors/sides";
import { signInErrors } from "./errors/signIn";
import { tokensErrors } from "./errors/tokens";
import { unknownUsersLink } from "./links";
import { linksTo } from "./operations";
import { accountTried } from "./parameters";

/** The first rule that fits is used, so narrower rules come first. */
const common: readonly Rule[] = [...limitsErrors, ...accessErrors, ...settingsErrors];
const userPools: readonly Rule[] = [
  ...signInErrors,
  ...clientSecretErrors,
  ...tokensErrors,
  ...codesErrors,
  ...accountsErrors,
  ...lambdaTriggersErrors,
  ...mfaErrors,
  ...common,
];
const identityPools: readonly Rule[] = [...identityPoolsErrors, ...common];

/** Operations that name an existing user by typed text: only for these can a missing sub mean an unknown user. */
const typedName =
  /^(Admin)?(InitiateAuth|RespondToAuthChallenge)$|^(ConfirmSignUp|ResendConfirmationCode|ForgotPassword|ConfirmForgotPassword)$|^Admin\w*User|_POST$/;

/** `sub` is the event's own: "" if the event has none, undefined if that is not known. */
export function explainError(
  eventSource: string,
  eventName: string,
  errorCode: string,
  errorMessage: string,
  sub?: string,
): Explanation | undefined {
  const message = errorMessage.trim();
  if (!cognitoSources.has(eventSource) || (errorCode === "" && message === "")) return undefined;
  return {
    ...wordsOf(eventSource, eventName, errorCode, message),
    links: [...linksTo(eventSource, eventName), ...moreLinks(message)],
    notes: notesFor(eventSource, eventName, sub),
  };
}

function wordsOf(
  eventSource: string,
  eventName: string,
  errorCode: string,
  message: string,
): Pick<Explanation, "here" | "what"> {
  const rules = eventSource === "cognito-idp.amazonaws.com" ? userPools : identityPools;
  for (const rule of rules) {
    if (!rule.codes.includes(errorCode) || rule.on?.test(eventName) === false) continue;
    const match = rule.message.exec(message);
    if (match === null) continue;
    const { what, side, next } = rule.words(match.slice(1).find((part) => part !== undefined) ?? "");
    return { here: what, what: [sideWords(side), l10n.t("Next step: {0}", next)] };
  }
  return { here: unknownWords(errorCode, message), what: [] };
}

function unknownWords(errorCode: string, message: string): string {
  return message === ""
    ? l10n.t("No message is recorded, and {0} alone can mean several things.", errorCode)
    : l10n.t("This extension does not know this message, so its meaning is not guessed.");
}

function moreLinks(message: string): Link[] {
  return /^(Incorrect username or password|User does not exist|Username\/client id)/.test(message)
    ? [unknownUsersLink()]
    : [];
}

function notesFor(eventSource: string, eventName: string, sub: string | undefined): string[] {
  if (sub === undefined || eventSource !== "cognito-idp.amazonaws.com") return [];
  if (sub !== "") return [accountTried()];
  return typedName.test(eventName) && eventName !== "AdminCreateUser" ? [noUser()] : [];
}

const noUser = (): string =>
  l10n.t(
    "This event names no user. CloudTrail hides what was typed; a mistyped or unknown user name is possible but not shown.",
  );
