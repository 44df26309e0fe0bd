/**
 * What the coverage page shows, in the user's language. All times are in UTC, like the files' names and their places in
 * S3.
 */
import * as l10n from "@vscode/l10n";
import type { Deliveries, LateDelivery, Stretch } from "../../core/delivery/delivery";
import { visible } from "../../core/events/visible";
import { numberText, plural } from "../../core/language";
import { hasPlace } from "../../core/shapes/shape";
import type { CoverageSummary, LogPlace, LogReport, LogState } from "../../engine/engine";
import { coverageLine, filesOf, othersWords, readWords } from "../../ui/coverageWords";
import { lateWords, stretchWords, usualWords } from "../../ui/deliveryWords";
import { settingOf } from "../../ui/limitSettings";
import { minuteText } from "../../ui/times";
import { eventsText, namesText, placeWords, problemWords } from "../../ui/words";
import type { CoveragePage, Fact, FileFilter, Pager, Row, Section } from "./messages";

const NAMES = 12; // accounts or Regions on one line
const PAUSES = 100;

/** A part of a long list. */
export interface Slice<T> {
  from: number;
  total: number;
  items: T[];
}

export interface CoverageData {
  summary: CoverageSummary;
  isReading: boolean;
  places: Slice<LogPlace>;
  reports: Slice<LogReport>;
  /** URIs of logs that are being read. */
  reading: ReadonlySet<string>;
  filter: FileFilter;
  deliveries: Deliveries;
  late: LateDelivery | undefined;
}

/** What the page needs from VS Code, and the numbers that identify its rows. */
export interface Names {
  file(uri: string): string;
  folder(uri: string): string;
  idOfPlace(place: LogPlace): number;
  idOfLog(report: LogReport): number;
}

export function coveragePage(data: CoverageData, names: Names): CoveragePage {
  const { summary, isReading } = data;
  const title = l10n.t("Coverage");
  if (filesOf(summary) === 0) {
    const openLog = { action: "openLog", label: l10n.t("Open CloudTrail Log…"), main: true } as const;
    return {
      title,
      line: l10n.t("No log is open."),
      isReading: false,
      buttons: [openLog],
      facts: [],
    };
  }
  return {
    title,
    line: isReading ? l10n.t("Reading… {0} so far", eventsText(summary.events)) : coverageLine(summary, ""),
    isReading,
    buttons: [
      { action: "copy", label: l10n.t("Copy as Text"), main: true },
      { action: "showView", label: l10n.t("Show in CloudTrail View"), main: false },
    ],
    facts: factsOf(data),
    missing: missingOf(data, names),
    pauses: pausesOf(data),
    files: filesSection(data, names),
  };
}

function factsOf({ summary, deliveries }: CoverageData): Fact[] {
  const { files, duplicates, reduced, from, to, accounts, regions } = summary;
  const states: LogState[] = ["whole", "partly", "notRead", "reading", "passedOver", "other"];
  const counted = states.filter((state) => files[state] > 0);
  const facts: Fact[] = [
    {
      label: l10n.t("Files"),
      value: counted.map((state) => `${stateWords(state)}: ${numberText(files[state])}`).join(" · "),
    },
    { label: l10n.t("Events"), value: numberText(summary.events) },
  ];
  const add = (label: string, value: string) => facts.push({ label, value });
  if (duplicates > 0) add(l10n.t("Repeated records"), l10n.t("{0}, each shown once", numberText(duplicates)));
  if (reduced > 0) {
    add(l10n.t("Reduced records"), l10n.t("{0}: their source has only some of a record's fields", numberText(reduced)));
  }
  add(l10n.t("Content read"), bytesText(summary.bytes));
  if (files.other > 0) add(l10n.t("Files without events"), othersWords(summary.others));
  if (from !== undefined && to !== undefined) {
    add(l10n.t("Time of the events"), l10n.t("{from} – {to} (UTC)", { from: minuteText(from), to: minuteText(to) }));
  }
  if (deliveries.first !== undefined && deliveries.last !== undefined) {
    const span = { from: minute(deliveries.first), to: minute(deliveries.last) };
    add(
      l10n.t("Time of delivery"),
      plural(
        deliveries.files,
        (n) => l10n.t("{from} – {to} (UTC), from the name of {n} file", { ...span, n }),
        (n) => l10n.t("{from} – {to} (UTC), from the names of {n} files", { ...span, n }),
      ),
    );
  }
  if (accounts.length > 0) add(l10n.t("AWS accounts"), namesText(accounts, NAMES));
  if (regions.length > 0) add(l10n.t("AWS Regions"), namesText(regions, NAMES));
  return facts;
}

function missingOf({ summary, places }: CoverageData, names: Names): Section {
  const rows = places.items.map((place): Row => {
    const id = names.idOfPlace(place);
    const file = visible(names.file(place.uri));
    const isThere = hasPlace(place.problem);
    const isLimited = settingOf(place.problem) !== undefined;
    return {
      ...(isThere ? { id } : {}),
      text: visible(problemWords(place.problem)),
      more: isThere ? `${file} · ${placeWords(place.problem)}` : file,
      ...(isLimited ? { setting: { id, label: l10n.t("Open Setting") } } : {}),
    };
  });
  const unlisted = summary.parts - places.total;
  const note =
    summary.parts === 0
      ? l10n.t("Everything in the open logs was read.")
      : unlisted > 0
        ? l10n.t("The first 1,000 places of each file are listed; {0} more are only counted.", numberText(unlisted))
        : "";
  return { title: l10n.t("What could not be read"), note, rows, ...pagerOf(places) };
}

function pausesOf({ summary, deliveries, late, isReading }: CoverageData): Section {
  const isOne = (pick: (stretch: Stretch) => string | undefined) => new Set(deliveries.stretches.map(pick)).size <= 1;
  const oneAccount = isOne(({ account }) => account);
  const rows = deliveries.stretches.slice(0, PAUSES).map((stretch): Row => {
    const where = [
      ...(oneAccount || stretch.account === undefined ? [] : [l10n.t("account {0}", stretch.account)]),
      ...(stretch.folder === "CloudTrail" ? [] : [stretch.folder]),
    ];
    return { text: stretchWords(stretch, utc), more: [...where, usualWords(stretch)].join(" · ") };
  });
  const rest = deliveries.stretchCount - rows.length;
  if (rest > 0) rows.push({ text: l10n.t("{0} shorter ones are not listed.", numberText(rest)), more: "" });
  if (late && summary.to !== undefined) rows.push({ text: lateWords(late, Date.parse(summary.to), utc), more: "" });
  const note = isReading
    ? l10n.t("Shown after all files are read.")
    : deliveries.files === 0
      ? l10n.t("The names of these files do not say when they were delivered, so gaps between them cannot be shown.")
      : deliveries.stretchCount === 0
        ? l10n.t("There is no unusually long gap between the deliveries of these files.")
        : "";
  return { title: l10n.t("Periods without log files"), note, rows: isReading ? [] : rows };
}

function filesSection({ summary, reports, filter, reading }: CoverageData, names: Names): CoveragePage["files"] {
  const { files } = summary;
  const states: LogState[] = ["notRead", "partly", "reading", "passedOver", "other", "whole"];
  const label = (words: string, count: number) => l10n.t("{what}: {count}", { what: words, count: numberText(count) });
  const rows = reports.items.map(
    (report): Row => ({
      id: names.idOfLog(report),
      text: visible(names.file(report.uri)),
      more: [visible(names.folder(report.uri)), readWords(report, reading.has(report.uri))]
        .filter((part) => part !== "")
        .join(" · "),
      count: numberText(report.events),
    }),
  );
  return {
    title: l10n.t("Files"),
    note: "",
    columns: [l10n.t("File"), l10n.t("Events")],
    filters: [
      { filter: "all", label: label(l10n.t("All"), filesOf(summary)), isOn: filter === "all" },
      ...states
        .filter((state) => files[state] > 0 || filter === state)
        .map((state) => ({
          filter: state,
          label: label(stateWords(state), files[state]),
          isOn: filter === state,
        })),
    ],
    rows,
    ...pagerOf(reports),
  };
}

function stateWords(state: LogState): string {
  switch (state) {
    case "whole":
      return l10n.t("fully read");
    case "partly":
      return l10n.t("partly read");
    case "notRead":
      return l10n.t("not read");
    case "reading":
      return l10n.t("being read");
    case "passedOver":
      return l10n.t("skipped");
    case "other":
      return l10n.t("without events");
  }
}

function pagerOf({ from, total, items }: Slice<unknown>): { pager?: Pager } {
  const to = from + items.length;
  if (from === 0 && to >= total) return {};
  return {
    pager: {
      line: l10n.t("{from}–{to} of {total}", {
        from: numberText(Math.min(from + 1, to)),
        to: numberText(to),
        total: numberText(total),
      }),
      previous: from > 0 ? l10n.t("Previous") : "",
      next: to < total ? l10n.t("Next") : "",
    },
  };
}

function bytesText(bytes: number): string {
  return plural(
    bytes,
    (n) => l10n.t("{0} byte", n),
    (n) => l10n.t("{0} bytes", n),
  );
}

function minute(ms: number): string {
  return minuteText(new Date(ms).toISOString());
}

function utc(ms: number): string {
  return `${minute(ms)} UTC`;
}

/** The page as plain text, which can be pasted into a report. */
export function coverageText(page: CoveragePage): string[] {
  const rows = (section: Section | undefined): string[] => {
    if (!section || (section.note === "" && section.rows.length === 0)) return [];
    return [
      "",
      section.title,
      ...(section.note === "" ? [] : [section.note]),
      ...section.rows.map(({ text, more, count }) =>
        ["-", text, count, more === "" ? undefined : `(${more})`].filter((part) => part !== undefined).join(" "),
      ),
      ...(section.pager ? [section.pager.line] : []),
    ];
  };
  return [
    page.title,
    page.line,
    ...page.facts.map(({ label, value }) => `${label}: ${value}`),
    ...rows(page.missing),
    ...rows(page.pauses),
    ...rows(page.files),
    "",
  ];
}
