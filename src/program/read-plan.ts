import type { z } from 'zod'
import { planProblem, type PlanVocabulary } from './check-plan.ts'
import type { Plan } from './plan.ts'
import { planSchema, planSchemaVersion } from './schema.ts'

/** Why a saved plan is invalid: one sentence for the user. */
export class PlanError extends Error {
  override readonly name = 'PlanError'
}

/** Maximum size of a plan file. Characters; the harness's own have fewer than 100,000. */
export const longestPlan = 4 * 1024 * 1024

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new PlanError(
      `Cannot replay ${name}: it is not JSON, or it was cut; save it again with 'handle-width run --save-plans FOLDER'`,
    )
  }
}

/** The place of a problem in the file, for example `steps[3].arguments.hFile`. */
function placeOf(path: readonly PropertyKey[]): string {
  return (
    path
      .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
      .replace(/^\./, '') || 'the top level'
  )
}

function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues
  return issue
    ? `${placeOf(issue.path)}: ${issue.message.replace(/^Invalid input: /, '')}; expected a plan, as 'handle-width run --save-plans FOLDER' writes it`
    : 'it has another form than a plan'
}

/**
 * Parses the text of a saved plan, which is untrusted. `name` is used in messages.
 *
 * @throws PlanError with one sentence that names the place where the text is not a valid plan, or asks for more
 * than the probes of this program do.
 */
export function parsePlan(text: string, name: string, vocabulary: PlanVocabulary): Plan {
  if (text.length > longestPlan)
    throw new PlanError(
      `Cannot replay ${name}: it is longer than ${longestPlan} characters, which no plan is`,
    )
  const value = parseJson(text, name)
  const version =
    typeof value === 'object' && value !== null && 'schemaVersion' in value
      ? value.schemaVersion
      : undefined
  const isRun = typeof value === 'object' && value !== null && 'lanes' in value
  if (isRun)
    throw new PlanError(
      `Cannot replay ${name}: it is a run file, and a plan was expected; save plans with 'handle-width run --save-plans FOLDER'`,
    )
  if (typeof version === 'number' && version > planSchemaVersion)
    throw new PlanError(
      `Cannot replay ${name}: schemaVersion is ${version}, newest known is ${planSchemaVersion}; use a newer handle-width`,
    )
  if (version === 1)
    throw new PlanError(
      `Cannot replay ${name}: schemaVersion is 1, expected ${planSchemaVersion}; save the plan again with run --save-plans`,
    )
  const parsed = planSchema.safeParse(value)
  if (!parsed.success) throw new PlanError(`Cannot replay ${name}: ${describeIssue(parsed.error)}`)
  const plan: Plan = parsed.data
  const problem = planProblem(plan, vocabulary)
  if (problem !== undefined) throw new PlanError(`Cannot replay ${name}: ${problem}`)
  return plan
}
