/** Follows a path from requestParameters or responseElements to AWS's text about a key. */

import type { Operation } from "./model";
import { memberOf } from "./names";

export interface FoundText {
  /** "" if AWS has none. */
  text: string;
  /** The data type that contains it; undefined for the operation's own request and response, which have no page. */
  dataType?: string;
  /** The model does not have this key: it only wraps what the model has without it. */
  wraps?: true;
}

interface At {
  type: string;
  found?: FoundText;
}

/**
 * @param path begins with requestParameters or responseElements; list positions and map keys lead to the list or map
 * itself
 */
export function parameterText(
  operation: Operation,
  eventSource: string,
  path: readonly string[],
): FoundText | undefined {
  const own =
    path[0] === "requestParameters" ? operation.input : path[0] === "responseElements" ? operation.output : "";
  let at: At = { type: own };
  for (const step of path.slice(1)) {
    const next = stepInto(at, step, own, operation, eventSource);
    if (next === undefined) return undefined;
    at = next;
  }
  return at.found;
}

const isPosition = (step: string): boolean => /^(\[\]|\d+)$/.test(step);
/** XML's wrappers of list elements appear as keys in the log. */
const isWrapping = (step: string): boolean => /^(items?|member|entry|content)$/i.test(step);

function stepInto(at: At, step: string, own: string, operation: Operation, eventSource: string): At | undefined {
  const { type, found } = at;
  if (type.startsWith("{}")) return { ...at, type: type.slice(2) };
  if (type.startsWith("[]")) {
    if (isPosition(step)) return { ...at, type: type.slice(2) };
    if (isWrapping(step)) return at;
    return stepInto({ ...at, type: type.slice(2) }, step, own, operation, eventSource); // a list with one element, without its brackets
  }
  // a list in the log where the model has none: the model describes its elements
  if (isPosition(step) || (found && isWrapping(step))) return at;
  // EC2 names each element of a list of plain values: instancesSet.items[].instanceId
  if (type === "") return found && eventSource === "ec2.amazonaws.com" ? at : undefined;
  const member = memberOf(operation.shape(type) ?? {}, step, eventSource);
  if (member) {
    const next = { text: member[0], ...(type === own ? {} : { dataType: type }) };
    return { type: member[1] ?? "", found: next };
  }
  return found ? undefined : fromOutside(step, own, operation, eventSource);
}

/** At the first level, the log can have one wrapper more or less than the model. */
function fromOutside(step: string, own: string, operation: Operation, eventSource: string): At | undefined {
  const members = Object.values(operation.shape(own) ?? {});
  const structures = members.map(([, type = ""]) => type).filter((type) => type !== "" && !/^[[{]/.test(type));
  const inside = (type: string) => stepInto({ type, found: { text: "" } }, step, own, operation, eventSource);
  // {"CreateFlowLogsRequest": {…}} of EC2, {"createStageInput": {…}} of API Gateway
  if (/(Request|Req|Input|Response|Result|Output)$/.test(step)) return { type: own, found: { text: "", wraps: true } };
  // RunInstances: instancesSet.items[].imageId are parameters of the call itself
  if (eventSource === "ec2.amazonaws.com" && step === "instancesSet")
    return { type: own, found: { text: "", wraps: true } };
  // RDS: the response of CreateDBInstance is the DBInstance inside the model's response
  if (members.length === 1) return structures[0] === undefined ? undefined : inside(structures[0]);
  // RunInstances: the tenancy is beside the structure that contains it in the model
  const found = eventSource === "ec2.amazonaws.com" ? structures.map(inside).filter((at) => at !== undefined) : [];
  return found.length === 1 ? found[0] : undefined;
}
