import type { DictionaryName } from "../../core/events/paths";

/** What a chunk keeps of each row, as ids; what several values tell together is one id of a combination. */
export enum StoredColumn {
  source,
  operation,
  region,
  address,
  agent,
  key,
  issuedKey,
  recipient,
  shared,
  endpoint,
  resource,
  target,
  oddRequest,
  summary,
  identity,
  result,
  cognito,
  nature,
}
export const storedColumns: readonly StoredColumn[] = Object.values(StoredColumn).filter(
  (value) => typeof value === "number",
);

/** The dictionary of a column whose ids are texts. */
export const columnTexts: { readonly [C in StoredColumn]?: DictionaryName } = {
  [StoredColumn.source]: "source",
  [StoredColumn.operation]: "operation",
  [StoredColumn.region]: "region",
  [StoredColumn.address]: "address",
  [StoredColumn.agent]: "agent",
  [StoredColumn.key]: "key",
  [StoredColumn.issuedKey]: "key",
  [StoredColumn.recipient]: "account",
  [StoredColumn.shared]: "shared",
  [StoredColumn.endpoint]: "endpoint",
  [StoredColumn.resource]: "arn",
  [StoredColumn.target]: "target",
  [StoredColumn.oddRequest]: "oddId",
  [StoredColumn.summary]: "summed",
};
