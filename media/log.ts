/** The page of one log: what was read, what was not, and what to do next. */
import type { Button, LogPage, ToHost, ToPage } from "../src/features/logEditor/messages";
import { button, connect, element, link, render } from "./kit/page";

const { host } = connect<ToHost, ToPage>({ page: { show: (_, page) => render(title(page), ...content(page)) } });

/** Kept between messages: a screen reader speaks a changed text only in an element that existed before. */
const live = element("p");
live.setAttribute("role", "status");

function title({ file }: LogPage): HTMLElement {
  return element("h1", { text: file });
}

function content(page: LogPage): HTMLElement[] {
  switch (page.kind) {
    case "reading":
      return [status(page.line), progress(page.line, page.fraction), buttons(page.buttons)];
    case "sentence":
      return [status(page.sentence), buttons(page.buttons)];
    case "log":
      return [status(page.coverage), buttons(page.buttons), facts(page.facts), ...missing(page.missing)];
  }
}

function status(text: string): HTMLElement {
  if (live.textContent !== text) live.textContent = text;
  return live;
}

function progress(label: string, fraction: number | undefined): HTMLElement {
  const bar = element("progress");
  bar.max = 1;
  if (fraction !== undefined) bar.value = fraction;
  bar.setAttribute("aria-label", label);
  return bar;
}

function buttons(offered: readonly Button[]): HTMLElement {
  return element(
    "div",
    { class: "buttons" },
    ...offered.map(({ action, label, main }) => button(label, main, () => host.act(action))),
  );
}

function facts(known: Extract<LogPage, { kind: "log" }>["facts"]): HTMLElement {
  return element(
    "dl",
    { class: "facts" },
    ...known.flatMap(({ label, value }) => [element("dt", { text: label }), element("dd", { text: value })]),
  );
}

function missing(known: Extract<LogPage, { kind: "log" }>["missing"]): HTMLElement[] {
  if (!known) return [];
  const list = element(
    "ul",
    { class: "places" },
    ...known.places.map(({ where, why, index }) => {
      const first = index === undefined ? element("span", { text: why }) : link(why, () => host.open(index));
      return element("li", {}, first, element("span", { class: "where", text: where }));
    }),
  );
  const more = known.more === "" ? [] : [element("p", { class: "quiet", text: known.more })];
  return [element("h2", { text: known.title }), list, ...more];
}
