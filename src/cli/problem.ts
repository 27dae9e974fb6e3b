/** Something the user can put right: one sentence, exit code 2, no stack trace. */
export class UserProblem extends Error {
  override readonly name = 'UserProblem'
}
