/**
 * Questions across a boundary: from a window to the engine's thread, or from a page to the extension. The questions
 * that one side answers are written once, as an interface of methods by subject, which types both sides.
 */

/** A question in the form that crosses the boundary. */
export interface Question {
  subject: string;
  method: string;
  args: unknown[];
}

/** What stays with the asking side, because it cannot cross. */
export interface Meanwhile {
  signal?: AbortSignal | undefined;
  progress?: Progress | undefined;
}

/** @param fraction of the work that is done, 0 to 1 */
export type Progress = (fraction: number) => void;

type Asked<F> = F extends (...args: infer A) => infer R
  ? (...args: [...A, signal?: AbortSignal | undefined, progress?: Progress | undefined]) => Promise<R>
  : never;

/** One subject's methods, as the asking side calls them: each may be cancelled and may report progress. */
export type Subject<S> = { readonly [M in keyof S]: Asked<S[M]> };

/** All subjects, for the asking side. */
export type Door<Q> = { readonly [S in keyof Q]: Subject<Q[S]> };

/** All subjects, for the answering side. @typeParam C what is known about the caller */
export type Answers<Q, C> = {
  readonly [S in keyof Q]: {
    readonly [M in keyof Q[S]]: Q[S][M] extends (...args: infer A) => infer R
      ? (caller: C, ...args: A) => R | Promise<R>
      : never;
  };
};

/** Answers that need no other side. */
export type AnswersAtHand<Q> = { readonly [S in keyof Q]?: { readonly [M in keyof Q[S]]?: Q[S][M] } };

/** @param ask sends a question to the other side, and settles with its answer */
export function door<Q>(ask: (question: Question, meanwhile: Meanwhile) => Promise<unknown>): Door<Q> {
  return named((subject) =>
    named((method) => (...given: unknown[]) => {
      const [args, meanwhile] = split(given);
      return ask({ subject, method, args }, meanwhile);
    }),
  ) as Door<Q>;
}

type Named = Pick<Question, "subject" | "method">;

/** The method that answers; undefined if there is none. */
export function methodOf(answers: object, question: Named): ((...args: unknown[]) => unknown) | undefined {
  const found = entryOf(answers, question);
  return typeof found === "function" ? (found as (...args: unknown[]) => unknown) : undefined;
}

/** The entry for a question in a table by subject and method, without inherited ones. */
export function entryOf(table: object, { subject, method }: Named): unknown {
  return own(own(table, subject), method);
}

function own(object: unknown, name: string): unknown {
  return typeof object === "object" && object !== null && Object.hasOwn(object, name)
    ? (object as { [name: string]: unknown })[name]
    : undefined;
}

/** Signals and functions cannot cross; they are the last arguments. */
function split(given: readonly unknown[]): [args: unknown[], Meanwhile] {
  let { length } = given;
  const meanwhile: Meanwhile = {};
  for (let last = given[length - 1]; length > 0; last = given[length - 1]) {
    if (last instanceof AbortSignal) meanwhile.signal = last;
    else if (typeof last === "function") meanwhile.progress = last as Progress;
    else if (last !== undefined) break;
    length--;
  }
  return [given.slice(0, length), meanwhile];
}

/** An object that has every name, created on first use; but no `then`, which would make it a promise. */
function named<T>(make: (name: string) => T): { readonly [name: string]: T } {
  const made = new Map<string, T>();
  return new Proxy(Object.freeze({}), {
    get(_, name) {
      if (typeof name !== "string" || name === "then") return undefined;
      const known = made.get(name);
      if (known !== undefined) return known;
      const value = make(name);
      made.set(name, value);
      return value;
    },
  });
}
