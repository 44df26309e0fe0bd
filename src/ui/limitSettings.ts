/** The settings for the engine's limits. Does not import VS Code, so that tests can compare them with the manifest. */
import type { Problem } from "../engine/engine";
import { defaultLimits, type Limits, MB } from "../engine/limits";

export interface LimitSetting {
  /** The name without the prefix "cloudtrail.". */
  name: string;
  /** The size of one unit of the setting in units of the engine. */
  unit: number;
  minimum: number;
  maximum: number;
}

export const limitSettings: Record<keyof Limits, LimitSetting> = {
  inflated: { name: "limits.inflatedMB", unit: MB, minimum: 1, maximum: 1_048_576 },
  record: { name: "limits.recordMB", unit: MB, minimum: 1, maximum: 256 },
  depth: { name: "limits.depth", unit: 1, minimum: 32, maximum: 1_000_000 },
  memory: { name: "limits.memoryMB", unit: MB, minimum: 128, maximum: 65_536 },
  spill: { name: "spill.maxMB", unit: MB, minimum: 0, maximum: 1_048_576 },
  cache: { name: "cache.maxMB", unit: MB, minimum: 0, maximum: 1_048_576 },
};

/** The limits from a user's settings. Values that are not numbers are ignored, and values out of bounds are clamped. */
export function limitsFrom(setting: (name: string) => unknown): Limits {
  const limits = { ...defaultLimits };
  for (const key of Object.keys(limits) as (keyof Limits)[]) {
    const { name, unit, minimum, maximum } = limitSettings[key];
    const value = setting(name);
    if (typeof value !== "number" || Number.isNaN(value)) continue;
    limits[key] = Math.round(Math.min(maximum, Math.max(minimum, value)) * unit);
  }
  return limits;
}

/** The full name of the setting that would allow more to be read; undefined if there is none. */
export function settingOf({ reason, detail }: Pick<Problem, "reason" | "detail">): string | undefined {
  switch (reason) {
    case "recordTooLarge":
      return nameOf("record");
    case "tooDeep":
      return nameOf("depth");
    case "inflatedTooLarge":
      return nameOf("inflated");
    case "outOfMemory":
      return detail === undefined ? undefined : nameOf("memory"); // else the machine itself has no more
    default:
      return undefined;
  }
}

function nameOf(key: keyof Limits): string {
  return `cloudtrail.${limitSettings[key].name}`;
}
