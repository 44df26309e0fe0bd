import path from "node:path";
import type { Expressions } from "../../core/query/test";

let compile: Expressions | undefined;

/** The library is loaded on demand: it is larger than the rest of the thread's program, and rarely needed. */
export function expressions(): Expressions {
  return (expression, ignoreCase) => {
    compile ??= (require(path.join(__dirname, "expressions.js")) as { compile: Expressions }).compile;
    return compile(expression, ignoreCase);
  };
}
