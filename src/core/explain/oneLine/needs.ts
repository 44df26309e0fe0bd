/** What rows need from a record. "" or false means that it is not recorded, or that AWS has hidden it. */
import { recordValues } from "../../events/recordValues";
import { type Json, textAt, valueAt } from "../facts";
import { short } from "../say";
import { arnOf } from "../values/arn";
import type { Need } from "./row";

/** Undefined if something is missing. */
export function factsFor(needs: readonly Need[], record: Json): string[] | undefined {
  const facts: string[] = [];
  for (const need of needs) {
    const found = typeof need === "string" ? requested(record, need) : need(record);
    if (found === false || found === "") return undefined;
    if (typeof found === "string") facts.push(short(found));
  }
  return facts;
}

function requested(record: Json, place: string): string {
  return readable(valueAt(record, ["requestParameters", ...place.split(".")]));
}

/** A name or a number as text. */
function readable(value: unknown): string {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "HIDDEN_DUE_TO_SECURITY_REASONS" ? value : "";
}

/** A value in responseElements. */
export function answered(place: string): (record: Json) => string {
  return (record) => readable(valueAt(record, ["responseElements", ...place.split(".")]));
}

/** A parameter that is a name or an ARN; of an ARN, only the name. */
export function named(place: string): (record: Json) => string {
  return (record) => nameIn(requested(record, place));
}

function nameIn(text: string): string {
  const arn = arnOf(text);
  if (!arn) return text;
  const name = arn.resource.replace(/^[^:/]*[:/]/, "");
  // IAM names follow a path
  return arn.service === "iam" ? name.slice(name.lastIndexOf("/") + 1) : name;
}

/** The key's ID or alias. Calls that need not name it record it only in `resources`. */
export function kmsKey(record: Json): string {
  return nameIn(requested(record, "keyId") || textAt(record, "resources", 0, "ARN"));
}

export function oneInstance(record: Json): string {
  return only(instancesIn(record, "requestParameters"));
}

export function severalInstances(record: Json): string {
  return several(instancesIn(record, "requestParameters"));
}

export function oneNewInstance(record: Json): string {
  return only(instancesIn(record, "responseElements"));
}

export function severalNewInstances(record: Json): string {
  return several(instancesIn(record, "responseElements"));
}

function instancesIn(record: Json, scope: string): string[] {
  const items = valueAt(record, [scope, "instancesSet", "items"]);
  return Array.isArray(items) ? items.map((item) => textAt(item, "instanceId")).filter((id) => id !== "") : [];
}

function only(ids: readonly string[]): string {
  return ids.length === 1 ? (ids[0] ?? "") : "";
}

function several(ids: readonly string[]): string {
  return ids.length > 1 ? String(ids.length) : "";
}

/** The `sub` of a Cognito user. */
export function sub(record: Json): string {
  return recordValues(record).column("sub");
}

export function isRefresh(record: Json): boolean {
  return requested(record, "authFlow").startsWith("REFRESH_TOKEN");
}

export function grant(record: Json): string {
  return readable(valueAt(record, ["additionalEventData", "requestParameters", "grant_type", 0]));
}

export function withMfa(record: Json): boolean {
  return textAt(record, "additionalEventData", "MFAUsed") === "Yes";
}

/** Only where AWS itself asks for MFA: what an identity provider asked for is not recorded. */
export function withoutMfa(record: Json): boolean {
  const type = textAt(record, "userIdentity", "type");
  return textAt(record, "additionalEventData", "MFAUsed") === "No" && (type === "IAMUser" || type === "Root");
}
