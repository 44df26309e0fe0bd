import type { EventForm } from "../events/event";
import type { ShapeId } from "./shape";

/**
 * Where records are in their wrappers: the only table for this. A new wrapper is a row here and a test in
 * test/unit/shapes.test.ts.
 */

/** Keys of lists whose elements are records, or wrap one record each. */
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
  // log shippers put each source's records under its name
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
  /** The first keys of such elements, if they are known: a list of them can then be read from the middle. */
  readonly begins?: readonly string[];
  /** What is made of it if it is not simply its record. */
  readonly form?: EventForm;
  /** A table row with a column for errors: an empty cell proves that there was no error. */
  readonly tellsErrors?: boolean;
}

/**
 * The number of a record's place is its position here. The first two are special: the record is the element itself, or
 * the element's text.
 */
export const places: readonly Place[] = [
  { path: [], holds: "object", shape: "" },
  { path: [], holds: "text", shape: "texts" },
  ...objects,
  ...texts,
];
