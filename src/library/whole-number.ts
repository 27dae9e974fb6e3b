import { UserProblem } from '../os/problem.ts'

/** Checks that a value is an integer of at least 1. Throws UserProblem otherwise. */
export function wholeNumber(option: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value
  throw new UserProblem(`Cannot use --${option} ${value}: expected a whole number, 1 or more`)
}
