// IAM's data about operations: the action that a policy names, and AWS's access level for it.
import fs from "node:fs";
import path from "node:path";

/**
 * @typedef {{ name: string, description: string, accessLevel: string }} Action
 * @typedef {(service: string, name: string) => Action | undefined} FindAction
 */

/** @param {string} folder of the package */
export function readIam(folder) {
  const actions = path.join(folder, "data", "actions");
  /** @type {Map<string, Record<string, Action>>} by service, then by the action's lower-case name */
  const services = new Map(
    fs
      .readdirSync(actions)
      .sort()
      .map((file) => [path.basename(file, ".json"), JSON.parse(fs.readFileSync(path.join(actions, file), "utf8"))]),
  );
  return services;
}

/** Services whose actions have a different prefix than the one their requests are signed for. */
const prefixes = new Map(
  Object.entries({
    monitoring: ["cloudwatch"],
    tagging: ["tag"],
    email: ["ses"],
    "mturk-requester": ["mechanicalturk"],
    cloudcontrolapi: ["cloudformation"],
    "servicecatalog-appregistry": ["servicecatalog"],
    iotdata: ["iot"],
    "iot-jobs-data": ["iotjobsdata"],
    IoTSecuredTunneling: ["iot"],
    ioteventsdata: ["iotevents"],
    awsssoportal: ["sso"],
    "execute-api": ["connect"],
  }),
);

/** @param {{ endpoint: string, signing: string }} sdk @returns {string[]} */
export function prefixesOf({ endpoint, signing }) {
  return [...new Set([...(prefixes.get(signing) ?? []), ...(prefixes.get(endpoint) ?? []), signing, endpoint])];
}

/** Operations that are allowed by other actions, all of which are needed. A star is replaced by what it matched. */
const others = Object.entries({
  s3: {
    ListObjects: "ListBucket",
    ListObjectsV2: "ListBucket",
    HeadBucket: "ListBucket",
    ListBuckets: "ListAllMyBuckets",
    HeadObject: "GetObject",
    SelectObjectContent: "GetObject",
    CopyObject: "PutObject, GetObject",
    CreateMultipartUpload: "PutObject",
    CompleteMultipartUpload: "PutObject",
    UploadPart: "PutObject",
    UploadPartCopy: "PutObject, GetObject",
    RenameObject: "PutObject",
    DeleteObjects: "DeleteObject",
    GetBucketEncryption: "GetEncryptionConfiguration",
    PutBucketEncryption: "PutEncryptionConfiguration",
    DeleteBucketEncryption: "PutEncryptionConfiguration",
    GetBucketLifecycle: "GetLifecycleConfiguration",
    GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
    PutBucketLifecycle: "PutLifecycleConfiguration",
    PutBucketLifecycleConfiguration: "PutLifecycleConfiguration",
    DeleteBucketLifecycle: "PutLifecycleConfiguration",
    GetBucketReplication: "GetReplicationConfiguration",
    PutBucketReplication: "PutReplicationConfiguration",
    DeleteBucketReplication: "PutReplicationConfiguration",
    GetPublicAccessBlock: "GetBucketPublicAccessBlock",
    PutPublicAccessBlock: "PutBucketPublicAccessBlock",
    DeletePublicAccessBlock: "PutBucketPublicAccessBlock",
    DeleteBucketPublicAccessBlock: "PutBucketPublicAccessBlock",
    GetBucketCors: "GetBucketCORS",
    PutBucketCors: "PutBucketCORS",
    DeleteBucketCors: "PutBucketCORS",
    DeleteBucketTagging: "PutBucketTagging",
    DeleteBucketOwnershipControls: "PutBucketOwnershipControls",
    GetBucketNotificationConfiguration: "GetBucketNotification",
    PutBucketNotificationConfiguration: "PutBucketNotification",
    GetBucketAccelerateConfiguration: "GetAccelerateConfiguration",
    PutBucketAccelerateConfiguration: "PutAccelerateConfiguration",
    GetObjectLockConfiguration: "GetBucketObjectLockConfiguration",
    PutObjectLockConfiguration: "PutBucketObjectLockConfiguration",
    "ListBucket*Configurations": "Get*Configuration",
    "GetBucket*Configuration": "Get*Configuration",
    "PutBucket*Configuration": "Put*Configuration",
    "DeleteBucket*Configuration": "Put*Configuration",
    ListMultipartUploads: "ListBucketMultipartUploads",
    ListParts: "ListMultipartUploadParts",
    ListObjectVersions: "ListBucketVersions",
  },
  lambda: {
    Invoke: "InvokeFunction",
    GetLayerVersionByArn: "GetLayerVersion",
    InvokeWithResponseStream: "InvokeFunction",
  },
  bedrock: {
    Converse: "InvokeModel",
    ConverseStream: "InvokeModelWithResponseStream",
    StartAsyncInvoke: "InvokeModel",
  },
  budgets: {
    "Describe*": "ViewBudget",
    "Create*": "ModifyBudget",
    "Update*": "ModifyBudget",
    "Delete*": "ModifyBudget",
  },
  dynamodb: { TransactGetItems: "GetItem" },
  kms: { ReEncrypt: "ReEncryptFrom, ReEncryptTo" },
  sqs: {
    ChangeMessageVisibilityBatch: "ChangeMessageVisibility",
    DeleteMessageBatch: "DeleteMessage",
    SendMessageBatch: "SendMessage",
  },
  sns: { PublishBatch: "Publish" },
  "access-analyzer": { GetFindingV2: "GetFinding", ListFindingsV2: "ListFindings" },
}).flatMap(([service, table]) => Object.entries(table).map(([operation, action]) => ({ service, operation, action })));

/**
 * The action that allows an operation, as policies name it. Undefined if AWS lists none.
 * @param {Map<string, Record<string, Action>>} services @param {string[]} names prefixes to try
 * @param {string} operation @param {string} method of HTTP
 */
export function actionOf(services, names, operation, method) {
  const find = (/** @type {string} */ service, /** @type {string} */ listed) => {
    const all = listed.split(", ").map((name) => services.get(service)?.[name.toLowerCase()]);
    const [action] = all;
    return action && { action, name: all.map((one) => `${service}:${one?.name ?? ""}`).join(", ") };
  };
  const wide = names.includes("s3-control") ? accountWide.get(operation) : undefined;
  if (wide !== undefined) return find("s3", wide);
  for (const service of names) {
    // API Gateway's actions are the HTTP verbs
    const own = find(service, service === "apigateway" ? method : operation);
    const found = own ?? find(service, otherName(service, operation));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** S3 Control's operations with the same name are for the whole account. */
const accountWide = new Map([
  ["GetPublicAccessBlock", "GetAccountPublicAccessBlock"],
  ["PutPublicAccessBlock", "PutAccountPublicAccessBlock"],
  ["DeletePublicAccessBlock", "PutAccountPublicAccessBlock"],
]);

/** @param {string} service @param {string} operation */
function otherName(service, operation) {
  for (const row of others) {
    if (row.service !== service) continue;
    if (row.operation === operation) return row.action;
    const [before = "", after] = row.operation.split("*");
    if (after === undefined || !operation.startsWith(before) || !operation.endsWith(after)) continue;
    return row.action.replace("*", operation.slice(before.length, operation.length - after.length));
  }
  return "";
}

/** "Tagging, Write" → "TW". @param {string} accessLevel */
export function levelCode(accessLevel) {
  return accessLevel
    .split(", ")
    .map((word) => word.slice(0, 1))
    .join("");
}
