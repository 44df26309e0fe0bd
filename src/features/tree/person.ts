import type { EventRow } from "../../core/events/row";
import type { People } from "../../people";
import { actorWords } from "../../ui/words";

/** Who acted and, once looked up, the person behind the sub: on a failure whose account was tried, never who tried. */
export function whoWords(row: EventRow, people: People): string {
  const name = row.sub === "" ? undefined : people.nameOf(row.sub);
  if (name === undefined) return actorWords(row);
  const person = actorWords({ ...row, actor: "", sub: name });
  return row.actor === "" ? person : `${row.actor} · ${person}`;
}
