/** Paths in a record, as people write them: requestParameters.bucketName, resources[].ARN, items[0], requestParameters["a.b"]. */
import { InvalidCondition } from "./condition";

/** A key of an object, each element of a list, or the one at a place. */
export type Step = { readonly key: string } | "each" | { readonly index: number };

/** Characters, and steps: no record of CloudTrail's is near. */
const LONGEST = 1000;
const MOST_STEPS = 50;

const stepPattern = /(?:^|(?!^)\.)([^.[\]"]+)|\[(?:(\d{1,6})|("(?:[^"\\]|\\.)*"))?\]/gy;

/** @throws InvalidCondition */
export function stepsOf(path: string): Step[] {
  if (path.length > LONGEST) throw new InvalidCondition("tooLong", path.slice(0, 100), String(LONGEST));
  const steps: Step[] = [];
  let at = 0;
  for (const [whole, key, index, quoted] of path.matchAll(stepPattern)) {
    at += whole.length;
    if (key !== undefined) steps.push({ key });
    else if (index !== undefined) steps.push({ index: Number(index) });
    else if (quoted !== undefined) steps.push({ key: unquoted(quoted, path) });
    else steps.push("each");
  }
  if (at !== path.length || steps.length === 0 || steps.length > MOST_STEPS) throw new InvalidCondition("path", path);
  return steps;
}

function unquoted(quoted: string, path: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    throw new InvalidCondition("path", path);
  }
}
