import type { EventForm } from "../events/event";
import type { ShapeId } from "./shape";

/**
 * Where records stand in what they are wrapped in: the one table that tells the scanner. A new wrapping is a row here and
 * a test in test/unit/shapes.test.ts.
 */

/** Keys under which an object holds a list whose elements are records, or wrap one each. */
export const listKeys: readonly string[] = [
  "Records", // trail files, Event history
  "Events", // aws cloudtrail lookup-events
  "logEvents", // CloudWatch Logs subscriptions
  "events", // aws logs filter-log-events
];

/** Objects that are a record, by their path in an element. */
const objects: readonly Place[] = [
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
  { path: ["detail"], holds: "object", shape: "eventBridge" },
  // log shippers that put each source's records under its name
  { path: ["aws", "cloudtrail"], holds: "object", shape: "wrapped" },
  { path: ["_source", "aws", "cloudtrail"], holds: "object", shape: "wrapped" },
];

/** Texts that are a record's JSON, by their path in an element. */
const texts: readonly Place[] = [
  // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html
  { path: ["CloudTrailEvent"], holds: "text", shape: "lookupEvents", begins: ["EventId"] },
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
  { path: ["message"], holds: "text", shape: "cloudWatchLogs" },
  { path: ["result", "_raw"], holds: "text", shape: "wrapped" },
];

export interface Place {
  readonly path: readonly string[];
  readonly holds: "object" | "text";
  readonly shape: ShapeId;
  /** First keys of such elements where they are known: a list of them can then be read from its middle on. */
  readonly begins?: readonly string[];
  /** What is made of it when it is not simply its record. */
  readonly form?: EventForm;
  /** A row of a table that has a column for errors: an empty cell says that there was none. */
  readonly tellsErrors?: boolean;
}

/** A record's place is told by its position here. The first two: it stands by itself; it is the text of an element. */
export const places: readonly Place[] = [
  { path: [], holds: "object", shape: "" },
  { path: [], holds: "text", shape: "texts" },
  ...objects,
  ...texts,
];
