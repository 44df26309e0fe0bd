import type { Problem } from "../engine";

const KEPT = 1000;

/** The first problems of a log, and the number of all. */
export interface Problems {
  problems: Problem[];
  problemCount: number;
}

export function addProblem(to: Problems, problem: Problem): void {
  to.problemCount++;
  if (to.problems.length < KEPT) to.problems.push(problem);
}

/** Like {@link addProblem}, but the problem is listed even if the list is full. */
export function addLastProblem(to: Problems, problem: Problem): void {
  if (to.problems.length === KEPT) to.problems.pop();
  addProblem(to, problem);
}

/** Adds problems that follow in the log. */
export function addProblems(to: Problems, { problems, problemCount }: Problems): void {
  to.problems.push(...problems.slice(0, KEPT - to.problems.length));
  to.problemCount += problemCount;
}
