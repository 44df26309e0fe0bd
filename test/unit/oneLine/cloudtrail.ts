import type { Case } from "./case";

export const cloudtrail: readonly Case[] = [
  ["CreateTrail", { name: "main" }, "created trail main", "create trail main"],
  [
    "UpdateTrail",
    { name: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main" },
    "changed trail main",
    "change trail main",
  ],
  [
    "DeleteTrail",
    { name: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main" },
    "deleted trail main",
    "delete trail main",
  ],
  [
    "StartLogging",
    { name: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main" },
    "started the logging of trail main",
    "start the logging of trail main",
  ],
  [
    "StopLogging",
    { name: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main" },
    "stopped the logging of trail main",
    "stop the logging of trail main",
  ],
  [
    "PutEventSelectors",
    { trailName: "main" },
    "changed which events trail main records",
    "change which events trail main records",
  ],
  [
    "PutInsightSelectors",
    { trailName: "main" },
    "changed the Insights settings of trail main",
    "change the Insights settings of trail main",
  ],
  ["LookupEvents", {}, "searched the event history of CloudTrail", "search the event history of CloudTrail"],
  ["DescribeTrails", {}, "looked at the trails", "look at the trails"],
  [
    "GetTrailStatus",
    { name: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main" },
    "looked at the status of trail main",
    "look at the status of trail main",
  ],
  [
    "CreateEventDataStore",
    { name: "main" },
    "created CloudTrail Lake event data store main",
    "create CloudTrail Lake event data store main",
  ],
  [
    "DeleteEventDataStore",
    { eventDataStore: "arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/e-1" },
    "deleted CloudTrail Lake event data store e-1",
    "delete CloudTrail Lake event data store e-1",
  ],
  ["StartQuery", {}, "started a query in CloudTrail Lake", "start a query in CloudTrail Lake"],
];
