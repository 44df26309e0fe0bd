/** What the log page and its host say to each other. All words are made by the host. */

export const actions = ["cancel", "readAgain", "showView", "showText", "openWith", "openSetting"] as const;
export type Action = (typeof actions)[number];

export interface Button {
  action: Action;
  label: string;
  /** The way on most people want. */
  main: boolean;
}

export interface Fact {
  label: string;
  value: string;
}

/** A stretch that was not read, or not as it is. */
export interface Missing {
  where: string;
  why: string;
  /** Of the problem in the log's report; undefined where there is no place to go to. */
  index?: number;
}

interface Page {
  file: string;
  buttons: Button[];
}

export type ToPage =
  /** `fraction` of 1; absent when the size is not known. */
  | (Page & { kind: "reading"; line: string; fraction?: number })
  | (Page & {
      kind: "log";
      coverage: string;
      facts: Fact[];
      missing?: { title: string; places: Missing[]; more: string };
    })
  | (Page & { kind: "sentence"; sentence: string });

export type FromPage = { kind: "ready" } | { kind: "act"; action: Action } | { kind: "open"; index: number };

export function isFromPage(message: unknown): message is FromPage {
  if (typeof message !== "object" || message === null) return false;
  const { kind, action, index } = message as { kind?: unknown; action?: unknown; index?: unknown };
  if (kind === "open") return typeof index === "number";
  return kind === "ready" || (kind === "act" && (actions as readonly unknown[]).includes(action));
}
