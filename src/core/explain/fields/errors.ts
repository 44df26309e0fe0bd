/**
 * What a failure means, by its code and message, and no more than they prove. Cognito's errors have their own files.
 */
import * as l10n from "@vscode/l10n";
import { cognitoSources } from "../../events/cognito";
import { type Context, textOf } from "../context";
import { type Json, textAt } from "../facts";
import { sentences, short } from "../say";
import { arnOf, resourceText } from "../values/arn";

const denied = () => l10n.t("The caller had no permission for this call, or something denied it.");
const unknownCaller = () =>
  l10n.t("AWS does not know this access key, or it is not valid in this Region or partition.");
const expired = () => l10n.t("The temporary credentials had expired: the call failed before permissions were checked.");
const throttled = () =>
  l10n.t("Too many calls in a short time: the service asked the caller to slow down. Programs usually try again.");
const missing = () => l10n.t("What was asked for does not exist, or not here.");
const noSetting = () =>
  l10n.t("The resource has no such setting. Programs that look through settings cause this all the time.");
const limit = () => l10n.t("A limit of the account or the service is reached.");
const inUse = () => l10n.t("The resource is still in use or not empty, so it could not be deleted.");
const exists = () => l10n.t("Something with that name already exists.");
const invalid = () => l10n.t("The service did not accept the parameters of the call.");
const wrongState = () => l10n.t("The resource was in a state in which this cannot be done.");
const internal = () => l10n.t("Something went wrong inside the service; it was not the caller's fault.");

/** By the code without the prefix `Client.`, `Server.` or the service's name, and without the suffix `Exception`. */
const codes: Readonly<Record<string, () => string>> = {
  AccessDenied: denied,
  UnauthorizedOperation: denied,
  NotAuthorized: denied,
  Unauthorized: denied,
  AuthorizationError: denied,
  Forbidden: denied,
  MissingAuthenticationToken: () => l10n.t("The request carried no credentials."),
  InvalidClientTokenId: unknownCaller,
  UnrecognizedClient: unknownCaller,
  InvalidAccessKeyId: unknownCaller,
  AuthFailure: unknownCaller,
  SignatureDoesNotMatch: () =>
    l10n.t("The signature was wrong: usually a wrong secret key, or a request changed on its way."),
  ExpiredToken: expired,
  RequestExpired: () => l10n.t("The request was too old when it arrived: usually a clock that is wrong."),
  OptInRequired: () => l10n.t("The account is not signed up for this service or Region."),
  DryRunOperation: () => l10n.t("A dry run: the call would have been allowed, and nothing was done."),
  Throttling: throttled,
  ThrottledException: throttled,
  TooManyRequests: throttled,
  RequestLimitExceeded: throttled,
  SlowDown: throttled,
  ProvisionedThroughputExceeded: throttled,
  NoSuchEntity: missing,
  NoSuchBucket: missing,
  NoSuchKey: missing,
  ResourceNotFound: missing,
  TrailNotFound: missing,
  UserNotFound: missing,
  NotFound: missing,
  NoSuchBucketPolicy: noSetting,
  NoSuchPublicAccessBlockConfiguration: noSetting,
  NoSuchTagSet: noSetting,
  NoSuchLifecycleConfiguration: noSetting,
  NoSuchCORSConfiguration: noSetting,
  NoSuchWebsiteConfiguration: noSetting,
  ObjectLockConfigurationNotFoundError: noSetting,
  ReplicationConfigurationNotFoundError: noSetting,
  ServerSideEncryptionConfigurationNotFoundError: noSetting,
  LimitExceeded: limit,
  VcpuLimitExceeded: limit,
  InstanceLimitExceeded: limit,
  BucketNotEmpty: inUse,
  DeleteConflict: inUse,
  DependencyViolation: inUse,
  BucketAlreadyExists: () =>
    l10n.t("A bucket with that name already exists, perhaps in another account: names are shared by all."),
  BucketAlreadyOwnedByYou: exists,
  EntityAlreadyExists: exists,
  ResourceAlreadyExists: exists,
  EntityTemporarilyUnmodifiable: () => l10n.t("The entity is being changed by another call; trying again later helps."),
  InvalidParameterValue: invalid,
  InvalidParameter: invalid,
  InvalidRequest: invalid,
  Validation: invalid,
  ValidationError: invalid,
  MalformedPolicyDocument: () => l10n.t("The policy in the request is not a valid policy."),
  InternalError: internal,
  InternalFailure: internal,
  InternalServer: internal,
  ServiceUnavailable: internal,
  InsufficientInstanceCapacity: () => l10n.t("AWS had no free capacity of this instance type there at that moment."),
};

export function errorCodeHere(context: Context): string | undefined {
  const code = textOf(context);
  if (code === "") return l10n.t("Empty: the call did not fail.");
  // one code of Cognito stands for many situations: only the message distinguishes them
  if (cognitoSources.has(textAt(context.record, "eventSource"))) return undefined;
  return code === "VpceAccessDenied" ? endpointDenial(context.record) : codeText(code);
}

function codeText(code: string): string | undefined {
  const side = /^(Client|Server)\./.exec(code)?.[1];
  const bare = code.replace(/^[A-Za-z]+\./, "").replace(/Exception$/, "");
  const known = Object.hasOwn(codes, bare) ? codes[bare]?.() : family(code);
  return sentences(known, sideText(side));
}

/** Families of codes that no table can list, such as `Client.InvalidInstanceID.NotFound`. */
function family(code: string): string | undefined {
  if (/NotFound(Exception)?$|^NoSuch/.test(code)) return missing();
  if (/AccessDenied|Unauthorized/.test(code)) return denied();
  if (/Throttl/.test(code)) return throttled();
  if (/LimitExceeded/.test(code)) return limit();
  if (/AlreadyExists|Duplicate/.test(code)) return exists();
  if (/State(Exception)?$|^(Client\.)?Incorrect/.test(code)) return wrongState();
  if (/^(Client\.)?(Invalid|Malformed)/.test(code)) return invalid();
  return undefined;
}

function sideText(side: string | undefined): string | undefined {
  if (side === "Client") return l10n.t("“Client.”: the cause lies in the request.");
  return side === "Server" ? l10n.t("“Server.”: the cause lies with AWS.") : undefined;
}

export function errorMessageHere(context: Context): string | undefined {
  const { record } = context;
  const message = textOf(context).slice(0, 4096);
  if (message === "") return undefined;
  const code = textAt(record, "errorCode");
  if (/^The request was denied due to a VPC endpoint policy/.test(message)) {
    return endpointDenial(record);
  }
  const refusal = refusalHere(message);
  if (refusal !== undefined) return refusal;
  if (code === "" && textAt(record, "eventName") === "ConsoleLogin") return signInHere(message);
  if (cognitoSources.has(textAt(record, "eventSource"))) return undefined;
  return isDenial(code)
    ? l10n.t(
        "AWS gives no reason here. Possible: no permission, the other side's policy, or the resource does not exist. Not shown which.",
      )
    : undefined;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html */
function endpointDenial(record: Json): string | undefined {
  const endpoint = short(textAt(record, "vpcEndpointId"));
  return sentences(
    endpoint === ""
      ? l10n.t("The policy of the VPC endpoint denied this call.")
      : l10n.t("The policy of VPC endpoint {0} denied this call.", endpoint),
    textAt(record, "userIdentity", "type") === "AWSAccount"
      ? l10n.t("The caller belongs to another account; who it was is not recorded here.")
      : undefined,
  );
}

function isDenial(code: string): boolean {
  return /AccessDenied|UnauthorizedOperation$/.test(code);
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html */
function signInHere(message: string): string | undefined {
  if (message === "No username found in supplied account") {
    return l10n.t("Nobody with the name that was typed exists in this account.");
  }
  return message === "Failed authentication"
    ? l10n.t("The sign-in failed. What was wrong is not recorded.")
    : undefined;
}

/**
 * `User: … is not authorized to perform: … on resource: … because …`
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
function refusalHere(message: string): string | undefined {
  const m = /^User: (\S+) is not authorized to perform: (\S+)(?: on resource: (\S+))?(.*)$/s.exec(message);
  if (!m) return undefined;
  const [, caller = "", action = "", resource = "", rest = ""] = m;
  const arn = arnOf(caller);
  const user = arn ? resourceText(arn) : caller;
  const on = resource || l10n.t("(not recorded)");
  const explicit = /with an explicit deny in an? ([\w -]+?)(?::\s*(arn:\S+))?[.\s]*$/.exec(rest);
  if (explicit) {
    const type = explicit[1] ?? "";
    return explicit[2]
      ? l10n.t(
          "A {0} explicitly denies this ({1}). Adding an Allow will not help; its owner must change it.",
          type,
          explicit[2],
        )
      : l10n.t("A {0} explicitly denies this. Adding an Allow will not help; its owner must change it.", type);
  }
  const implicit = /because no ([\w -]+?) allows/.exec(rest)?.[1];
  if (implicit === "identity-based policy") {
    return l10n.t(
      "{0} was refused {1} on {2}: no identity-based policy allows it. Other policies may refuse it too; AWS names only one reason.",
      user,
      action,
      on,
    );
  }
  if (implicit) {
    return l10n.t(
      "{0} was refused {1} on {2}: no {3} allows it. Other policies may refuse it too; AWS names only one reason.",
      user,
      action,
      on,
      implicit,
    );
  }
  return sentences(
    l10n.t("{0} was refused {1} on {2}.", user, action, on),
    l10n.t(
      "AWS gives no reason here. Possible: no permission, the other side's policy, or the resource does not exist. Not shown which.",
    ),
  );
}

/** AWS's page about a failure like this record's. */
export function errorPage(record: Json): "denied" | "ec2Errors" | "s3Errors" | "commonErrors" {
  if (isDenial(textAt(record, "errorCode"))) return "denied";
  switch (textAt(record, "eventSource")) {
    case "ec2.amazonaws.com":
      return "ec2Errors";
    case "s3.amazonaws.com":
      return "s3Errors";
    default:
      return "commonErrors";
  }
}
