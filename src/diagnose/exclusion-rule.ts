import type { MistakeId } from '../mistakes/index.ts'
import { functionFacts, type CalledFunction } from './functions.ts'
import { outcomeOf, type Symptom } from './symptom.ts'

/** Classes that cannot be, whatever the collection says, and why. */
export interface Exclusion {
  readonly classes: readonly MistakeId[]
  /** In a few words. */
  readonly reason: string
  readonly url?: string
}

export const ofStructs = [
  'struct-layout-shrunk',
  'struct-size-constant',
  'union-misplaced',
] as const
export const ofOverlapped = ['hevent-misuse', 'overlapped-moved'] as const

export type ExclusionRule = (symptom: Symptom) => Exclusion | undefined

export const first = ({ failed: [call] }: Symptom): string => call?.call ?? ''
export const outcome = ({ failed: [call] }: Symptom): string =>
  call ? outcomeOf(call.outcome) : ''
export const factsOf = (symptom: Symptom): CalledFunction | undefined =>
  first(symptom) === '' ? undefined : functionFacts(first(symptom))

/** Codes of files, directories and environments: ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_NO_MORE_FILES, ERROR_HANDLE_EOF, ERROR_ALREADY_EXISTS, ERROR_ENVVAR_NOT_FOUND, ERROR_IO_PENDING. */
const ofFiles = ['2', '3', '18', '38', '183', '203', '997']

/** Whether a function that takes nothing but windows is said to have ended in a code of files; it reports a window that is none with 1400. */
export function isForeignCode(symptom: Symptom): boolean {
  const facts = ofFiles.includes(symptom.failed[0]?.outcome ?? '') ? factsOf(symptom) : undefined
  return (
    facts?.library === 'user32.dll' &&
    facts.handles.length > 0 &&
    facts.handles.every(family => family === 'user') &&
    !facts.addresses
  )
}
