/** Amazon S3: objects. */
import * as l10n from "@vscode/l10n";
import { type Rows, row } from "./row";

export const s3Objects: Rows = {
  GetObject: row(
    ["key", "bucketName"],
    (...of) => l10n.t("{0} read object {1} in bucket {2}", ...of),
    (...of) => l10n.t("{0} tried to read object {1} in bucket {2}", ...of),
  ),
  HeadObject: row(
    ["key", "bucketName"],
    (...of) => l10n.t("{0} read the properties of object {1} in bucket {2}", ...of),
    (...of) => l10n.t("{0} tried to read the properties of object {1} in bucket {2}", ...of),
  ),
  PutObject: row(
    ["key", "bucketName"],
    (...of) => l10n.t("{0} stored object {1} in bucket {2}", ...of),
    (...of) => l10n.t("{0} tried to store object {1} in bucket {2}", ...of),
  ),
  CopyObject: row(
    ["key", "bucketName"],
    (...of) => l10n.t("{0} copied to object {1} in bucket {2}", ...of),
    (...of) => l10n.t("{0} tried to copy to object {1} in bucket {2}", ...of),
  ),
  DeleteObject: row(
    ["key", "bucketName"],
    (...of) => l10n.t("{0} deleted object {1} in bucket {2}", ...of),
    (...of) => l10n.t("{0} tried to delete object {1} in bucket {2}", ...of),
  ),
  DeleteObjects: row(
    ["bucketName"],
    (...of) => l10n.t("{0} deleted objects in bucket {1}", ...of),
    (...of) => l10n.t("{0} tried to delete objects in bucket {1}", ...of),
  ),
  PutObjectAcl: row(
    ["key", "bucketName"],
    (...of) => l10n.t("{0} set the access control list of object {1} in bucket {2}", ...of),
    (...of) => l10n.t("{0} tried to set the access control list of object {1} in bucket {2}", ...of),
  ),
  RestoreObject: row(
    ["key", "bucketName"],
    (...of) => l10n.t("{0} asked for the restore of archived object {1} in bucket {2}", ...of),
    (...of) => l10n.t("{0} tried to ask for the restore of archived object {1} in bucket {2}", ...of),
  ),
};
