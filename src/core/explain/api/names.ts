/** Matches the names of operations and parameters in events with those in AWS's models. */
import type { Member, Shape } from "./model";

/** Amazon S3 records some operations under older names. */
const s3Names: Readonly<Record<string, string>> = {
  DeleteBucketPublicAccessBlock: "DeletePublicAccessBlock",
  DeleteMultipleObjects: "DeleteObjects",
  GetAccelerateConfiguration: "GetBucketAccelerateConfiguration",
  GetBucketLifecycle: "GetBucketLifecycleConfiguration",
  GetBucketNotification: "GetBucketNotificationConfiguration",
  GetBucketObjectLockConfiguration: "GetObjectLockConfiguration",
  GetBucketPublicAccessBlock: "GetPublicAccessBlock",
  InitiateMultipartUpload: "CreateMultipartUpload",
  ListAllMyBuckets: "ListBuckets",
  ListBucket: "ListObjects",
  ListBucketMultipartUploads: "ListMultipartUploads",
  ListBucketVersions: "ListObjectVersions",
  ListMultipartUploadParts: "ListParts",
  PutAccelerateConfiguration: "PutBucketAccelerateConfiguration",
  PutBucketLifecycle: "PutBucketLifecycleConfiguration",
  PutBucketNotification: "PutBucketNotificationConfiguration",
  PutBucketObjectLockConfiguration: "PutObjectLockConfiguration",
  PutBucketPublicAccessBlock: "PutPublicAccessBlock",
};

/** The operation's name in the model, if the model has it. */
export function nameInTexts(
  eventSource: string,
  eventName: string,
  has: (name: string) => boolean,
): string | undefined {
  const older =
    eventSource === "s3.amazonaws.com" && Object.hasOwn(s3Names, eventName) ? s3Names[eventName] : undefined;
  // Lambda and CloudFront append the version of their API: CreateFunction20150331, CreateDistribution2020_05_31
  const undated = eventName.replace(/\d{4}_?\d\d_?\d\d(v\d+)?$/, "");
  return [older, eventName, undated].find((name) => name !== undefined && name !== "" && has(name));
}

/** Only letters and digits count: "x-amz-acl", "dBInstanceIdentifier", "restapi_id". */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Other names for the same parameter, in the order in which they are tried. */
function spellings(key: string, eventSource: string): string[] {
  const name = plain(key);
  switch (eventSource) {
    case "s3.amazonaws.com":
      return [name, name === "bucketname" ? "bucket" : name.replace(/^bucket/, "")];
    case "ec2.amazonaws.com":
      return [
        name,
        ec2Names.get(name) ?? "",
        ...(name.endsWith("set") ? setSpellings(name.slice(0, -3)) : []),
        `${name}s`,
        name.replace(/s$/, ""),
      ];
    default:
      return [name];
  }
}

const ec2Names = new Map([
  ["aclprotocol", "protocol"],
  ["attributetype", "attribute"],
  ["zone", "availabilityzone"],
]);

/** EC2's lists: instancesSet for InstanceIds, filterSet for Filters, groupSet for SecurityGroupIds. */
function setSpellings(name: string): string[] {
  const one = name.replace(/s$/, "");
  const other = one.startsWith("security") ? one.slice("security".length) : `security${one}`;
  return [one, other].flatMap((stem) => [
    `${stem}ids`,
    `${stem}s`,
    stem,
    `${stem}names`,
    `${stem.replace(/id$/, "")}names`,
  ]);
}

/** The member of a shape that a key in the log stands for. */
export function memberOf(shape: Shape, key: string, eventSource: string): Member | undefined {
  const members = Object.entries(shape);
  for (const name of spellings(key, eventSource)) {
    const found =
      members.find(([member]) => plain(member) === name) ??
      members.find(([, [, , alias]]) => alias && plain(alias) === name);
    if (found) return found[1];
  }
  return undefined;
}
