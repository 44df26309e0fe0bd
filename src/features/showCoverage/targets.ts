import type { LogPlace } from "../../engine/engine";

/** What a row of the page leads to. */
export type Target = { kind: "place"; place: LogPlace } | { kind: "log"; uri: string };

/** Numbers for the targets of rows: the page gets only these, and the same row keeps its number. */
export class Targets {
  private static readonly MOST = 20_000;
  private readonly ids = new Map<string, number>();
  private readonly byId = new Map<number, Target>();
  private last = 0;

  idOf(key: string, target: Target): number {
    let id = this.ids.get(key);
    if (id === undefined) {
      if (this.ids.size >= Targets.MOST) {
        this.ids.clear();
        this.byId.clear();
      }
      id = ++this.last;
      this.ids.set(key, id);
    }
    this.byId.set(id, target);
    return id;
  }

  get(id: number): Target | undefined {
    return this.byId.get(id);
  }
}
