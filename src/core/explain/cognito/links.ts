/** Where AWS documents Cognito. */
import * as l10n from "@vscode/l10n";
import { locale } from "../../language";
import type { Link } from "../explanation";

const references: Readonly<Record<string, string>> = {
  "cognito-idp.amazonaws.com": "cognito-user-identity-pools",
  "cognito-identity.amazonaws.com": "cognitoidentity",
  "cognito-sync.amazonaws.com": "cognitosync",
};

/** The page for an operation or data type; API references exist only in English. */
export function referenceLink(eventSource: string, name: string): Link | undefined {
  if (!Object.hasOwn(references, eventSource) || !/^\w+$/.test(name)) return undefined;
  return {
    label: l10n.t("{0} in AWS's API reference", name),
    url: `https://docs.aws.amazon.com/${references[eventSource]}/latest/APIReference/API_${name}.html`,
  };
}

function guide(label: string, page: string): Link {
  const language = locale() === "ja" ? "ja_jp/" : "";
  return { label, url: `https://docs.aws.amazon.com/${language}cognito/latest/developerguide/${page}.html` };
}

export const unknownUsersLink = (): Link =>
  guide(l10n.t("AWS: how Cognito answers about unknown users"), "cognito-user-pool-managing-errors");

/** The page that lists the events. */
export const eventsLink = (): Link => guide(l10n.t("AWS: Cognito events in CloudTrail"), "logging-using-cloudtrail");

/** The endpoint's own page, if it has one, and the list of events. */
export function endpointLinks(eventName: string): Link[] {
  const endpoint = endpointLink(eventName);
  return endpoint ? [endpoint, eventsLink()] : [eventsLink()];
}

function endpointLink(eventName: string): Link | undefined {
  if (/^(Login_|login_|CognitoAuth)/.test(eventName)) return guide(l10n.t("AWS: the login endpoint"), "login-endpoint");
  if (/_Authorize_/.test(eventName)) return guide(l10n.t("AWS: the authorize endpoint"), "authorization-endpoint");
  if (/Token_POST$/.test(eventName)) return guide(l10n.t("AWS: the token endpoint"), "token-endpoint");
  if (/^UserInfo_/.test(eventName)) return guide(l10n.t("AWS: the userInfo endpoint"), "userinfo-endpoint");
  if (eventName === "Logout") return guide(l10n.t("AWS: the logout endpoint"), "logout-endpoint");
  return undefined;
}
