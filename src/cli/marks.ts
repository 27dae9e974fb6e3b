import { MarkError, parseMark, type Mark } from '../result/mark.ts'
import { UserProblem } from '../os/problem.ts'

/** Parses marks from the command line or a configuration file. Throws UserProblem for one without a place or a reason. */
export function parseMarks(texts: readonly string[]): readonly Mark[] {
  try {
    return texts.map(parseMark)
  } catch (error) {
    if (error instanceof MarkError) throw new UserProblem(error.message)
    throw error
  }
}
