/** Well-known fields of additionalEventData, serviceEventDetails and the console's sign-in events. */
import * as l10n from "@vscode/l10n";
import type { Context } from "../context";
import { type Fields, oneOf } from "./field";

export const additionalFields: Fields = {
  "additionalEventData.MFAUsed": {
    what: () => l10n.t("Whether the console asked for MFA at this sign-in and got it."),
    page: "signIn",
    here: oneOf({
      Yes: () => l10n.t("MFA was used at this sign-in."),
      No: () => l10n.t("The console did not check MFA at this sign-in. An identity provider may have."),
    }),
  },
  "additionalEventData.MobileVersion": {
    what: () => l10n.t("Whether the console's mobile version was used."),
    page: "signIn",
  },
  "additionalEventData.LoginTo": {
    what: () => l10n.t("The page of the console that the sign-in went to."),
    page: "signIn",
  },
  "additionalEventData.MFAIdentifier": { what: () => l10n.t("The MFA device that was used."), page: "signIn" },
  "additionalEventData.MfaType": { what: () => l10n.t("The kind of MFA device that was used."), page: "signIn" },
  "additionalEventData.SamlProviderArn": {
    what: () => l10n.t("The SAML identity provider that the sign-in came through."),
    page: "signIn",
  },
  "additionalEventData.UserName": {
    what: () => l10n.t("The user name at the sign-in; AWS can hide it."),
    page: "signIn",
  },
  "additionalEventData.SignatureVersion": {
    what: () => l10n.t("How the request to Amazon S3 was signed."),
    page: "s3Trail",
    here: oneOf({
      SigV2: () => l10n.t("Signature version 2: old; version 4 replaces it."),
      SigV4: () => l10n.t("Signature version 4: the usual one."),
    }),
  },
  "additionalEventData.CipherSuite": {
    what: () => l10n.t("The set of algorithms that encrypted the connection."),
    page: "s3Trail",
  },
  "additionalEventData.AuthenticationMethod": {
    what: () => l10n.t("How the credentials came with the request to Amazon S3."),
    page: "s3Trail",
    here: oneOf({
      AuthHeader: () => l10n.t("In the Authorization header: the usual way of programs."),
      QueryString: () => l10n.t("In the address itself: a presigned URL."),
    }),
  },
  "additionalEventData.bytesTransferredIn": {
    what: () => l10n.t("Bytes that Amazon S3 received with the request."),
    page: "s3Trail",
    here: bytesHere,
  },
  "additionalEventData.bytesTransferredOut": {
    what: () => l10n.t("Bytes that Amazon S3 sent with its answer."),
    page: "s3Trail",
    here: bytesHere,
  },
  "additionalEventData.SSEApplied": {
    what: () => l10n.t("The server-side encryption that Amazon S3 applied to the object."),
    page: "s3Trail",
  },
  "additionalEventData.x-amz-id-2": {
    what: () => l10n.t("Amazon S3's second ID of the request. AWS Support asks for it."),
    page: "s3Trail",
  },
  "additionalEventData.vpcEndpointId": {
    what: () => l10n.t("The VPC endpoint through which the request reached AWS."),
    page: "contents",
  },
  "additionalEventData.grantId": {
    what: () => l10n.t("The KMS grant that allowed the use of the key."),
    page: "contents",
  },
  "responseElements.ConsoleLogin": {
    what: () => l10n.t("How the sign-in to the console ended."),
    page: "signIn",
    here: oneOf({
      Success: () => l10n.t("The sign-in succeeded."),
      Failure: () => l10n.t("The sign-in failed."),
    }),
  },
  "serviceEventDetails.serviceAccountId": {
    what: () => l10n.t("An account that belongs to the AWS service, not to you."),
    page: "serviceEvents",
  },
  "serviceEventDetails.UserAuthentication": {
    what: () => l10n.t("How signing in to IAM Identity Center ended."),
    page: "serviceEvents",
  },
  "serviceEventDetails.CredentialVerification": {
    what: () => l10n.t("How checking one credential, such as a password, ended."),
    page: "serviceEvents",
  },
  "serviceEventDetails.CredentialChallenge": {
    what: () => l10n.t("How asking for one credential, such as an MFA code, ended."),
    page: "serviceEvents",
  },
  "serviceEventDetails.keyId": { what: () => l10n.t("The KMS key that this event is about."), page: "serviceEvents" },
  "serviceEventDetails.rotationType": {
    what: () => l10n.t("Why the key was rotated: by its schedule, or on demand."),
    page: "serviceEvents",
  },
  "serviceEventDetails.*": {
    what: () => l10n.t("A detail of an event that the service made itself, named by the service."),
    page: "serviceEvents",
  },
};

function bytesHere({ value }: Context): string | undefined {
  if (typeof value !== "number" || value < 10_000) return undefined;
  const units = ["kB", "MB", "GB", "TB"];
  const power = Math.min(Math.floor(Math.log10(value) / 3), units.length);
  return l10n.t("About {0}.", `${(value / 1000 ** power).toPrecision(3)} ${units[power - 1]}`);
}

/** Names that other tools add to the records they keep; CloudTrail has none of them. */
export function foreignField(name: string): string | undefined {
  if (/^p_/.test(name))
    return l10n.t("Not from CloudTrail: Panther, which processed this copy, adds fields that begin with p_.");
  if (/^@/.test(name))
    return l10n.t(
      "Not from CloudTrail: Logstash and Elasticsearch, which processed this copy, add fields that begin with @.",
    );
  if (/^_[a-z]/.test(name))
    return l10n.t("Not from CloudTrail: the tool that processed this copy adds fields that begin with _.");
  return undefined;
}
