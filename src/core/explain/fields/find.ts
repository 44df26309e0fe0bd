/**
 * Finds the row of a field, first by its exact path, then by paths with wildcards. Ignores case, because Athena and
 * Lake write names in lower case.
 */
import { additionalFields } from "./additional";
import { detailFields } from "./details";
import { eventContextFields } from "./eventContext";
import type { Field } from "./field";
import { identityFields } from "./identity";
import { manyCallsFields } from "./manyCalls";
import { topFields } from "./top";

export const fieldRows = Object.entries({
  ...topFields,
  ...identityFields,
  ...detailFields,
  ...manyCallsFields,
  ...eventContextFields,
  ...additionalFields,
});
const exact = new Map(
  fieldRows.filter(([path]) => !path.includes("*")).map(([path, field]) => [path.toLowerCase(), field]),
);
const patterns = fieldRows
  .filter(([path]) => path.includes("*"))
  .map(([path, field]): [string[], Field] => [path.toLowerCase().split("."), field]);

/** @param path keys from the outside in, "[]" for a position in an array */
export function fieldAt(path: readonly string[]): Field | undefined {
  const steps = path.map((step) => step.toLowerCase());
  return exact.get(steps.join(".")) ?? patterns.find(([pattern]) => matches(pattern, steps))?.[1];
}

/** "*" matches one step, "**" any number of steps, including none. */
function matches(pattern: readonly string[], steps: readonly string[]): boolean {
  const many = pattern.indexOf("**");
  if (many < 0) return pattern.length === steps.length && pattern.every((step, n) => step === "*" || step === steps[n]);
  const before = pattern.slice(0, many);
  const after = pattern.slice(many + 1);
  if (steps.length < before.length + after.length) return false;
  return matches(before, steps.slice(0, before.length)) && matches(after, steps.slice(steps.length - after.length));
}
