import { listKeys, places } from "../../src/core/shapes/places";

/** Logs in every shape of the table of shapes, with one element damaged in many ways. */

export interface Layout {
  name: string;
  /** An element that contains the record. */
  element: (record: string) => string;
  /** What a reader reports as the record: its own bytes, or those of the text that contains it. */
  told: (record: string) => string;
  before: string;
  between: string;
  after: string;
  /** Whether elements contain white space. */
  isPretty: boolean;
}

const beside = { version: "0", id: "1", list: [{ a: 1 }, { b: "x" }] };

/** Where the record is in an element: one for each row of the table. */
const wraps: Pick<Layout, "name" | "element" | "told">[] = places.flatMap(({ path, holds }) => {
  const told = (record: string): string => (holds === "text" ? JSON.stringify(record) : record);
  const name = path.length === 0 ? (holds === "text" ? "texts" : "records") : path.join(".");
  const inside = (record: string): string => path.reduceRight((value, key) => `{"${key}":${value}}`, told(record));
  if (path.length === 0) return [{ name, element: told, told }];
  const others = JSON.stringify(beside).slice(1, -1);
  return [
    { name: `${name} first`, element: (record) => `${inside(record).slice(0, -1)},${others}}`, told },
    { name: `${name} last`, element: (record) => `{${others},${inside(record).slice(1)}`, told },
  ];
});

const frames: Pick<Layout, "name" | "before" | "between" | "after" | "isPretty">[] = [
  ...["", ...listKeys].flatMap((key) => {
    const before = key === "" ? "[" : `{"${key}":[`;
    const after = key === "" ? "]" : `]}`;
    const name = key === "" ? "in a list" : `under ${key}`;
    return [
      { name, before, between: ",", after, isPretty: false },
      {
        name: `${name}, pretty`,
        before: `${before}\n    `,
        between: ",\n    ",
        after: `\n  ${after}\n`,
        isPretty: true,
      },
    ];
  }),
  { name: "in lines", before: "", between: "\n", after: "\n", isPretty: false },
  { name: "one after another", before: "", between: "", after: "", isPretty: false },
];

export const layouts: Layout[] = frames.flatMap((frame) =>
  wraps.map((wrap) => ({ ...frame, ...wrap, name: `${wrap.name} ${frame.name}` })),
);

export interface Damage {
  name: string;
  /** An element damaged at each possible place. */
  all: (element: string) => string[];
}

const at = (element: string, what: RegExp, make: (before: string, found: string, after: string) => string): string[] =>
  [...element.matchAll(what)].map((found) =>
    make(element.slice(0, found.index), found[0], element.slice(found.index + found[0].length)),
  );

export const damages: Damage[] = [
  { name: "cut", all: (element) => Array.from(element.slice(1), (_, i) => element.slice(0, i + 1)) },
  { name: "without a bracket", all: (element) => at(element, /[{}[\]]/g, (before, _, after) => before + after) },
  {
    name: "with a bracket too many",
    all: (element) => at(element, /[{}[\]]/g, (before, it, after) => before + it + it + after),
  },
  {
    name: "with a bad escape",
    all: (element) => at(element, /\w(?=\w*")/g, (before, _, after) => `${before}\\x${after}`),
  },
  {
    name: "with a line end in a text",
    all: (element) => at(element, /\w(?=\w*")/g, (before, it, after) => `${before}\n${it}${after}`),
  },
  { name: "without a quote", all: (element) => at(element, /"/g, (before, _, after) => before + after) },
  {
    name: "with a quote too many",
    all: (element) => at(element, /"/g, (before, it, after) => before + it + it + after),
  },
  { name: "without a comma", all: (element) => at(element, /,/g, (before, _, after) => before + after) },
  { name: "without a colon", all: (element) => at(element, /:/g, (before, _, after) => before + after) },
  {
    name: "with garbage in it",
    all: (element) => at(element, /[,:]/g, (before, it, after) => `${before}${it}?!${after}`),
  },
  { name: "with garbage after it", all: (element) => [`${element} lost`, `${element}}`, `${element}]`, `${element}"`] },
  {
    name: "with garbage before it",
    all: (element) => [
      `lost ${element}`,
      `}${element}`,
      `]${element}`,
      `"${element}`,
      `:${element}`,
      `{${element}`,
      `[${element}`,
    ],
  },
];
