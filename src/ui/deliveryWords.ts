/** The words for what delivery times show. Nothing is called missing: only digest files prove what was delivered. */
import * as l10n from "@vscode/l10n";
import type { LateDelivery, Stretch } from "../core/delivery/delivery";
import { numberText, plural } from "../core/language";

const PREFIXES = 3; // prefixes in one sentence

/** @param time writes a moment with its zone */
export function stretchWords({ from, to, region }: Stretch, time: (ms: number) => string): string {
  const span = { from: time(from), to: time(to) };
  return region === undefined
    ? l10n.t(
        "No log file for {from} – {to} in any Region here. Normal if nothing happened; only digest files can tell.",
        span,
      )
    : l10n.t("No log file for {from} – {to} in {region}. Normal if nothing happened; only digest files can tell.", {
        ...span,
        region,
      });
}

/** The usual interval with which the period is compared. */
export function usualWords({ usual }: Stretch): string {
  return plural(
    Math.max(1, Math.round(usual / 60_000)),
    () => l10n.t("usually a file every minute"),
    (n) => l10n.t("usually a file every {0} minutes", n),
  );
}

export function lateWords(late: LateDelivery, asked: number, time: (ms: number) => string): string {
  const sentence = l10n.t(
    "Events of {time} may be in files delivered up to about 15 minutes later; the newest file here was delivered {last}.",
    { time: time(asked), last: time(late.last) },
  );
  const where = prefixWords(late);
  return where === "" ? sentence : `${sentence} ${where}`;
}

function prefixWords({ prefixes, prefixCount }: LateDelivery): string {
  const shown = prefixes.slice(0, PREFIXES).join(", ");
  if (shown === "") return "";
  const more = prefixCount - Math.min(PREFIXES, prefixes.length);
  return more > 0
    ? l10n.t("They would be in S3 under {prefixes} and {n} more.", { prefixes: shown, n: numberText(more) })
    : l10n.t("They would be in S3 under {prefixes}.", { prefixes: shown });
}
