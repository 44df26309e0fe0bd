/** Event and request IDs: 16 bytes each for GUIDs, texts for other spellings. */
import { formatId, readId } from "../../core/scan/guid";
import { IdKind } from "../../core/scan/scanner";
import { type Chunk, ID_WORDS } from "./chunk";
import type { Store } from "./store";
import { stored } from "./storedColumns";

/** Whether a row of a chunk passes. */
export type RowTest = (chunk: Chunk, row: number) => boolean;

export const idColumns = ["eventID", "requestID"] as const;
export type IdColumn = (typeof idColumns)[number];

/** Compares IDs as they are stored: making a million texts takes long. */
export function idTest(store: Store, column: IdColumn, values: Iterable<string>): RowTest {
  const tests = [...values].map((value): RowTest => {
    const bytes = new TextEncoder().encode(value);
    const id = new Uint8Array(16);
    const kind = readId(bytes, 0, bytes.length, id, 0);
    if (kind === IdKind.none) {
      const odd = store.scanner.dictionaries.oddId.find(value);
      if (odd === 0 && value !== "") return () => false;
      return (chunk, row) => kindOf(column, chunk, row) === IdKind.none && oddIdOf(column, chunk, row) === odd;
    }
    const words = new Uint32Array(id.buffer);
    return (chunk, row) => {
      if (kindOf(column, chunk, row) !== kind) return false;
      const kept = column === "eventID" ? chunk.eventIds : chunk.requestIds;
      return words.every((word, i) => kept[row * ID_WORDS + i] === word);
    };
  });
  return (chunk, row) => tests.some((test) => test(chunk, row));
}

/** Whether a value may be the ID of a row: it has the form of one, or the spelling of one that was read. */
export function isKnownId(store: Store, value: string): boolean {
  const bytes = new TextEncoder().encode(value);
  if (readId(bytes, 0, bytes.length, new Uint8Array(16), 0) !== IdKind.none) return true;
  return store.scanner.dictionaries.oddId.find(value) > 0;
}

export function kindOf(column: IdColumn, chunk: Chunk, row: number): number {
  return column === "eventID" ? chunk.eventIdKind(row) : chunk.requestIdKind(row);
}

function oddIdOf(column: IdColumn, chunk: Chunk, row: number): number {
  return column === "eventID" ? (chunk.oddIds.get(row) ?? 0) : (chunk.column(stored.oddRequestID)[row] as number);
}

export function idOf(store: Store, column: IdColumn, chunk: Chunk, row: number): string {
  const kind = kindOf(column, chunk, row);
  if (kind === IdKind.none) return store.oddId(oddIdOf(column, chunk, row));
  const kept = column === "eventID" ? chunk.eventIds : chunk.requestIds;
  return formatId(kind, new Uint8Array(kept.buffer, kept.byteOffset + row * ID_WORDS * 4, 16), 0);
}
