/** A mistake of the person who called: one sentence that says what was expected, what was found, what to do. */
export class AuditProblem extends Error {}
