/** Our own sentence for every operation and every page or endpoint event of Cognito. */
import type { Explanation, Link } from "../explanation";
import { endpointLinks, eventsLink, referenceLink } from "./links";
import { classicPages } from "./operations/classicPages";
import { identityPoolOperations } from "./operations/identityPools";
import { managedLoginPages } from "./operations/managedLogin";
import { syncOperations } from "./operations/sync";
import { userPoolOperations } from "./operations/userPools";
import { type Words, wordsFor } from "./words";

/** Names are compared with case: Signup_POST is a classic page, signup_POST one of managed login. */
export function explainOperation(eventSource: string, eventName: string): Explanation | undefined {
  const here = endpointWords(eventSource, eventName) ?? wordsFor(operationsOf(eventSource), eventName);
  return here === undefined ? undefined : { here, what: [], links: linksTo(eventSource, eventName) };
}

/** The page of an operation, of a page event's endpoint, or the list of all events. */
export function linksTo(eventSource: string, eventName: string): Link[] {
  if (endpointWords(eventSource, eventName) !== undefined) return endpointLinks(eventName);
  const isKnown = wordsFor(operationsOf(eventSource), eventName) !== undefined;
  const own = isKnown ? referenceLink(eventSource, eventName) : undefined;
  return [own ?? eventsLink()];
}

function endpointWords(eventSource: string, eventName: string): string | undefined {
  if (eventSource !== "cognito-idp.amazonaws.com") return undefined;
  return wordsFor(classicPages(), eventName) ?? wordsFor(managedLoginPages(), eventName);
}

function operationsOf(eventSource: string): Words {
  switch (eventSource) {
    case "cognito-idp.amazonaws.com":
      return userPoolOperations();
    case "cognito-identity.amazonaws.com":
      return identityPoolOperations();
    case "cognito-sync.amazonaws.com":
      return syncOperations();
    default:
      return {};
  }
}
