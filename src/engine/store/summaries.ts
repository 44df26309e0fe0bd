import { type DictionaryName, pathIndex, paths } from "../../core/events/paths";
import { summaryText } from "../../core/events/summed";
import type { Dictionary } from "../../core/scan/dictionary";
import type { Batch } from "../../core/scan/scanner";

const WIDTH = paths.length;
const STATE = pathIndex["insightDetails.state"];
const INSIGHT = pathIndex["insightDetails.insightType"];
const DIMENSION = pathIndex["summary.primaryDimension.dimension"];
const NAME = pathIndex["summary.primaryDimension.statistics.[].name"];
const VALUE = pathIndex["summary.primaryDimension.statistics.[].value"];

/** What events that sum up many calls say about them, as texts in the dictionary "summed". */
export class Summaries {
  constructor(private readonly dictionaries: Readonly<Record<DictionaryName, Dictionary>>) {}

  of({ ids, extras }: Batch, row: number): number {
    const at = row * WIDTH;
    const { word, summed } = this.dictionaries;
    if (ids[at + INSIGHT] !== 0) {
      const parts = [ids[at + INSIGHT], ids[at + STATE]].map((id) => word.text(id as number));
      return summed.internText(parts.filter(Boolean).join(" "));
    }
    if (ids[at + DIMENSION] === 0) return 0;
    const names = [ids[at + NAME] as number];
    const values = [ids[at + VALUE] as number];
    for (let i = 0; i < extras.length; i += 3) {
      if (extras[i] !== row) continue;
      if (extras[i + 1] === NAME) names.push(extras[i + 2] as number);
      else if (extras[i + 1] === VALUE) values.push(extras[i + 2] as number);
    }
    const statistics = names.map((name, i) => ({ name: summed.text(name), value: summed.text(values[i] ?? 0) }));
    return summed.internText(summaryText(word.text(ids[at + DIMENSION] as number), statistics));
  }
}
