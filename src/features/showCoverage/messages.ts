/** What the coverage page and its host say to each other. All words are made by the host. */
import type { LogState } from "../../engine/engine";

const actions = ["copy", "showView", "openLog"] as const;
export type Action = (typeof actions)[number];

const filters = ["all", "notRead", "partly", "reading", "other", "whole"] as const;
export type FileFilter = "all" | LogState;

const lists = ["missing", "files"] as const;
export type List = (typeof lists)[number];

export interface Fact {
  label: string;
  value: string;
}

export interface Row {
  /** The page hands it back when the row is chosen; undefined where there is nothing to go to. */
  id?: number;
  text: string;
  /** In smaller type below it. */
  more: string;
  /** The setting that would let more be read; its label, and what the page hands back. */
  setting?: { id: number; label: string };
  /** A count in a column of its own. */
  count?: string;
}

/** Which part of a long list is shown; "" where there is no way on. */
export interface Pager {
  line: string;
  previous: string;
  next: string;
}

export interface Section {
  title: string;
  /** Stands there instead of rows, or above them. */
  note: string;
  rows: Row[];
  pager?: Pager;
}

export interface CoveragePage {
  kind: "coverage";
  title: string;
  line: string;
  /** A screen reader is not to speak each step of it. */
  isReading: boolean;
  buttons: { action: Action; label: string; main: boolean }[];
  facts: Fact[];
  missing?: Section;
  pauses?: Section;
  files?: Section & {
    columns: [name: string, events: string];
    filters: { filter: FileFilter; label: string; isOn: boolean }[];
  };
}

export type ToPage = CoveragePage | { kind: "goTo"; list: List };

export type FromPage =
  | { kind: "ready" }
  | { kind: "act"; action: Action }
  | { kind: "filter"; filter: FileFilter }
  | { kind: "turn"; list: List; to: "previous" | "next" }
  /** What a row leads to, or the setting that it names. */
  | { kind: "open" | "setting"; id: number };

export function isFromPage(message: unknown): message is FromPage {
  if (typeof message !== "object" || message === null) return false;
  const { kind, action, filter, list, to, id } = message as { [name: string]: unknown };
  switch (kind) {
    case "ready":
      return true;
    case "act":
      return isOneOf(actions, action);
    case "filter":
      return isOneOf(filters, filter);
    case "turn":
      return isOneOf(lists, list) && isOneOf(["previous", "next"], to);
    case "open":
    case "setting":
      return typeof id === "number";
    default:
      return false;
  }
}

function isOneOf(known: readonly string[], value: unknown): boolean {
  return known.includes(value as string);
}
