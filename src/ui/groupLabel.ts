/** Labels of groups in the API for other extensions: the record's own values. */
import { cognitoSources } from "../core/events/cognito";
import type { ColumnName } from "../core/events/columns";
import type { IdentityKind, Outcome } from "../core/events/event";
import { identityKindOf } from "../core/events/identity";
import { visible } from "../core/events/visible";
import { identityLabel, outcomeName } from "./words";

/** @param path the keys from the outermost group to this one; the outer keys show what an unknown identity means */
export function groupLabel(by: readonly ColumnName[], path: readonly string[]): string {
  const column = by[path.length - 1];
  const key = path.at(-1) ?? "";
  switch (column) {
    case "identityType":
      return visible(typeLabel(key, path[by.indexOf("eventSource")] ?? ""));
    case "identity":
      return identityLabel(key as IdentityKind);
    case "outcome":
      return outcomeName(key as Outcome);
    default:
      return visible(key);
  }
}

function typeLabel(type: string, source: string): string {
  const kind = identityKindOf({ ...nothingElse, type, isCognito: cognitoSources.has(source) });
  return identityLabel(kind, kind === "Other" ? type : "");
}

const nothingElse = {
  principalId: "",
  arn: "",
  accountId: "",
  userName: "",
  issuerArn: "",
  issuerName: "",
  invokedBy: "",
  onBehalfOf: "",
  signInName: "",
};
