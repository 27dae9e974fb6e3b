import type { Plan } from '../../../src/program/plan.ts'
import { small, smallPlan } from '../child/small-plan.ts'

/** The plans of the journals under fixtures/journals: `first` and `second`, each open, purge, close. */
export const plans: readonly Plan[] = ['first', 'second'].map(id => ({
  ...smallPlan({ steps: [small.open, small.purge, small.close] }),
  id,
}))
