import { isForeignSource } from "../events/foreign";
import { guidPaths, pathIndex, paths } from "../events/paths";
import type { Dictionary } from "../scan/dictionary";
import type { Batch } from "../scan/scanner";
import type { Problem } from "./shape";

const WIDTH = paths.length;
const GUIDS = guidPaths.length;

/**
 * Whether each ID is such a source. It is kept, because finding out takes longer than reading a file with few records.
 */
const known = new WeakMap<Dictionary, (boolean | undefined)[]>();

/** Removes records of other event formats, which use CloudTrail's field names, from a batch. */
export class ForeignRecords {
  readonly #isForeign: (boolean | undefined)[];

  constructor(private readonly sources: Dictionary) {
    this.#isForeign = known.get(sources) ?? [];
    known.set(sources, this.#isForeign);
  }

  refuse(batch: Batch, report: (problem: Problem) => void): void {
    let kept = 0;
    for (let row = 0; row < batch.count; row++) {
      if (this.#has(batch.ids[row * WIDTH + pathIndex.eventSource] as number)) {
        const start = batch.starts[row] as number;
        report({ start, end: start + (batch.lengths[row] as number), reason: "notARecord" });
      } else {
        if (kept < row) moveRow(batch, row, kept);
        kept++;
      }
    }
    batch.count = kept;
  }

  #has(source: number): boolean {
    const known = this.#isForeign[source];
    if (known !== undefined) return known;
    const foreign = isForeignSource(this.sources.text(source));
    this.#isForeign[source] = foreign;
    return foreign;
  }
}

function moveRow(batch: Batch, from: number, to: number): void {
  for (const column of [batch.starts, batch.lengths, batch.textStarts, batch.textLengths, batch.times, batch.places]) {
    column[to] = column[from] as number;
  }
  batch.guidKinds.copyWithin(to * GUIDS, from * GUIDS, from * GUIDS + GUIDS);
  batch.guids.copyWithin(to * GUIDS * 16, from * GUIDS * 16, (from + 1) * GUIDS * 16);
  batch.ids.copyWithin(to * WIDTH, from * WIDTH, from * WIDTH + WIDTH);
  for (let i = 0; i < batch.extras.length; i += 3) if (batch.extras[i] === from) batch.extras[i] = to;
}
