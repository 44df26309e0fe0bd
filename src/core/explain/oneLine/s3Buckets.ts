/** Amazon S3: buckets. */
import * as l10n from "@vscode/l10n";
import { type Rows, row } from "./row";

export const s3Buckets: Rows = {
  CreateBucket: row(
    ["bucketName"],
    (...of) => l10n.t("{0} created bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to create bucket {1}", ...of),
  ),
  DeleteBucket: row(
    ["bucketName"],
    (...of) => l10n.t("{0} deleted bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to delete bucket {1}", ...of),
  ),
  ListBuckets: row(
    [],
    (...of) => l10n.t("{0} listed the buckets", ...of),
    (...of) => l10n.t("{0} tried to list the buckets", ...of),
  ),
  HeadBucket: row(
    ["bucketName"],
    (...of) => l10n.t("{0} looked whether bucket {1} is there", ...of),
    (...of) => l10n.t("{0} tried to look whether bucket {1} is there", ...of),
  ),
  ListObjects: row(
    ["bucketName"],
    (...of) => l10n.t("{0} listed the objects in bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to list the objects in bucket {1}", ...of),
  ),
  GetBucketPolicy: row(
    ["bucketName"],
    (...of) => l10n.t("{0} read the policy of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to read the policy of bucket {1}", ...of),
  ),
  PutBucketPolicy: row(
    ["bucketName"],
    (...of) => l10n.t("{0} set the policy of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to set the policy of bucket {1}", ...of),
  ),
  DeleteBucketPolicy: row(
    ["bucketName"],
    (...of) => l10n.t("{0} deleted the policy of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to delete the policy of bucket {1}", ...of),
  ),
  GetBucketAcl: row(
    ["bucketName"],
    (...of) => l10n.t("{0} read the access control list of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to read the access control list of bucket {1}", ...of),
  ),
  PutBucketAcl: row(
    ["bucketName"],
    (...of) => l10n.t("{0} set the access control list of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to set the access control list of bucket {1}", ...of),
  ),
  PutBucketPublicAccessBlock: row(
    ["bucketName"],
    (...of) => l10n.t("{0} set the public access block of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to set the public access block of bucket {1}", ...of),
  ),
  DeleteBucketPublicAccessBlock: row(
    ["bucketName"],
    (...of) => l10n.t("{0} removed the public access block of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to remove the public access block of bucket {1}", ...of),
  ),
  PutAccountPublicAccessBlock: row(
    [],
    (...of) => l10n.t("{0} set the account's public access block for Amazon S3", ...of),
    (...of) => l10n.t("{0} tried to set the account's public access block for Amazon S3", ...of),
  ),
  PutBucketEncryption: row(
    ["bucketName"],
    (...of) => l10n.t("{0} set the default encryption of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to set the default encryption of bucket {1}", ...of),
  ),
  DeleteBucketEncryption: row(
    ["bucketName"],
    (...of) => l10n.t("{0} removed the default encryption of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to remove the default encryption of bucket {1}", ...of),
  ),
  PutBucketVersioning: [
    row(
      ["bucketName", "VersioningConfiguration.Status"],
      (...of) => l10n.t("{0} set the versioning of bucket {1} to {2}", ...of),
      (...of) => l10n.t("{0} tried to set the versioning of bucket {1} to {2}", ...of),
    ),
    row(
      ["bucketName"],
      (...of) => l10n.t("{0} set the versioning of bucket {1}", ...of),
      (...of) => l10n.t("{0} tried to set the versioning of bucket {1}", ...of),
    ),
  ],
  PutBucketLogging: row(
    ["bucketName"],
    (...of) => l10n.t("{0} set the access logging of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to set the access logging of bucket {1}", ...of),
  ),
  PutBucketLifecycle: row(
    ["bucketName"],
    (...of) => l10n.t("{0} set the lifecycle rules of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to set the lifecycle rules of bucket {1}", ...of),
  ),
  DeleteBucketLifecycle: row(
    ["bucketName"],
    (...of) => l10n.t("{0} removed the lifecycle rules of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to remove the lifecycle rules of bucket {1}", ...of),
  ),
  PutBucketReplication: row(
    ["bucketName"],
    (...of) => l10n.t("{0} set the replication of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to set the replication of bucket {1}", ...of),
  ),
  DeleteBucketReplication: row(
    ["bucketName"],
    (...of) => l10n.t("{0} removed the replication of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to remove the replication of bucket {1}", ...of),
  ),
  PutBucketCors: row(
    ["bucketName"],
    (...of) => l10n.t("{0} set the CORS rules of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to set the CORS rules of bucket {1}", ...of),
  ),
  DeleteBucketCors: row(
    ["bucketName"],
    (...of) => l10n.t("{0} removed the CORS rules of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to remove the CORS rules of bucket {1}", ...of),
  ),
  PutBucketWebsite: row(
    ["bucketName"],
    (...of) => l10n.t("{0} set bucket {1} up as a website", ...of),
    (...of) => l10n.t("{0} tried to set bucket {1} up as a website", ...of),
  ),
  DeleteBucketWebsite: row(
    ["bucketName"],
    (...of) => l10n.t("{0} removed the website set-up of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to remove the website set-up of bucket {1}", ...of),
  ),
  PutBucketNotification: row(
    ["bucketName"],
    (...of) => l10n.t("{0} set the notifications of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to set the notifications of bucket {1}", ...of),
  ),
  PutBucketTagging: row(
    ["bucketName"],
    (...of) => l10n.t("{0} set the tags of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to set the tags of bucket {1}", ...of),
  ),
  PutBucketOwnershipControls: row(
    ["bucketName"],
    (...of) => l10n.t("{0} set the object ownership of bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to set the object ownership of bucket {1}", ...of),
  ),
};
