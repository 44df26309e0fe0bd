/** The owner of an account ID, as far as the record says. */
import * as l10n from "@vscode/l10n";
import { callerAccount, type Json, ownAccount } from "../facts";

export function isAccount(text: string): boolean {
  return /^\d{12}$/.test(text);
}

export function accountHere(id: string, record: Json): string {
  const own = ownAccount(record);
  const caller = callerAccount(record);
  if (id === own && id === caller)
    return l10n.t("Account {0}: the caller's, and the one this record was delivered to.", id);
  if (id === own) return l10n.t("Account {0}: the one this record was delivered to.", id);
  if (id === caller) return l10n.t("Account {0}: the caller's.", id);
  if (own === "" && caller === "") return l10n.t("Account {0}.", id);
  return l10n.t("Account {0}: neither the caller's nor the one this record was delivered to.", id);
}

/** For a list of facts: mentions only an account that is not the record's own. */
export function accountPart(id: string, record: Json): string {
  if (!isAccount(id)) return "";
  return id === ownAccount(record) ? l10n.t("account {0} (this record's own)", id) : l10n.t("account {0}", id);
}
