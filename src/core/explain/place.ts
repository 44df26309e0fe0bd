/** What is said about a field without a row: what its place shows, or that it is not known. */
import * as l10n from "@vscode/l10n";
import type { Operation } from "./api/model";
import { awsText, dataTypePage, operationPage } from "./api/operation";
import { type FoundText, parameterText } from "./api/parameter";
import type { Context } from "./context";
import { linkTo } from "./docs";
import type { Explanation } from "./explanation";
import { textAt } from "./facts";
import { foreignField } from "./fields/additional";
import { commonParameter, type Parameter } from "./fields/parameters";
import { short } from "./say";
import { serviceName } from "./values/service";

const scopes = new Set(["requestParameters", "responseElements", "additionalEventData"]);

/** Inside an object whose fields the service chose. */
export function isServicesOwn(path: readonly string[]): boolean {
  return path.length > 1 && scopes.has(path[0] ?? "");
}

/**
 * A field inside requestParameters, responseElements or additionalEventData: explained in our own words, in AWS's
 * words, or as not documented.
 */
export function servicesOwn(context: Context, operation: Operation | undefined): Explanation {
  const { record, path, key, value } = context;
  const name = textAt(record, "eventName");
  const source = textAt(record, "eventSource");
  const found = operation && parameterText(operation, source, path);
  const text = found?.text ?? "";
  const common = commonParameter(key, source, value) ?? (path.length === 2 ? wrapping(key, source, found) : undefined);
  const said = common !== undefined || text !== "";
  const here = common?.here?.(context);
  const dataType = operation && found?.dataType;
  return {
    ...(here === undefined ? {} : { here }),
    what: [
      ...(common ? [common.what()] : []),
      ...(text === "" ? [] : [awsText(text)]),
      whose(path[0] ?? "", name, source),
    ],
    links: [...(dataType ? [dataTypePage(record, operation, dataType)] : []), operationPage(record, operation)],
    ...(said
      ? {}
      : { notes: [l10n.t("The service chose the name “{0}”; this extension has no explanation for it.", short(key))] }),
  };
}

/** {"CreateFlowLogsRequest": {…}}: a key that only wraps what the model has without it. */
function wrapping(key: string, source: string, found: FoundText | undefined): Parameter | undefined {
  if (key === "template" && source === "apigateway.amazonaws.com") {
    return {
      what: () =>
        l10n.t("Whether Amazon API Gateway was to answer with templates of links. It says nothing about the call."),
    };
  }
  if (!found?.wraps && key !== "map") return undefined;
  return { what: () => l10n.t("A wrapper around the request or the answer: the service records it in one more key.") };
}

function whose(scope: string, name: string, source: string): string {
  const service = short(serviceName(source)) || l10n.t("the service");
  const operation = short(name) || l10n.t("the call");
  switch (scope) {
    case "requestParameters":
      return l10n.t("Part of the request {0} to {1}.", operation, service);
    case "responseElements":
      return l10n.t("Part of the answer of {1} to {0}.", operation, service);
    default:
      return l10n.t("Added to this {0} by {1}.", operation, service);
  }
}

export function notKnown({ path }: Context): Explanation {
  const foreign = foreignField(path[0] ?? "");
  return {
    what: [foreign ?? l10n.t("CloudTrail's documentation does not name this field.")],
    links: foreign === undefined ? [linkTo(path[0]?.toLowerCase() === "useridentity" ? "identity" : "contents")] : [],
  };
}
