/** What others hand over as a question, checked: they may have no types. */
import { type ColumnName, isColumn } from "../events/columns";
import type { Filter } from "../events/row";

/** The columns of `by`; throws a TypeError for anything else. */
export function columnsArgument(by: unknown): ColumnName[] {
  if (!Array.isArray(by)) throw new TypeError("by is not a list of columns");
  return by.map((name: unknown) => {
    if (!isColumn(name)) throw new TypeError(`by: ${String(name)} is not a column`);
    return name;
  });
}

/** A filter as it may be asked; throws a TypeError that names what is wrong. */
export function filterArgument(value: unknown): Filter {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError("filter is not an object");
  const filter: Filter = {};
  for (const [name, wanted] of Object.entries(value) as [string, unknown][]) {
    if (wanted === undefined) continue;
    if (name === "from" || name === "to") {
      if (typeof wanted !== "string" || Number.isNaN(Date.parse(wanted)))
        throw new TypeError(`filter.${name} is not a time in ISO 8601`);
      filter[name] = wanted;
    } else if (!isColumn(name)) {
      throw new TypeError(`filter: ${name} is not a column`);
    } else if (
      typeof wanted === "string" ||
      (Array.isArray(wanted) && wanted.every((one) => typeof one === "string"))
    ) {
      filter[name] = wanted;
    } else {
      throw new TypeError(`filter.${name} is neither a text nor a list of texts`);
    }
  }
  return filter;
}
