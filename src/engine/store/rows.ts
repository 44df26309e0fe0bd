import { type EventRow, isInTable } from "../../core/events/event";
import { formatTime } from "../../core/events/time";
import { CHUNK_ROWS, type Chunk } from "./chunk";
import { idOf } from "./filter";
import { IdentityPart } from "./identities";
import type { Store } from "./store";
import { StoredColumn } from "./storedColumns";

/** A row as plain data; made only for what is shown. */
export function eventRow(store: Store, chunk: Chunk, row: number, sameSecond = false): EventRow {
  const { dictionaries } = store.scanner;
  const { derive } = store;
  const id = (column: StoredColumn): number => chunk.column(column)[row] as number;
  const { identities } = derive;
  const identity = id(StoredColumn.identity);
  const result = derive.results.value(id(StoredColumn.result));
  const cognito = derive.cognitos.value(id(StoredColumn.cognito));
  const nature = derive.natures.value(id(StoredColumn.nature));
  const start = chunk.starts[row] as number;
  const time = chunk.times[row] as number;
  const made: EventRow = {
    id: chunk.number * CHUNK_ROWS + row,
    uri: chunk.uriOf(row),
    start,
    end: start + (chunk.lengths[row] as number),
    eventTime: Number.isNaN(time) ? dictionaries.oddTime.text(chunk.oddTimes.get(row) ?? 0) : formatTime(time),
    eventSource: dictionaries.source.text(id(StoredColumn.source)),
    eventName: dictionaries.operation.text(id(StoredColumn.operation)),
    identityType: identities.text(identity, IdentityPart.type),
    identity: identities.kind(identity),
    actor: identities.actor(identity),
    arn: identities.text(identity, IdentityPart.arn),
    principalId: identities.text(identity, IdentityPart.principalId),
    userName: identities.text(identity, IdentityPart.userName),
    account: identities.text(identity, IdentityPart.account),
    sessionIssuer: identities.text(identity, IdentityPart.issuerArn),
    sessionName: identities.sessionName(identity),
    sourceIdentity: identities.text(identity, IdentityPart.sourceIdentity),
    invokedBy: identities.text(identity, IdentityPart.invokedBy),
    accessKeyId: dictionaries.key.text(id(StoredColumn.key)),
    issuedAccessKeyId: dictionaries.key.text(id(StoredColumn.issuedKey)),
    outcome: result.outcome,
    errorCode: result.errorCode,
    reason: result.reason,
    awsRegion: dictionaries.region.text(id(StoredColumn.region)),
    sourceIPAddress: dictionaries.address.text(id(StoredColumn.address)),
    userAgent: dictionaries.agent.text(id(StoredColumn.agent)),
    eventType: nature.eventType,
    eventCategory: nature.category,
    readOnly: nature.readOnly,
    recipientAccountId: dictionaries.account.text(id(StoredColumn.recipient)),
    sub: cognito.sub,
    userPool: cognito.userPool,
    client: cognito.client,
    resource: dictionaries.arn.text(id(StoredColumn.resource)),
    target: dictionaries.target.text(id(StoredColumn.target)),
    sharedEventID: dictionaries.shared.text(id(StoredColumn.shared)),
    vpcEndpointId: dictionaries.endpoint.text(id(StoredColumn.endpoint)),
    requestID: idOf(store, "requestID", chunk, row),
    eventID: idOf(store, "eventID", chunk, row),
    summary: dictionaries.summed.text(id(StoredColumn.summary)),
    form: chunk.form(row),
    sameSecond,
    duplicate: chunk.isDuplicate(row),
  };
  if (!Number.isNaN(time)) made.time = time;
  if (chunk.text) {
    made.textStart = chunk.text.starts[row] as number;
    made.textEnd = made.textStart + (chunk.text.lengths[row] as number);
  }
  return made;
}

/** Rows `from`–`to` of an answer; undefined when one of them is gone because its log was closed or read again. */
export function rowsOf(store: Store, ids: Uint32Array, from: number, to: number): EventRow[] | undefined {
  const made: EventRow[] = [];
  const second = (position: number): number => {
    if (position < 0 || position >= ids.length) return Number.NaN;
    return Math.floor(timeAt(store, ids, position) / 1000);
  };
  for (let p = Math.max(0, from); p < Math.min(to, ids.length); p++) {
    const found = store.find(ids[p] as number);
    if (!found) return undefined;
    const own = second(p);
    made.push(eventRow(store, found.chunk, found.row, own === second(p - 1) || own === second(p + 1)));
  }
  return made;
}

/** Start and end in turn of a log's records in its document, in order; undefined when there are more than `most`. */
export function textSpans(store: Store, uri: string, most: number): Uint32Array | undefined {
  const spans: [start: number, end: number][] = [];
  for (const { chunk, from, to } of store.rowsOf(uri)) {
    if (!chunk.text || spans.length + to - from > most) return undefined;
    for (let row = from; row < to; row++) {
      if (isInTable(chunk.form(row))) continue;
      const start = chunk.text.starts[row] as number;
      spans.push([start, start + (chunk.text.lengths[row] as number)]);
    }
  }
  return Uint32Array.from(spans.sort(([one], [other]) => one - other).flat());
}

export function timeAt(store: Store, ids: Uint32Array, position: number): number {
  const found = store.find(ids[position] as number);
  return found ? (found.chunk.times[found.row] as number) : Number.NaN;
}
