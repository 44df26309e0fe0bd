/** The settings behind the engine's limits. Free of VS Code, so that tests can compare them with the manifest. */
import type { Problem } from "../engine/engine";
import { defaultLimits, type Limits, MB } from "../engine/limits";

export interface LimitSetting {
  /** Below "cloudtrail". */
  name: string;
  /** What one of the setting's units is in the engine's. */
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

/** The limits that a user's settings make; what is no number, or out of bounds, is brought within them. */
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

/** The full name of the setting that would let more be read; undefined when no setting does. */
export function settingOf({ reason, detail }: Pick<Problem, "reason" | "detail">): string | undefined {
  switch (reason) {
    case "recordTooLarge":
      return nameOf("record");
    case "tooDeep":
      return nameOf("depth");
    case "inflatedTooLarge":
      return nameOf("inflated");
    case "outOfMemory":
      return detail === undefined ? undefined : nameOf("memory"); // else it is the machine that has no more
    default:
      return undefined;
  }
}

function nameOf(key: keyof Limits): string {
  return `cloudtrail.${limitSettings[key].name}`;
}
