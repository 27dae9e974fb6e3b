import { UserProblem } from '../os/problem.ts'

/** A target that cannot be audited: one sentence that says what was expected, what was found, what to do. */
export class AuditProblem extends UserProblem {
  override readonly name = 'AuditProblem'
}
