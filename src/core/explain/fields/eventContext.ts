/** The fields inside eventContext: condition keys and tags that CloudTrail Lake adds. */
import * as l10n from "@vscode/l10n";
import { conditionKeyText } from "./conditionKeys";
import type { Fields } from "./field";

export const eventContextFields: Fields = {
  "eventContext.requestContext": {
    what: () => l10n.t("Global condition keys (aws:…) as they were when permissions were checked."),
    page: "contents",
  },
  "eventContext.requestContext.*": {
    what: ({ key }) => conditionKeyText(key) ?? l10n.t("A condition key of IAM policies, and its value at this call."),
    page: "conditionKeys",
  },
  "eventContext.tagContext": {
    what: () => l10n.t("Tags of the caller and of the resources at the time of the call."),
    page: "contents",
  },
  "eventContext.tagContext.resourceTags": {
    what: () => l10n.t("The tags of each resource that the call touched."),
    page: "contents",
  },
  "eventContext.tagContext.resourceTags.[].arn": {
    what: () => l10n.t("The resource that has these tags."),
    page: "arns",
  },
  "eventContext.tagContext.resourceTags.[].tags": {
    what: () => l10n.t("The tags of this resource: key and value."),
    page: "contents",
  },
  "eventContext.tagContext.principalTags": {
    what: () => l10n.t("The tags of the caller: key and value."),
    page: "contents",
  },
  "eventContext.tagContext.**.*": {
    what: () => l10n.t("A tag: its key, and its value at the time of the call."),
    page: "contents",
  },
};
