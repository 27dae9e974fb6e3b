/** Something outside of this program keeps it from measuring: one sentence, exit code 3, no stack trace. */
export class HarnessProblem extends Error {
  override readonly name = 'HarnessProblem'
}
