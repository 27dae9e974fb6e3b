import type { Plan } from '../../../src/program/plan.ts'
import { small, smallPlan } from '../child/small-plan.ts'

/** The plans the journals under fixtures/journals are about: `first` and `second`, each open, purge, close. */
export const plans: readonly Plan[] = ['first', 'second'].map(id => ({
  ...smallPlan({ steps: [small.open, small.purge, small.close] }),
  id,
}))
