/** What the coverage page and its host ask each other. All words are made by the host. */
import { type Checks, isNumber, isOneOf } from "../../calls/connection";
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

/** What the host asks the page. */
export interface ToPage {
  page: {
    show(coverage: CoveragePage): void;
    goTo(list: List): void;
  };
}

/** What the page asks its host. */
export interface ToHost {
  host: {
    act(action: Action): void;
    filter(filter: FileFilter): void;
    turn(list: List, to: "previous" | "next"): void;
    /** What a row leads to. */
    open(id: number): void;
    /** The setting that a row names. */
    setting(id: number): void;
  };
}

export const checks: Checks<ToHost> = {
  host: {
    act: [isOneOf(actions)],
    filter: [isOneOf(filters)],
    turn: [isOneOf(lists), isOneOf(["previous", "next"])],
    open: [isNumber],
    setting: [isNumber],
  },
};
