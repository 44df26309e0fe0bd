/**
 * Regular expressions that take linear time, whoever wrote them. This is a separate bundle that is loaded for the first
 * expression.
 */
import { RE2JS } from "re2js";

/** Returns a test whether the expression matches anywhere in a text. */
export function compile(expression: string, ignoreCase: boolean): (text: string) => boolean {
  const pattern = RE2JS.compile(expression, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  return (text) => pattern.matcher(text).find();
}
