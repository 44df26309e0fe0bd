/** What the log page and its host ask each other. All words are made by the host. */
import { type Checks, isNumber, isOneOf } from "../../calls/connection";

const actions = ["cancel", "readAgain", "showView", "showText", "openWith", "openSetting"] as const;
export type Action = (typeof actions)[number];

export interface Button {
  action: Action;
  label: string;
  /** The action that most people want. */
  main: boolean;
}

export interface Fact {
  label: string;
  value: string;
}

/** A part that was not read, or not as it is. */
export interface Missing {
  where: string;
  why: string;
  /** Position of the problem in the log's report; undefined if there is no place to go to. */
  index?: number;
}

interface Page {
  file: string;
  buttons: Button[];
}

export type LogPage =
  /** `fraction` is between 0 and 1; absent if the size is not known. */
  | (Page & { kind: "reading"; line: string; fraction?: number })
  | (Page & {
      kind: "log";
      coverage: string;
      facts: Fact[];
      missing?: { title: string; places: Missing[]; more: string };
    })
  | (Page & { kind: "sentence"; sentence: string });

/** What the host asks the page. */
export interface ToPage {
  page: { show(page: LogPage): void };
}

/** What the page asks its host. */
export interface ToHost {
  host: {
    act(action: Action): void;
    /** @param index of a problem in the log's report */
    open(index: number): void;
  };
}

export const checks: Checks<ToHost> = { host: { act: [isOneOf(actions)], open: [isNumber] } };
