import * as all from './all.ts'
import type { Cure } from './cure.ts'

/** The name of a cure. To add one, write `src/mistakes/cures/NAME.ts` and a line in `all.ts`. */
export type CureName = keyof typeof all

/** Every cure by name. */
export const cures: Readonly<Record<CureName, Cure>> = all
