import fc from "fast-check";
import { deflatePlan, Inflaters } from "./deflates";
import { filePlan } from "./files";
import { judge } from "./judge";
import { OpenedFiles } from "./opened";
import type { Cuts } from "./readers";

const cuts: fc.Arbitrary<Cuts> = fc.record({
  piece: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 5000 })),
  scanner: fc.constantFrom("plain", "simd"),
});

/** Everything that is generated and judged. */
export const properties = {
  /** Files of every kind. */
  logs() {
    const files = new OpenedFiles();
    return fc.asyncProperty(filePlan, cuts, (plan, cuts) => judge(files, plan, cuts));
  },
  /** Deflate data alone. */
  streams() {
    const inflaters = new Inflaters();
    return fc.asyncProperty(deflatePlan, (plan) => inflaters.judge(plan));
  },
};
export type PropertyName = keyof typeof properties;

/** How to run it again. */
export function replay(
  name: PropertyName,
  { seed, counterexamplePath }: { seed: number; counterexamplePath: string | null },
): string {
  return `npm run fuzz -- --only ${name} --seed ${seed} --path ${counterexamplePath ?? ""}`;
}
