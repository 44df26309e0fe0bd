const MOST = 5; // statistics that are listed

/** What an aggregated event counts, in the record's own words: `eventName: PutObject 1000, GetObject 20`. */
export function summaryText(dimension: string, statistics: readonly { name: string; value: string }[]): string {
  const told = statistics.slice(0, MOST).map(({ name, value }) => [name, value].filter(Boolean).join(" "));
  const more = statistics.length > MOST ? ["…"] : [];
  return `${dimension}: ${[...told, ...more].join(", ")}`;
}
