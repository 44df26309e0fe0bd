/** The browser side of all our pages. Text stays text: nothing that a log says becomes markup. */

import { type Caller, Connection } from "../../src/calls/connection";
import type { Answers, Door } from "../../src/calls/door";

interface Host {
  postMessage(message: unknown): void;
}
declare function acquireVsCodeApi(): Host;

/** @param answers what the host may ask. @returns what it may be asked */
export function connect<ToHost, ToPage>(answers: Answers<ToPage, Caller>): Door<ToHost> {
  const host = acquireVsCodeApi();
  const connection = new Connection<ToHost>((message) => host.postMessage(message), answers, { failed: console.error });
  window.addEventListener("message", ({ data }: MessageEvent<unknown>) => connection.take(data));
  connection.begin();
  return connection.there;
}

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  options: { class?: string; text?: string } = {},
  ...children: Node[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (options.class !== undefined) made.className = options.class;
  if (options.text !== undefined) made.textContent = options.text;
  made.append(...children);
  return made;
}

export function button(label: string, isMain: boolean, run: () => void): HTMLButtonElement {
  const made = element("button", { class: isMain ? "main" : "other", text: label });
  made.type = "button";
  made.addEventListener("click", run);
  return made;
}

/** A button that looks like a link, because it leads to another place. */
export function link(text: string, run: () => void): HTMLButtonElement {
  const made = button(text, false, run);
  made.className = "link";
  return made;
}

/** Replaces what an element shows, and keeps the keyboard focus on the control with the same key. */
export function refill(into: HTMLElement, ...children: Node[]): void {
  const focused = document.activeElement;
  const key = focused instanceof HTMLElement && into.contains(focused) ? focused.dataset["key"] : undefined;
  into.replaceChildren(...children);
  if (key === undefined) return;
  for (const control of into.querySelectorAll("button")) if (control.dataset["key"] === key) control.focus();
}

/** Replaces what the page shows, and keeps the keyboard focus if the same control still exists. */
export function render(...children: Node[]): void {
  const page = document.getElementById("page");
  if (!page) return;
  const focused = document.activeElement?.textContent;
  page.replaceChildren(...children);
  if (!focused) return;
  for (const control of page.querySelectorAll("button")) if (control.textContent === focused) control.focus();
}
