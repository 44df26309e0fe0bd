/** What is said of a field for which there is no row: by where it stands, or that it is not known. */
import * as l10n from "@vscode/l10n";
import type { Context } from "./context";
import { linkTo, operationLink } from "./docs";
import type { Explanation } from "./explanation";
import { textAt } from "./facts";
import { foreignField } from "./fields/additional";
import { commonParameter } from "./fields/parameters";
import { short } from "./say";
import { serviceName } from "./values/service";

const scopes = new Set(["requestParameters", "responseElements", "additionalEventData"]);

/** Inside of what a service named itself. */
export function isServicesOwn(path: readonly string[]): boolean {
  return path.length > 1 && scopes.has(path[0] ?? "");
}

/** A field inside requestParameters, responseElements or additionalEventData. */
export function servicesOwn(context: Context): Explanation {
  const { record, path, key } = context;
  const name = textAt(record, "eventName");
  const source = textAt(record, "eventSource");
  const common = commonParameter(key, source);
  const here = common?.here?.(context);
  return {
    ...(here === undefined ? {} : { here }),
    what: common ? [common.what(), whose(path[0] ?? "", name, source)] : [whose(path[0] ?? "", name, source)],
    links: [operationLink(source, name)],
    ...(common
      ? {}
      : { notes: [l10n.t("The service chose the name “{0}”; we have no text of our own about it.", short(key))] }),
  };
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
