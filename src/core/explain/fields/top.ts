/**
 * The fields at the top of a record.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
import * as l10n from "@vscode/l10n";
import { textOf } from "../context";
import { addressHere } from "../values/address";
import { agentHere, agentNote } from "../values/agent";
import { regionHere } from "../values/region";
import { serviceName } from "../values/service";
import { errorCodeHere, errorMessageHere } from "./errors";
import { type Fields, oneOf } from "./field";
import { identityHere } from "./identityHere";
import { eventCategories, eventTypes } from "./kinds";
import {
  addendumHere,
  additionalHere,
  recipientHere,
  requestHere,
  resourcesHere,
  responseHere,
  spellings,
  tlsHere,
  versionHere,
} from "./topHere";

export const topFields: Fields = {
  eventVersion: {
    what: () =>
      l10n.t("Version of the record's format. Newer minor versions only add fields; 1.11 is the newest we know."),
    page: "contents",
    here: versionHere,
    note: () =>
      l10n.t(
        "Since version 1.05 an event has at most 256 KB; event data stores of CloudTrail Lake can be set to keep up to 1 MB.",
      ),
    since: "1.0",
  },
  userIdentity: {
    what: () =>
      l10n.t(
        "Who made the request: what kind of identity, its names and IDs, and where temporary credentials came from.",
      ),
    page: "identity",
    since: "1.0",
    here: identityHere,
  },
  eventTime: {
    what: () => l10n.t("When the request ended, in UTC, by the clock of the AWS host that served it."),
    page: "contents",
    since: "1.0",
    note: () => l10n.t("Whole seconds: the order of events within one second is not known."),
  },
  eventSource: {
    what: () =>
      l10n.t(
        "The service that was called, by its host name. A few names differ from the service's: CloudWatch is monitoring.",
      ),
    page: "services",
    since: "1.0",
    here: (context) => {
      const name = serviceName(textOf(context));
      return name === "" || name === textOf(context) ? undefined : l10n.t("{0}.", name);
    },
  },
  eventName: {
    what: () =>
      l10n.t(
        "What was asked for: the name of an operation of the service's API, or of an event that the service or the console made.",
      ),
    page: "services",
    since: "1.0",
  },
  awsRegion: {
    what: () =>
      l10n.t("The AWS Region that the request went to. Global services such as IAM are recorded in us-east-1."),
    page: "regions",
    since: "1.0",
    here: (context) => regionHere(textOf(context)),
  },
  sourceIPAddress: {
    what: () =>
      l10n.t(
        "Where the request came from: an address, or the host name of an AWS service that made the call. For the console it is the user's address.",
      ),
    page: "contents",
    since: "1.0",
    here: (context) => addressHere(textOf(context)),
  },
  userAgent: {
    what: () => l10n.t("The program that sent the request, in its own words: the caller can write anything here."),
    page: "contents",
    since: "1.0",
    tooLarge: "cut after 1 KB",
    here: (context) => agentHere(textOf(context)),
    note: agentNote,
  },
  errorCode: {
    what: () => l10n.t("The service's code for why the call failed. Absent or empty when it did not."),
    page: "commonErrors",
    since: "1.0",
    tooLarge: "cut after 1 KB",
    here: errorCodeHere,
  },
  errorMessage: {
    what: () =>
      l10n.t("The service's text about the failure. Some services put their errors into responseElements instead."),
    page: "denied",
    since: "1.0",
    tooLarge: "cut after 1 KB",
    here: errorMessageHere,
  },
  requestParameters: {
    what: () => l10n.t("What the caller sent with the request, in the service's own names."),
    page: "contents",
    since: "1.0",
    tooLarge: "left out above 100 KB",
    here: requestHere,
  },
  responseElements: {
    what: () => l10n.t("What the service answered. Recorded for calls that change something."),
    page: "contents",
    since: "1.0",
    tooLarge: "left out above 100 KB",
    here: responseHere,
  },
  additionalEventData: {
    what: () =>
      l10n.t("Facts about the event that were neither in the request nor in the answer; each service chooses its own."),
    page: "contents",
    since: "1.0",
    tooLarge: "left out above 28 KB",
    here: additionalHere,
  },
  requestID: {
    what: () => l10n.t("An ID that the called service gave to this request. AWS Support asks for it."),
    page: "contents",
    since: "1.01",
    tooLarge: "cut after 1 KB",
  },
  eventID: {
    what: () =>
      l10n.t("The ID of this event, made by CloudTrail. An event that was delivered twice has the same ID twice."),
    page: "contents",
    since: "1.01",
  },
  eventType: {
    what: () =>
      l10n.t("What kind of activity made the event: a call to an API, a sign-in, the console, or a service by itself."),
    page: "contents",
    since: "1.02",
    here: oneOf(eventTypes),
    note: spellings,
  },
  apiVersion: {
    what: () => l10n.t("The version of the service's API that the call was made to."),
    page: "contents",
    since: "1.01",
  },
  managementEvent: {
    what: () => l10n.t("Whether the call managed AWS resources, rather than using the data in them."),
    page: "contents",
    since: "1.06",
    here: oneOf({
      true: () => l10n.t("True: a management event."),
      false: () => l10n.t("False: not a management event."),
    }),
  },
  readOnly: {
    what: () => l10n.t("Whether an operation of this kind only reads."),
    page: "contents",
    since: "1.01",
    here: oneOf({
      true: () => l10n.t("True: an operation that only reads."),
      false: () => l10n.t("False: an operation that can change something. The outcome says whether it did."),
    }),
  },
  resources: {
    what: () =>
      l10n.t("The resources that the call touched: ARN, owner and type of each. Not every service fills this in."),
    page: "contents",
    here: resourcesHere,
    since: "1.01",
  },
  recipientAccountId: {
    what: () =>
      l10n.t(
        "The account that received this copy of the event. In calls across accounts, this is not the caller's account.",
      ),
    page: "contents",
    since: "1.02",
    here: recipientHere,
  },
  serviceEventDetails: {
    what: () => l10n.t("About an event that a service made itself: what caused it, and how it ended."),
    page: "serviceEvents",
    since: "1.05",
    tooLarge: "left out above 100 KB",
  },
  sharedEventID: {
    what: () =>
      l10n.t(
        "The same in all copies of one action that were delivered to several accounts; in Insights events, in the start and the end.",
      ),
    page: "contents",
    since: "1.03",
  },
  vpcEndpointId: {
    what: () => l10n.t("The VPC endpoint through which the request reached AWS."),
    page: "contents",
    since: "1.04",
    here: (context) => addressHere(textOf(context)),
  },
  vpcEndpointAccountId: {
    what: () => l10n.t("The account that owns the VPC endpoint."),
    page: "contents",
    since: "1.09",
    here: (context) => addressHere(textOf(context)),
  },
  eventCategory: {
    what: () =>
      l10n.t("The kind of event, as trails are set up to record it: management, data, network activity, Insights …"),
    page: "contents",
    since: "1.07",
    here: oneOf(eventCategories),
  },
  addendum: {
    what: () => l10n.t("Present when the event was delivered late or corrected afterwards: it says why."),
    page: "contents",
    here: addendumHere,
    since: "1.08",
  },
  sessionCredentialFromConsole: {
    what: () => l10n.t("Present only when the credentials came from a session in the AWS Management Console."),
    page: "contents",
    since: "1.08",
    here: oneOf({ true: () => l10n.t("The credentials came from a console session.") }),
  },
  edgeDeviceDetails: {
    what: () => l10n.t("The edge device that was addressed, for example with Amazon S3 on Outposts."),
    page: "contents",
    since: "1.08",
    tooLarge: "left out above 28 KB",
  },
  tlsDetails: {
    what: () =>
      l10n.t(
        "How the connection was encrypted, and the host name that the client asked for. Absent for calls that AWS services make.",
      ),
    page: "contents",
    here: tlsHere,
    since: "1.08",
  },
  eventContext: {
    what: () =>
      l10n.t(
        "Context that a CloudTrail Lake event data store adds when asked to: condition keys and tags at the time of the call. Never in trails.",
      ),
    page: "contents",
    since: "1.11",
  },
  annotation: {
    what: () => l10n.t("A field of CloudTrail Lake. AWS names it, but does not say what it holds."),
    page: "contents",
  },
};
