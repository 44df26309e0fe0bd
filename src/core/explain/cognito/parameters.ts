/** Parameters and responses of Cognito's operations and pages: our own text first, then AWS's, marked as AWS's. */
import * as l10n from "@vscode/l10n";
import { cognitoSources, userPoolOf } from "../../events/cognito";
import type { Operation } from "../api/model";
import { awsText } from "../api/operation";
import { type FoundText, parameterText } from "../api/parameter";
import type { Explanation, Link } from "../explanation";
import { referenceLink } from "./links";
import { meaningOf } from "./meaning";
import { linksTo } from "./operations";
import { identityPoolParameters } from "./parameters/identityPools";
import { pageParameters } from "./parameters/pages";
import { userPoolParameters } from "./parameters/userPools";
import { memberOf, wordsFor } from "./words";

/**
 * `path` begins with the record's own key: ["requestParameters", "policies", "passwordPolicy"]; list positions are "0"
 * or "[]".
 */
export function explainParameter(
  eventSource: string,
  eventName: string,
  path: readonly string[],
  value: unknown,
  operation?: Operation,
): Explanation | undefined {
  if (!cognitoSources.has(eventSource)) return undefined;
  const keys = path.filter((step) => !/^(\[\]|\d+)$/.test(step));
  if (keys.length < 2) return undefined;
  if (keys[0] === "additionalEventData") return explainExtra(eventSource, eventName, keys.slice(1), value);

  const found = operation && parameterText(operation, eventSource, path);
  const own = ownWords(eventSource, keys, found);
  const here = meaningOf(keys, value);
  const what = [providerWords(keys), own, found?.text && awsText(found.text)].filter(
    (text): text is string => text !== undefined && text !== "",
  );
  if (what.length === 0 && here === undefined) return undefined;
  return { here, what, links: linksFor(eventSource, eventName, found) };
}

/** The explanation of a map also covers its keys, such as a provider among the logins. */
function ownWords(eventSource: string, keys: readonly string[], found: FoundText | undefined): string | undefined {
  const words = eventSource === "cognito-idp.amazonaws.com" ? userPoolParameters() : identityPoolParameters();
  const direct = memberOf(words, keys.at(-1) ?? "")?.[1];
  if (direct !== undefined || found === undefined || keys.length < 3) return direct;
  return maps.has(keys.at(-2)?.toLowerCase() ?? "") ? memberOf(words, keys.at(-2) ?? "")?.[1] : undefined;
}

/** The token itself is hidden, but its key names the provider. */
function providerWords(keys: readonly string[]): string | undefined {
  const provider = keys.at(-1) ?? "";
  if (keys.at(-2)?.toLowerCase() !== "logins") return undefined;
  const pool = provider.startsWith("cognito-idp.") ? userPoolOf([provider]) : "";
  return pool
    ? l10n.t("A sign-in through user pool {0}.", pool)
    : l10n.t("A sign-in through the provider {0}.", provider);
}

const maps: ReadonlySet<string> = new Set([
  "authparameters",
  "challengeresponses",
  "challengeparameters",
  "clientmetadata",
  "validationdata",
  "attributemapping",
  "logins",
  "supportedloginproviders",
  "roles",
  "rolemappings",
  "principaltags",
]);

function linksFor(eventSource: string, eventName: string, found: FoundText | undefined): Link[] {
  const dataType = found?.dataType ? referenceLink(eventSource, found.dataType) : undefined;
  return [...(dataType ? [dataType] : []), ...linksTo(eventSource, eventName)];
}

/** additionalEventData: the sub of any event, and everything that page and endpoint events have. */
function explainExtra(
  eventSource: string,
  eventName: string,
  keys: readonly string[],
  value: unknown,
): Explanation | undefined {
  if (eventSource !== "cognito-idp.amazonaws.com") return undefined;
  const links = linksTo(eventSource, eventName);
  const name = keys.at(-1) ?? "";
  if (name === "sub") return { what: [subWords()], links, notes: [accountTried()] };
  const words = wordsFor(pageParameters(), name) ?? formWords(keys);
  if (words === undefined) return undefined;
  return { here: meaningOf(keys, value), what: [words], links };
}

function formWords(keys: readonly string[]): string | undefined {
  if (keys[0] !== "requestParameters" || keys.length < 2) return undefined;
  const attribute = /^requiredAttributes\[(.+)\]$/.exec(keys[1] ?? "")?.[1];
  return attribute
    ? l10n.t("The attribute {0} that was typed on the sign-up form. CloudTrail hides it.", attribute)
    : l10n.t("A value sent with this page request. AWS does not describe it.");
}

const subWords = (): string =>
  l10n.t("The sub: the lasting ID of the user the event is about, in this user pool. Run a look-up to see the person.");

export const accountTried = (): string =>
  l10n.t("On a failure the sub names the account that was tried, never who tried.");
