/** Regular expressions that take linear time, whoever wrote them: a bundle of its own, read when the first one is asked for. */
import { RE2JS } from "re2js";

/** Whether an expression is found anywhere in a text. */
export function compile(expression: string, ignoreCase: boolean): (text: string) => boolean {
  const pattern = RE2JS.compile(expression, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  return (text) => pattern.matcher(text).find();
}
