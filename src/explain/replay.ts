import type { Plan } from '../program/plan.ts'
import { outcomeText } from '../views/words.ts'
import type { Cause } from '../result/cause.ts'
import { causeTexts } from '../result/cause-text.ts'
import type { Replayed, ReplayedStep } from '../measure/replay.ts'
import { errorName } from '../declare/win32/errors.ts'
import { list, section, table, text, type Page } from '../text/page.ts'

/** What a step did, in a few words; numbers stand in columns of their own. */
function whatHappened({ outcome, cause, seen }: ReplayedStep): string {
  if (outcome.kind === 'ok')
    return seen?.failed ? `ok, ${errorName(seen.lastError)} was expected` : 'ok'
  if (cause !== undefined) return `invalid handle, ${cause}`
  return outcome.kind === 'win32-error' ? errorName(outcome.code) : outcomeText(outcome)
}

function row(step: ReplayedStep): string[] {
  const { seen } = step
  const status = (seen?.ntStatus ?? 0).toString(16).toUpperCase().padStart(8, '0')
  return [
    step.step,
    step.operation,
    seen?.returned ?? '',
    seen?.failed ? String(seen.lastError) : '',
    seen?.failed ? status : '',
    whatHappened(step),
  ]
}

/** What a replay did, step by step. */
export function replayPage(plan: Plan, replayed: Replayed): Page {
  const causes = [
    ...new Set(replayed.steps.flatMap((step): Cause[] => (step.cause ? [step.cause] : []))),
  ]
  const environment = Object.entries(replayed.environment).map(
    ([name, value]) => `${name} ${value}`,
  )
  return {
    title: `${plan.id} on ${plan.lane}, device ${plan.device.kind}${replayed.device.path === '' ? '' : ` (${replayed.device.path})`}`,
    sections: [
      ...section(
        '',
        table(
          ['step', 'operation', 'returned', 'last error', 'NTSTATUS', 'what happened'],
          replayed.steps.map(row),
        ),
      ),
      ...section(
        'Causes',
        list(
          ...causes.map(
            cause => `${cause}: ${causeTexts[cause].says}. Cure: ${causeTexts[cause].cure}.`,
          ),
        ),
      ),
      ...section('', text(environment.join(', '))),
    ],
  }
}
