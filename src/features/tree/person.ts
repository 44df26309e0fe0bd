import type { EventRow } from "../../core/events/row";
import type { People } from "../../people";
import { actorWords } from "../../ui/words";

/**
 * Who acted and, after a look-up, the person with the sub. For a failure this is the person whose account was tried,
 * not who tried.
 */
export function whoWords(row: EventRow, people: People): string {
  const name = row.sub === "" ? undefined : people.nameOf(row.sub);
  if (name === undefined) return actorWords(row);
  const person = actorWords({ ...row, actor: "", sub: name });
  return row.actor === "" ? person : `${row.actor} · ${person}`;
}
