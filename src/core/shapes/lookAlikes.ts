import type { LookAlike } from "./shape";

/** Keys that show what JSON without records is, the most specific first. */
const tellTales: readonly [what: LookAlike, keys: readonly string[]][] = [
  ["digest", ["digestS3Object"]],
  ["lakeSignature", ["hashSignature", "files"]],
  ["iamPolicy", ["Version", "Statement"]],
  ["iamPolicy", ["Statement"]],
  ["securityHub", ["detail-type", "ProductArn"]],
  ["securityHub", ["SchemaVersion", "ProductArn"]],
  ["securityHub", ["Findings"]],
  ["guardDuty", ["schemaVersion", "service", "severity"]],
  ["ocsf", ["class_uid"]],
  ["ocsf", ["category_uid"]],
  ["awsConfig", ["configurationItems"]],
  ["awsConfig", ["configurationItem"]],
  ["awsConfig", ["configurationItemDiff"]],
  ["awsConfig", ["configurationItemStatus"]],
  ["awsConfig", ["configSnapshotId"]],
  ["wafLog", ["webaclId", "httpRequest"]],
  ["dnsLog", ["query_name", "vpc_id"]],
  ["eventBridge", ["detail-type", "detail"]],
  ["eventBridge", ["account", "detail"]],
  ["lookupEvents", ["Events"]],
  ["lookupEvents", ["CloudTrailEvent"]],
  ["cloudWatchLogs", ["logEvents"]],
  ["cloudWatchLogs", ["events", "searchedLogStreams"]],
  ["snsMessages", ["s3Bucket", "s3ObjectKey"]],
  ["s3Notification", ["s3"]],
  ["sqsMessages", ["receiptHandle"]],
  ["sqsMessages", ["messageId", "body"]],
  ["sqsMessages", ["MessageId", "ReceiptHandle"]],
  ["sqsMessages", ["Messages"]],
  ["snsMessages", ["Sns"]],
  ["snsMessages", ["TopicArn", "Message"]],
  ["alibabaActionTrail", ["acsRegion"]],
  ["otherCloud", ["protoPayload"]],
  ["otherCloud", ["operationName", "resourceId"]],
];

/** @param keys of the first objects: see recognise.ts */
export function jsonLookAlike(keys: ReadonlySet<string>): LookAlike | undefined {
  return tellTales.find(([, needed]) => needed.every((key) => keys.has(key)))?.[0];
}

/** Text logs that AWS delivers, recognized by their first line. */
const lines: readonly [what: LookAlike, line: RegExp][] = [
  // https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
  ["vpcFlowLog", /^(version )?account-id interface-id |^\d \d{12} eni-[0-9a-f]+ |^version .*\binterface-id\b/],
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
  ["loadBalancerLog", /^(https?|h2|grpcs|wss?|tls) (\d\.\d )?\d{4}-\d\d-\d\dT[\d:.]+Z? (app|net)\//],
  ["loadBalancerLog", /^\d{4}-\d\d-\d\dT[\d:.]+Z [\w-]+ [\da-f.:]+:\d+ ([\da-f.:]+:\d+|-) [-\d]/],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
  ["s3AccessLog", /^[0-9a-f]{64} \S+ \[\d\d\/[A-Z][a-z]{2}\/\d{4}:[\d:]+ [+-]\d{4}\] /],
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
  ["cloudFrontLog", /^#Version: 1\.0\r?\n#Fields: date time x-edge-location/],
];

export function textLookAlike(text: string): LookAlike {
  const beginning = text.slice(0, 4096);
  return lines.find(([, line]) => line.test(beginning))?.[0] ?? "text";
}
