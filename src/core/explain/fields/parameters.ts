/** Names with the same meaning in the requests and responses of many services. */
import * as l10n from "@vscode/l10n";
import { type Context, textOf } from "../context";
import { durationText } from "../say";

export interface Parameter {
  what: () => string;
  here?: (context: Context) => string | undefined;
}

const bucket = () => l10n.t("The name of the S3 bucket.");
const bucketPart = () => l10n.t("The part of the bucket or object that was asked for. It has no value of its own.");
const list = () => l10n.t("A list: its entries are below.");
const tags = () => l10n.t("Tags: keys and values that the account's owners chose.");
const token = () => l10n.t("Chosen by the caller so that the same request sent twice is carried out only once.");
const page = () => l10n.t("Where a list that did not fit into one answer continues.");

/** Compared without case. */
const parameters: Readonly<Record<string, Parameter>> = {
  userName: { what: () => l10n.t("The IAM user that the call is about.") },
  roleName: { what: () => l10n.t("The role that the call is about.") },
  groupName: { what: () => l10n.t("The group that the call is about.") },
  roleArn: { what: () => l10n.t("The role to be used or assumed.") },
  roleSessionName: {
    what: () => l10n.t("The name that the caller chose for the role session. It proves nothing about who they are."),
  },
  durationSeconds: {
    what: () => l10n.t("How long the temporary credentials should be valid, in seconds."),
    here: ({ value }) => (typeof value === "number" ? l10n.t("{0}.", durationText(value * 1000)) : undefined),
  },
  externalId: {
    what: () => l10n.t("A value agreed between two accounts, so that a role is assumed only for the right customer."),
  },
  sourceIdentity: { what: () => l10n.t("The name that stays with all sessions in a chain of roles.") },
  assumedRoleUser: { what: () => l10n.t("The role session that was created: its ARN and its ID.") },
  assumedRoleId: { what: () => l10n.t("The ID of the role, a colon, and the name of the session.") },
  credentials: {
    what: () => l10n.t("The temporary credentials that were issued. The access key ID links the calls made with them."),
  },
  sessionToken: {
    what: () =>
      l10n.t(
        "The token that belongs to temporary credentials. It is useful only with the secret key, which is not recorded.",
      ),
  },
  accessKeyId: { what: () => l10n.t("The ID of an access key. It is not a secret, and links the calls made with it.") },
  accessKey: { what: () => l10n.t("The access key that was created; the secret part is not recorded.") },
  expiration: { what: () => l10n.t("When it expires.") },
  policyArn: { what: () => l10n.t("The policy that the call is about.") },
  policyName: { what: () => l10n.t("The name of the policy that the call is about.") },
  policyDocument: { what: () => l10n.t("A policy, as JSON inside a text.") },
  assumeRolePolicyDocument: {
    what: () => l10n.t("The trust policy, as JSON inside a text: who may assume the role."),
  },
  bucketName: { what: bucket },
  bucket: { what: bucket },
  Host: { what: () => l10n.t("The host name that the request went to.") },
  key: { what: () => l10n.t("A key: of an object, a tag or an entry, depending on the operation.") },
  instanceId: { what: () => l10n.t("The ID of an EC2 instance.") },
  instanceIds: { what: () => l10n.t("The IDs of EC2 instances.") },
  imageId: { what: () => l10n.t("The ID of the machine image that instances start from.") },
  instanceType: { what: () => l10n.t("The size and kind of the instance.") },
  groupId: { what: () => l10n.t("The ID of a group; in Amazon EC2, of a security group.") },
  vpcId: { what: () => l10n.t("The ID of a VPC.") },
  subnetId: { what: () => l10n.t("The ID of a subnet.") },
  keyName: { what: () => l10n.t("The name of a key pair.") },
  keyId: { what: () => l10n.t("The key that the call is about; in AWS KMS, its ID, ARN or alias.") },
  secretId: { what: () => l10n.t("The secret that was asked for, by its name or ARN. Its value is not recorded.") },
  functionName: { what: () => l10n.t("The Lambda function, by its name or ARN.") },
  tableName: { what: () => l10n.t("The DynamoDB table.") },
  availabilityZone: { what: () => l10n.t("The Availability Zone: a part of a Region.") },
  cidrIp: { what: () => l10n.t("A range of IPv4 addresses."), here: openToAll },
  cidrIpv6: { what: () => l10n.t("A range of IPv6 addresses."), here: openToAll },
  cidrBlock: { what: () => l10n.t("A range of addresses.") },
  clientToken: { what: token },
  clientRequestToken: { what: token },
  idempotencyToken: { what: token },
  nextToken: { what: page },
  marker: { what: page },
  maxResults: { what: () => l10n.t("The maximum number of results in one answer.") },
  maxItems: { what: () => l10n.t("The maximum number of results in one answer.") },
  tagSet: { what: tags },
  tags: { what: tags },
  items: { what: list },
  item: { what: list },
  _return: { what: () => l10n.t("Whether Amazon EC2 did what was asked.") },
  xmlns: { what: () => l10n.t("The name and version of the notation that the request was written in.") },
  dryRun: { what: () => l10n.t("Whether this was a dry run: permissions are checked, nothing is done.") },
  requestId: { what: () => l10n.t("An ID that the called service gave to this request. AWS Support asks for it.") },
  encryptionContext: {
    what: () =>
      l10n.t("Names and values bound to the encrypted data; they show what it was encrypted for. Not a secret."),
  },
  values: { what: () => l10n.t("Values that a filter lets through.") },
  filters: { what: () => l10n.t("Conditions that narrowed down what was listed.") },
  filterSet: { what: () => l10n.t("Conditions that narrowed down what was listed.") },
  arn: { what: () => l10n.t("The ARN of what this part is about.") },
  name: { what: () => l10n.t("The name of what this part is about.") },
  status: { what: () => l10n.t("A state, in the service's own words.") },
  state: { what: () => l10n.t("A state, in the service's own words.") },
  ownerId: { what: () => l10n.t("The account that owns it.") },
  privateIpAddress: { what: () => l10n.t("An address inside the VPC.") },
  privateDnsName: { what: () => l10n.t("A host name inside the VPC.") },
  dBInstanceIdentifier: { what: () => l10n.t("The name of the RDS database instance.") },
  dBClusterIdentifier: { what: () => l10n.t("The name of the RDS database cluster.") },
  dBSnapshotIdentifier: { what: () => l10n.t("The name of the RDS snapshot.") },
  networkInterfaceId: { what: () => l10n.t("The ID of a network interface.") },
  documentName: { what: () => l10n.t("The Systems Manager document: what is to be run.") },
  commandId: { what: () => l10n.t("The ID of a command that Systems Manager runs on instances.") },
  repositoryName: { what: () => l10n.t("The name of the repository.") },
  modelId: { what: () => l10n.t("The AI model that was called.") },
  ConsoleLogin: { what: () => l10n.t("How the sign-in to the console ended.") },
};

const byLowerCase = new Map(Object.entries(parameters).map(([name, row]) => [name.toLowerCase(), row]));

/** The parts of a bucket that Amazon S3 requests can ask about: the request names the part, without a value. */
const bucketParts = new Set(
  "accelerate acl analytics cors encryption intelligent-tiering inventory lifecycle location logging metrics notification object-lock ownershipControls policy policyStatus publicAccessBlock replication requestPayment tagging uploads versioning versions website".split(
    " ",
  ),
);

export function commonParameter(name: string, eventSource: string, value?: unknown): Parameter | undefined {
  if (eventSource === "s3.amazonaws.com" && bucketParts.has(name) && isEmpty(value)) return { what: bucketPart };
  const known = byLowerCase.get(name.toLowerCase());
  if (known) return known;
  return eventSource === "ec2.amazonaws.com" && name.endsWith("Set") ? { what: list } : undefined;
}

/** S3's spelling of a part that was asked for: "" or [""]. */
function isEmpty(value: unknown): boolean {
  return value === "" || (Array.isArray(value) && value.length === 1 && value[0] === "");
}

function openToAll(context: Context): string | undefined {
  return textOf(context) === "0.0.0.0/0" || textOf(context) === "::/0" ? l10n.t("All addresses.") : undefined;
}
