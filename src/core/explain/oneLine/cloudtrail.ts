/** AWS CloudTrail. */
import * as l10n from "@vscode/l10n";
import { named } from "./needs";
import { type Rows, row } from "./row";

export const cloudtrail: Rows = {
  CreateTrail: row(
    [named("name")],
    (...of) => l10n.t("{0} created trail {1}", ...of),
    (...of) => l10n.t("{0} tried to create trail {1}", ...of),
  ),
  UpdateTrail: row(
    [named("name")],
    (...of) => l10n.t("{0} changed trail {1}", ...of),
    (...of) => l10n.t("{0} tried to change trail {1}", ...of),
  ),
  DeleteTrail: row(
    [named("name")],
    (...of) => l10n.t("{0} deleted trail {1}", ...of),
    (...of) => l10n.t("{0} tried to delete trail {1}", ...of),
  ),
  StartLogging: row(
    [named("name")],
    (...of) => l10n.t("{0} started the logging of trail {1}", ...of),
    (...of) => l10n.t("{0} tried to start the logging of trail {1}", ...of),
  ),
  StopLogging: row(
    [named("name")],
    (...of) => l10n.t("{0} stopped the logging of trail {1}", ...of),
    (...of) => l10n.t("{0} tried to stop the logging of trail {1}", ...of),
  ),
  PutEventSelectors: row(
    [named("trailName")],
    (...of) => l10n.t("{0} changed which events trail {1} records", ...of),
    (...of) => l10n.t("{0} tried to change which events trail {1} records", ...of),
  ),
  PutInsightSelectors: row(
    [named("trailName")],
    (...of) => l10n.t("{0} changed the Insights settings of trail {1}", ...of),
    (...of) => l10n.t("{0} tried to change the Insights settings of trail {1}", ...of),
  ),
  LookupEvents: row(
    [],
    (...of) => l10n.t("{0} searched the event history of CloudTrail", ...of),
    (...of) => l10n.t("{0} tried to search the event history of CloudTrail", ...of),
  ),
  DescribeTrails: row(
    [],
    (...of) => l10n.t("{0} looked at the trails", ...of),
    (...of) => l10n.t("{0} tried to look at the trails", ...of),
  ),
  GetTrailStatus: row(
    [named("name")],
    (...of) => l10n.t("{0} looked at the status of trail {1}", ...of),
    (...of) => l10n.t("{0} tried to look at the status of trail {1}", ...of),
  ),
  CreateEventDataStore: row(
    ["name"],
    (...of) => l10n.t("{0} created CloudTrail Lake event data store {1}", ...of),
    (...of) => l10n.t("{0} tried to create CloudTrail Lake event data store {1}", ...of),
  ),
  DeleteEventDataStore: row(
    [named("eventDataStore")],
    (...of) => l10n.t("{0} deleted CloudTrail Lake event data store {1}", ...of),
    (...of) => l10n.t("{0} tried to delete CloudTrail Lake event data store {1}", ...of),
  ),
  StartQuery: row(
    [],
    (...of) => l10n.t("{0} started a query in CloudTrail Lake", ...of),
    (...of) => l10n.t("{0} tried to start a query in CloudTrail Lake", ...of),
  ),
};
