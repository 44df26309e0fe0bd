import assert from "node:assert/strict";
import { explainAt } from "../../../src/core/explain/record";
import { timeText } from "../../../src/ui/times";

export type Json = { readonly [key: string]: unknown };

const options = { now: Date.parse("2026-03-02T08:00:00Z"), timeZone: "UTC", timeText };

/** The explanation of the last key with this name in the record, or of its value. */
export function explained(record: Json, key: string, on: "key" | "value" = "key") {
  const text = JSON.stringify({ eventVersion: "1.11", eventTime: "2026-03-02T07:30:05Z", ...record });
  const at = text.lastIndexOf(`"${key}":`);
  const found = explainAt(text, on === "key" ? at + 1 : at + key.length + 4, options);
  assert.ok(found, key);
  return found;
}
