/** The fields inside tlsDetails, addendum, resources and edgeDeviceDetails, and the marker for omitted parts. */
import * as l10n from "@vscode/l10n";
import { textOf } from "../context";
import { type Field, type Fields, oneOf } from "./field";
import { addendumReasons } from "./kinds";
import { keyExchangeText } from "./topHere";

const leftOut: Field = {
  what: () => l10n.t("Marks where CloudTrail left out an object that was too large."),
  page: "contents",
  here: oneOf({
    true: () => l10n.t("True: what stood here was too large and was left out. The log does not hold it."),
  }),
};

export const detailFields: Fields = {
  "tlsDetails.tlsVersion": {
    what: () => l10n.t("The version of TLS that encrypted the connection."),
    page: "contents",
    here: (context) =>
      /^TLSv1(\.[01])?$/.test(textOf(context))
        ? l10n.t("An old version that AWS no longer accepts at most of its endpoints.")
        : undefined,
  },
  "tlsDetails.cipherSuite": {
    what: () => l10n.t("The set of algorithms that encrypted the connection."),
    page: "contents",
  },
  "tlsDetails.clientProvidedHostHeader": {
    what: () => l10n.t("The host name that the client asked for: usually the endpoint of the service."),
    page: "contents",
  },
  "tlsDetails.keyExchange": {
    what: () => l10n.t("How the two sides agreed on a key."),
    page: "contents",
    here: (context) => keyExchangeText(textOf(context)),
  },
  "addendum.reason": {
    what: () => l10n.t("Why the event was delivered late or again."),
    page: "contents",
    here: oneOf(addendumReasons),
  },
  "addendum.updatedFields": { what: () => l10n.t("The fields that were corrected."), page: "contents" },
  "addendum.originalRequestID": {
    what: () => l10n.t("The requestID of the event that this one corrects."),
    page: "contents",
  },
  "addendum.originalEventID": {
    what: () => l10n.t("The eventID of the event that this one corrects."),
    page: "contents",
  },

  "resources.[].ARN": { what: () => l10n.t("The ARN of a resource that the call touched."), page: "arns" },
  "resources.[].ARNPrefix": {
    what: () => l10n.t("The beginning that the ARNs of several touched resources share."),
    page: "arns",
  },
  "resources.[].accountId": { what: () => l10n.t("The account that owns the resource."), page: "contents" },
  "resources.[].type": {
    what: () => l10n.t("The type of the resource, by the name that AWS CloudFormation gives it."),
    page: "contents",
  },

  ...Object.fromEntries(
    ["requestParameters", "responseElements", "additionalEventData", "serviceEventDetails", "edgeDeviceDetails"].map(
      (scope) => [`${scope}.omitted`, leftOut],
    ),
  ),

  "edgeDeviceDetails.*": { what: () => l10n.t("A property of the edge device."), page: "contents" },
};
