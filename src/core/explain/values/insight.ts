/** The numbers of an Insights event in words. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-insights-fields-trails.html */
import * as l10n from "@vscode/l10n";
import { numberText, plural } from "../../language";
import { isObject, textAt, valueAt } from "../facts";
import { durationText, short } from "../say";
import { arnOf, resourceText } from "./arn";

/** "3.1 calls a minute instead of 0.2, for 5 minutes, by role X"; undefined if the numbers are missing. */
export function insightText(insightDetails: unknown): string | undefined {
  const statistics = valueAt(insightDetails, ["insightContext", "statistics"]);
  const usual = valueAt(statistics, ["baseline", "average"]);
  const unusual = valueAt(statistics, ["insight", "average"]);
  if (typeof usual !== "number" || typeof unusual !== "number") return undefined;
  const rate = rateText(textAt(insightDetails, "insightType"), textAt(insightDetails, "errorCode"), unusual, usual);
  const minutes = valueAt(statistics, ["insightDuration"]);
  const duration = typeof minutes === "number" ? durationText(minutes * 60_000) : "";
  const who = whoText(insightDetails);
  if (duration === "") return who === "" ? rate : l10n.t("{0}, by {1}", rate, who);
  return who === "" ? l10n.t("{0}, for {1}", rate, duration) : l10n.t("{0}, for {1}, by {2}", rate, duration, who);
}

function rateText(type: string, errorCode: string, unusual: number, usual: number): string {
  const before = numberText(usual);
  if (type !== "ApiErrorRateInsight") {
    return plural(
      unusual,
      (n) => l10n.t("{0} call a minute instead of {1}", n, before),
      (n) => l10n.t("{0} calls a minute instead of {1}", n, before),
    );
  }
  const error = short(errorCode) || l10n.t("not recorded");
  return plural(
    unusual,
    (n) => l10n.t("{0} error a minute ({2}) instead of {1}", n, before, error),
    (n) => l10n.t("{0} errors a minute ({2}) instead of {1}", n, before, error),
  );
}

/** The first identity among those of the unusual period. */
function whoText(insightDetails: unknown): string {
  const attributions = valueAt(insightDetails, ["insightContext", "attributions"]);
  if (!Array.isArray(attributions)) return "";
  const byIdentity = attributions.find((one) => textAt(one, "attribute") === "userIdentityArn");
  const list = valueAt(byIdentity, ["insight"]);
  const entries = (Array.isArray(list) ? list : [list]).filter(isObject);
  const names = entries.map((entry) => textAt(entry, "value")).filter((value) => value !== "" && value !== "null");
  const [first = ""] = names;
  if (first === "") return "";
  const name = short(identityText(first));
  return names.length === 1 ? name : l10n.t("{0} and others", name);
}

/** For the middle of a sentence. */
function identityText(text: string): string {
  const arn = arnOf(text);
  if (!arn) return text;
  const [, role = "", session] = /^assumed-role\/([^/]+)(?:\/(.+))?$/.exec(arn.resource) ?? [];
  if (role === "") return resourceText(arn);
  return session === undefined ? l10n.t("role {0}", role) : l10n.t("role {0}, session {1}", role, session);
}
