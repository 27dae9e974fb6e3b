import { UserProblem } from '../os/problem.ts'

/** A number of things: whole, 1 or more. Throws UserProblem for any other. */
export function wholeNumber(option: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value
  throw new UserProblem(`Cannot use --${option} ${value}: expected a whole number, 1 or more`)
}
