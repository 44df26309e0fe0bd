import * as l10n from "@vscode/l10n";
import type { LookAlike } from "../engine/engine";

/** What a file that is not a CloudTrail log is, and what to do with it. */
export function lookAlikeWords(what: LookAlike): string {
  switch (what) {
    case "s3Notification":
      return l10n.t("This is a notification from Amazon S3, not a log. Open the log file that it names.");
    case "sqsMessages":
      return l10n.t("These are messages from an Amazon SQS queue, not a log. Open the log files that they name.");
    case "snsMessages":
      return l10n.t("This is a message from Amazon SNS, not a log. Open the log file that it names.");
    case "iamPolicy":
      return l10n.t("This is an IAM policy, not a log.");
    case "digest":
      return l10n.t(
        "This is a CloudTrail digest file: it lists log files and their hashes and contains no events. Open the log files that it lists.",
      );
    case "lakeSignature":
      return l10n.t(
        "This is the signature of a saved query result (result_sign.json): it lists result files and their hashes and contains no events. Open the files that it lists.",
      );
    case "queryResult":
      return l10n.t(
        "The rows of this query result are not events: an event needs at least eventTime or eventID, and eventName or eventSource.",
      );
    case "awsConfig":
      return l10n.t("This is from AWS Config, not a log of AWS CloudTrail.");
    case "guardDuty":
      return l10n.t("These are findings of Amazon GuardDuty, not a log of AWS CloudTrail.");
    case "securityHub":
      return l10n.t("These are findings of AWS Security Hub, not a log of AWS CloudTrail.");
    case "ocsf":
      return l10n.t(
        "These are events in OCSF, the format of Amazon Security Lake. Open the log files of the trail instead.",
      );
    case "parquet":
      return l10n.t(
        "This is a Parquet file, as Amazon Security Lake keeps them. Open the log files of the trail instead.",
      );
    case "wafLog":
      return l10n.t("This is a log of AWS WAF, not of AWS CloudTrail.");
    case "dnsLog":
      return l10n.t("This is a query log of Amazon Route 53 Resolver, not a log of AWS CloudTrail.");
    case "vpcFlowLog":
      return l10n.t("This is a VPC flow log, not a log of AWS CloudTrail.");
    case "loadBalancerLog":
      return l10n.t("This is an access log of Elastic Load Balancing, not a log of AWS CloudTrail.");
    case "s3AccessLog":
      return l10n.t("This is a server access log of Amazon S3, not a log of AWS CloudTrail.");
    case "cloudFrontLog":
      return l10n.t("This is an access log of Amazon CloudFront, not a log of AWS CloudTrail.");
    case "eventBridge":
      return l10n.t("These are events of Amazon EventBridge, but none of them contains a CloudTrail record.");
    case "lookupEvents":
      return l10n.t("This is the response of “aws cloudtrail lookup-events”, but no record in it can be read.");
    case "cloudWatchLogs":
      return l10n.t("These are messages of CloudWatch Logs, but none of them is a CloudTrail record.");
    case "alibabaActionTrail":
      return l10n.t("This is a log of Alibaba Cloud ActionTrail, not of AWS CloudTrail.");
    case "otherCloud":
      return l10n.t("This is a log of another cloud service, not of AWS CloudTrail.");
    case "json":
      return l10n.t("This is JSON without CloudTrail records in it.");
    case "text":
      return l10n.t("This is text without CloudTrail records in it.");
    case "binary":
      return l10n.t("This is not a text file.");
    case "zip":
    case "tar":
      return l10n.t(
        "This archive is inside another archive, and is too large or nested too deeply to be read. Unpack the outer archive.",
      );
    case "archive":
      return l10n.t("This kind of archive cannot be read. Unpack it and open the folder.");
    case "noLogs":
      return l10n.t("There is no CloudTrail log in it.");
    case "gzip":
      return l10n.t("This file is compressed several times, so it was not read. Decompress it first.");
    case "empty":
      return l10n.t("This file is empty.");
    default:
      return l10n.t("This is not a CloudTrail log.");
  }
}

/** A short name for several such files. */
export function lookAlikeName(what: LookAlike | string): string {
  switch (what) {
    case "digest":
      return l10n.t("CloudTrail digest files");
    case "s3Notification":
      return l10n.t("notifications from Amazon S3");
    case "sqsMessages":
      return l10n.t("messages from an Amazon SQS queue");
    case "snsMessages":
      return l10n.t("messages from Amazon SNS");
    case "iamPolicy":
      return l10n.t("IAM policies");
    case "lakeSignature":
      return l10n.t("signatures of query results");
    case "queryResult":
      return l10n.t("query results without events");
    case "awsConfig":
      return l10n.t("AWS Config");
    case "guardDuty":
      return l10n.t("findings of Amazon GuardDuty");
    case "securityHub":
      return l10n.t("findings of AWS Security Hub");
    case "ocsf":
      return l10n.t("events in OCSF");
    case "parquet":
      return l10n.t("Parquet files");
    case "wafLog":
      return l10n.t("AWS WAF logs");
    case "dnsLog":
      return l10n.t("DNS query logs");
    case "vpcFlowLog":
      return l10n.t("VPC flow logs");
    case "loadBalancerLog":
      return l10n.t("load balancer logs");
    case "s3AccessLog":
      return l10n.t("Amazon S3 access logs");
    case "cloudFrontLog":
      return l10n.t("Amazon CloudFront logs");
    case "eventBridge":
      return l10n.t("other events of Amazon EventBridge");
    case "lookupEvents":
      return l10n.t("“aws cloudtrail lookup-events” without readable records");
    case "cloudWatchLogs":
      return l10n.t("CloudWatch Logs without CloudTrail records");
    case "alibabaActionTrail":
    case "otherCloud":
      return l10n.t("logs of another cloud");
    case "json":
      return l10n.t("other JSON");
    case "text":
      return l10n.t("other text");
    case "empty":
      return l10n.t("empty files");
    default:
      return l10n.t("files of another kind");
  }
}
