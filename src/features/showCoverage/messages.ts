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
  /** The page returns it when the row is chosen; undefined if there is nothing to go to. */
  id?: number;
  text: string;
  /** Text in smaller type below it. */
  more: string;
  /** The setting that would allow more to be read: its label, and the ID that the page returns. */
  setting?: { id: number; label: string };
  /** A count in its own column. */
  count?: string;
}

/** Which part of a long list is shown; "" if there is no other part in this direction. */
export interface Pager {
  line: string;
  previous: string;
  next: string;
}

export interface Section {
  title: string;
  /** Shown instead of rows, or above them. */
  note: string;
  rows: Row[];
  pager?: Pager;
}

export interface CoveragePage {
  title: string;
  line: string;
  /** A screen reader should not speak each step. */
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
