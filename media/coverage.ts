/** The page about everything that is open: what was read, what was not, and where files are missing in time. */
import type { CoveragePage, List, Row, Section, ToHost, ToPage } from "../src/features/showCoverage/messages";
import { button, connect, element, link, refill } from "./kit/page";

const { host } = connect<ToHost, ToPage>({
  page: { show: (_, page) => showPage(page), goTo: (_, list) => goTo(list) },
});

/** Kept between messages and updated only where something changed: the user may be in the middle of a list. */
const title = element("h1");
const line = element("p");
line.setAttribute("role", "status");
const buttons = element("div", { class: "buttons" });
const facts = element("dl", { class: "facts" });
const missing = element("section");
const pauses = element("section");
const files = element("section");
document.getElementById("page")?.append(title, line, buttons, facts, missing, pauses, files);

function showPage(page: CoveragePage): void {
  title.textContent = page.title;
  // a screen reader would speak a count that rises twice a second without end
  line.setAttribute("aria-live", page.isReading ? "off" : "polite");
  if (line.textContent !== page.line) line.textContent = page.line;
  update(buttons, page.buttons, (offered) =>
    offered.map(({ action, label, main }) =>
      keyed(
        button(label, main, () => host.act(action)),
        action,
      ),
    ),
  );
  update(facts, page.facts, (known) =>
    known.flatMap(({ label, value }) => [element("dt", { text: label }), element("dd", { text: value })]),
  );
  update(missing, page.missing, (section) =>
    section ? [...head(section), list(section), ...turns(section, "missing")] : [],
  );
  update(pauses, page.pauses, (section) => (section ? [...head(section), list(section, "places notes")] : []));
  update(files, page.files, (section) => (section ? filesOf(section) : []));
}

const shown = new Map<HTMLElement, string>();

function update<T>(into: HTMLElement, value: T, make: (value: T) => Node[]): void {
  const now = JSON.stringify(value) ?? "";
  if (shown.get(into) === now) return;
  shown.set(into, now);
  refill(into, ...make(value));
}

function goTo(to: List): void {
  const heading = (to === "missing" ? missing : files).querySelector("h2");
  heading?.focus();
  heading?.scrollIntoView();
}

function head({ title, note }: Section): Node[] {
  const heading = element("h2", { text: title });
  heading.tabIndex = -1;
  return note === "" ? [heading] : [heading, element("p", { class: "quiet", text: note })];
}

function list({ rows }: Section, look = "places"): HTMLElement {
  return element("ul", { class: look }, ...rows.map((row) => element("li", {}, ...lines(row))));
}

function filesOf(section: NonNullable<CoveragePage["files"]>): Node[] {
  const filters = section.filters.map(({ filter, label, isOn }) => {
    const made = keyed(
      button(label, false, () => host.filter(filter)),
      `filter ${filter}`,
    );
    made.setAttribute("aria-pressed", String(isOn));
    return made;
  });
  const group = element("div", { class: "filters" }, ...filters);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", section.title);
  const headings = section.columns.map((text, i) => {
    const heading = element("th", { text, ...(i === 1 ? { class: "count" } : {}) });
    heading.scope = "col";
    return heading;
  });
  const rows = section.rows.map((row) =>
    element("tr", {}, element("td", {}, ...lines(row)), element("td", { class: "count", text: row.count ?? "" })),
  );
  const table = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...headings)),
    element("tbody", {}, ...rows),
  );
  return [...head(section), group, table, ...turns(section, "files")];
}

function lines({ id, text, more, setting }: Row): Node[] {
  const first =
    id === undefined
      ? element("span", { text })
      : keyed(
          link(text, () => host.open(id)),
          `row ${id}`,
        );
  const made: Node[] = more === "" ? [first] : [first, element("span", { class: "where", text: more })];
  if (setting) {
    const raise = link(setting.label, () => host.setting(setting.id));
    made.push(keyed(raise, `setting ${setting.id}`));
  }
  return made;
}

function turns({ pager, title }: Section, of: List): Node[] {
  if (!pager) return [];
  const step = (label: string, to: "previous" | "next"): HTMLButtonElement => {
    const made = keyed(
      button(label, false, () => host.turn(of, to)),
      `${of} ${to}`,
    );
    made.setAttribute("aria-label", `${label} – ${title}`);
    return made;
  };
  const ways = [
    ...(pager.previous === "" ? [] : [step(pager.previous, "previous")]),
    ...(pager.next === "" ? [] : [step(pager.next, "next")]),
  ];
  return [element("div", { class: "buttons" }, element("span", { class: "quiet", text: pager.line }), ...ways)];
}

function keyed(control: HTMLButtonElement, key: string): HTMLButtonElement {
  control.dataset["key"] = key;
  return control;
}
