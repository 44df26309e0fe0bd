/** What the form of a value shows, whatever field it is in. */
import * as l10n from "@vscode/l10n";
import type { Context } from "../context";
import { accountHere, isAccount } from "./account";
import { arnHere, arnOf } from "./arn";
import { idHere, isKeyId, resourceIdHere } from "./ids";
import { regionHere } from "./region";
import { timeHere, timeOf } from "./time";

const LONGEST = 2048; // characters; no value of these forms is longer

export function valueHere(context: Context): string | undefined {
  const { value, key } = context;
  if (value === null) return l10n.t("null: no value is recorded.");
  if (value === "") return l10n.t("Empty: no value is recorded.");
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  if (typeof value === "string" && value.length > LONGEST) return undefined;
  const time = timeOf(value, key);
  if (time !== undefined) return timeHere(time, context);
  return typeof value === "string" ? textHere(value, context) : undefined;
}

function textHere(text: string, { record, key }: Context): string | undefined {
  const arn = arnOf(text);
  if (arn) return arnHere(arn, record);
  if (isAccount(text) && /account|owner|registryId|principalId/i.test(key)) return accountHere(text, record);
  if (isKeyId(text.split(":", 1)[0] ?? "")) return idHere(text);
  return regionHere(text) ?? resourceIdHere(text);
}
