/** What the objects at the top of a record say in this record. */
import * as l10n from "@vscode/l10n";
import { type Context, textOf } from "../context";
import { callerAccount, isObject, ownAccount, textAt } from "../facts";
import { listed, sentences, short } from "../say";
import { accountHere, isAccount } from "../values/account";
import { arnOf, resourceText } from "../values/arn";
import { serviceName } from "../values/service";
import { addendumReasons, eventTypeSpellings } from "./kinds";

const NEWEST = 11; // the newest minor version of version 1 that is explained here

/** Compares two whole numbers: 1.10 is newer than 1.09. */
export function versionHere(context: Context): string | undefined {
  const [, major = "", minor = ""] = /^(\d{1,3})\.(\d{1,3})$/.exec(textOf(context)) ?? [];
  if (major === "" || (major === "1" && Number(minor) <= NEWEST)) return undefined;
  return l10n.t("Newer than what is explained here: the record can have fields that are not known here.");
}

/** AWS has two spellings for some types. */
export function spellings(context: Context): string | undefined {
  const found = eventTypeSpellings.find((one) => one.includes(textOf(context)));
  return found && l10n.t("AWS spells this type in two ways: {0}.", found.join(", "));
}

const MOST = 3; // resources that are named

export function resourcesHere({ value }: Context): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const names = value.filter(isObject).map((one) => {
    const text = textAt(one, "ARN") || textAt(one, "arn") || textAt(one, "ARNPrefix");
    const arn = arnOf(text);
    return short(arn ? resourceText(arn) : text);
  });
  const known = names.filter((name) => name !== "");
  if (known.length === 0) return undefined;
  return listed(...known.slice(0, MOST), known.length > MOST ? "…" : "");
}

export function addendumHere({ record }: Context): string | undefined {
  const reason = textAt(record, "addendum", "reason");
  const original = textAt(record, "addendum", "originalEventID");
  const known = Object.hasOwn(addendumReasons, reason) ? addendumReasons[reason]?.() : undefined;
  return sentences(known, original && l10n.t("It corrects the event {0}.", short(original)));
}

export function tlsHere({ record }: Context): string | undefined {
  const at = (name: string) => textAt(record, "tlsDetails", name);
  const facts = listed(...["tlsVersion", "cipherSuite", "clientProvidedHostHeader"].map((name) => short(at(name))));
  const exchange = at("keyExchange");
  return sentences(
    facts && l10n.t("{0}.", facts),
    exchange && l10n.t("Key exchange {0}", keyExchangeText(exchange) ?? ""),
  );
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html (tlsDetails) */
export function keyExchangeText(text: string): string | undefined {
  if (text === "") return undefined;
  if (/ML-?KEM|Kyber/i.test(text))
    return l10n.t("{0}: safe against quantum computers as well, as far as is known.", short(text));
  return l10n.t("{0}: a usual method, not one made against quantum computers.", short(text));
}

function operation({ record }: Context): { name: string; service: string } {
  return { name: String(record["eventName"] ?? ""), service: serviceName(String(record["eventSource"] ?? "")) };
}

export function requestHere(context: Context): string | undefined {
  const { name, service } = operation(context);
  if (context.value === null) return l10n.t("null: CloudTrail recorded no parameters for this event.");
  return name === "" ? undefined : l10n.t("What was sent to {0} of {1}.", name, service);
}

export function responseHere(context: Context): string | undefined {
  const { name } = operation(context);
  if (context.value === null) {
    return textIn(context, "errorCode") || textIn(context, "errorMessage")
      ? l10n.t("null: no answer is recorded for this failed call.")
      : l10n.t("null: usual for calls that only read and for calls without an answer. It is not a sign of a failure.");
  }
  return name === "" ? undefined : l10n.t("What {0} answered.", name);
}

function textIn({ record }: Context, field: string): boolean {
  const value = record[field];
  return typeof value === "string" && value !== "";
}

export function additionalHere(context: Context): string | undefined {
  if (context.value === null) return l10n.t("null: nothing was added.");
  const { service } = operation(context);
  return service === "" ? undefined : l10n.t("Added by {0}.", service);
}

export function recipientHere(context: Context): string | undefined {
  const id = textOf(context);
  if (!isAccount(id)) return undefined;
  const caller = callerAccount(context.record);
  if (caller !== "" && caller !== ownAccount(context.record)) {
    return l10n.t("Account {0}, while the caller belongs to account {1}: a call across accounts.", id, caller);
  }
  return accountHere(id, context.record);
}
