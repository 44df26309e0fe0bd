/** Puts an event into one sentence: who did what to what, or tried to. It never says more than the record proves. */
import * as l10n from "@vscode/l10n";
import { tuples } from "../../events/columns";
import { type OutcomeAndReason, outcomeAt } from "../../events/outcome";
import { recordValues } from "../../events/recordValues";
import type { Origin } from "../../events/values";
import { type Json, textAt } from "../facts";
import { listed, short } from "../say";
import { aggregatedText } from "../values/aggregated";
import { arnOf, resourceText } from "../values/arn";
import { insightText } from "../values/insight";
import { serviceName } from "../values/service";
import { factsFor } from "./needs";
import { rowsFor } from "./tables";
import { whoActed } from "./who";

/**
 * Has no full stop, because it is a heading.
 * @param origin what the record was made from, if it is not the whole record
 */
export function oneLine(record: Json, origin?: Origin): string {
  const many = ofMany(record);
  if (many !== undefined) return many;
  const values = recordValues(record, origin);
  const end = outcomeAt(values.texts(tuples.result), values.flags);
  const who = whoActed(record, values);
  switch (endOf(end)) {
    case "did":
      return sentence(record, who, "did") ?? plain(record, who, "did");
    case "tried":
      return ended(sentence(record, who, "tried") ?? plain(record, who, "tried"), end, record);
    case "unknown":
      return bare(record, who);
  }
}

/** Insights and aggregated events are about many calls. */
function ofMany(record: Json): string | undefined {
  const insight = record["insightDetails"];
  const numbers = insightText(insight);
  if (numbers !== undefined) {
    const [name, source] = [textAt(insight, "eventName"), textAt(insight, "eventSource")].map(short) as [
      string,
      string,
    ];
    return l10n.t("{0} of {1}: {2}", name, serviceName(source), numbers);
  }
  const counts = aggregatedText(record);
  if (counts === undefined) return undefined;
  return listed(short(serviceName(textAt(record, "eventSource"))), counts);
}

/** A dry run of EC2 is not a failure, but nothing was done either. */
function endOf({ outcome, errorCode }: OutcomeAndReason): "did" | "tried" | "unknown" {
  if (outcome === "unknown") return "unknown";
  return outcome === "ok" && errorCode === "" ? "did" : "tried";
}

function sentence(record: Json, who: string, end: "did" | "tried"): string | undefined {
  for (const row of rowsFor(textAt(record, "eventSource"), textAt(record, "eventName"))) {
    const say = row[end];
    const facts = say && factsFor(row.needs, record);
    if (say && facts) return say(who, ...facts);
  }
  return undefined;
}

/** For an operation without a sentence of its own: its name, its service and what it was about. */
function plain(record: Json, who: string, end: "did" | "tried"): string {
  const name = short(textAt(record, "eventName"));
  const source = textAt(record, "eventSource");
  const type = textAt(record, "eventType");
  if (name === "" || source === "" || (type !== "" && type !== "AwsApiCall" && !type.startsWith("AwsVpceEvent")))
    return bare(record, who);
  const service = short(serviceName(source));
  const thing = short(mainThing(record));
  if (thing === "")
    return end === "did"
      ? l10n.t("{0} called {1} of {2}", who, name, service)
      : l10n.t("{0} tried to call {1} of {2}", who, name, service);
  return end === "did"
    ? l10n.t("{0} called {1} of {2} on {3}", who, name, service, thing)
    : l10n.t("{0} tried to call {1} of {2} on {3}", who, name, service, thing);
}

function bare(record: Json, who: string): string {
  const source = textAt(record, "eventSource");
  const name = short(textAt(record, "eventName")) || l10n.t("No operation recorded");
  return listed(...new Set([who, name, source && short(serviceName(source))]));
}

/** Parameters that name what a call is about, the most specific first. */
const mainParameters =
  "resourceArn roleArn secretId tableName dBInstanceIdentifier stackName clusterName cluster repositoryName logGroupName topicArn queueUrl streamName domainName hostedZoneId documentName name userName roleName groupName resourceId arn".split(
    " ",
  );

function mainThing(record: Json): string {
  const texts = [
    textAt(record, "resources", 0, "ARN"),
    ...mainParameters.map((name) => textAt(record, "requestParameters", name)),
  ];
  const found = texts.find((text) => text !== "" && text !== "HIDDEN_DUE_TO_SECURITY_REASONS") ?? "";
  const arn = arnOf(found);
  return arn ? resourceText(arn) : found;
}

function ended(sentence: string, { outcome, reason }: OutcomeAndReason, record: Json): string {
  switch (outcome) {
    case "denied": {
      const endpoint = textAt(record, "errorCode") === "VpceAccessDenied" ? textAt(record, "vpcEndpointId") : "";
      return endpoint === ""
        ? l10n.t("{0}: denied", sentence)
        : l10n.t("{0}: denied by the policy of VPC endpoint {1}", sentence, short(endpoint));
    }
    case "failed":
      return reason === "" ? l10n.t("{0}: failed", sentence) : l10n.t("{0}: failed ({1})", sentence, short(reason));
    default:
      return l10n.t("{0}: a dry run, which would have been allowed", sentence);
  }
}
