/**
 * Other formats whose records look like CloudTrail's: S3 event notifications and event source mappings ("aws:s3",
 * "aws:sqs"), Alibaba Cloud ActionTrail.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function isForeignSource(eventSource: string): boolean {
  return eventSource.startsWith("aws:") || eventSource.endsWith(".aliyuncs.com");
}
