/** Sentences by a name in the log. */
export type Words = Readonly<Record<string, string>>;

/** Names come from the log: "constructor" must not find what every object inherits. */
export function wordsFor(words: Words, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

/** CloudTrail writes names with a lower-case first letter, and spells abbreviations in several ways. */
export function memberOf<T>(members: Readonly<Record<string, T>>, name: string): [name: string, T] | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(members).find(([key]) => key.toLowerCase() === wanted);
}
