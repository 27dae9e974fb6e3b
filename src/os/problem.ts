/** Something outside of this program prevents a measurement: one sentence, exit code 3, no stack trace. */
export class HarnessProblem extends Error {
  override readonly name = 'HarnessProblem'
}

/** Something the user can put right: one sentence (what was expected, what was found, what to do), exit code 2, no stack trace. */
export class UserProblem extends Error {
  override readonly name: string = 'UserProblem'
}
