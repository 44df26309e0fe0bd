/** The counts of an aggregated event in words. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aggregated-events.html */
import * as l10n from "@vscode/l10n";
import { numberText } from "../../language";
import { isObject, type Json, textAt, valueAt } from "../facts";
import { durationText, listed, short } from "../say";
import { arnOf, resourceText } from "./arn";

const MOST = 3; // values that are named; the record has the others

/** "within 5 minutes PutObject 1,000 · GetObject 20"; undefined if the record sums up nothing. */
export function aggregatedText(record: Json): string | undefined {
  const counts = countsText(valueAt(record, ["summary", "primaryDimension"]));
  if (counts === undefined) return undefined;
  const ms = windowLength(textAt(record, "timeWindow", "windowSize"));
  return ms === undefined ? counts : l10n.t("Within {0}: {1}", durationText(ms), counts);
}

/** One dimension: its values and the number of events for each. */
export function countsText(dimension: unknown): string | undefined {
  const statistics = valueAt(dimension, ["statistics"]);
  if (!Array.isArray(statistics)) return undefined;
  const known = statistics.filter(isObject).flatMap((one) => {
    const [name, value] = [textAt(one, "name"), one["value"]];
    if (name === "" || typeof value !== "number") return [];
    const arn = arnOf(name);
    return [`${short(arn ? resourceText(arn) : name)} ${numberText(value)}`];
  });
  if (known.length === 0) return undefined;
  return listed(...known.slice(0, MOST), known.length > MOST ? "…" : "");
}

/** The milliseconds of `PT5M`. */
export function windowLength(text: string): number | undefined {
  const minutes = /^PT(\d{1,4})M$/.exec(text)?.[1];
  return minutes === undefined ? undefined : Number(minutes) * 60_000;
}
