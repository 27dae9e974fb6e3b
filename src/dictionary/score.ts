import { harmlessReasons } from '../result/harmless.ts'
import type { Argument, Sequence } from '../program/step.ts'
import { isFunctionName } from '../declare/win32/functions.ts'
import type { Dictionary, DictionaryFault, DictionaryLane } from './dictionary-file.ts'
import { faultSequences } from './enumerate.ts'
import { signatureIn } from './groups.ts'

/** A fault and the lanes that noticed it. */
export interface ScoredFault {
  readonly fault: DictionaryFault
  readonly foundBy: readonly string[]
  /** Lanes in which it was measured. */
  readonly measuredIn: readonly string[]
  /** Why no lane noticed it, where none did. */
  readonly reason?: string
  /**
   * Every declaration of this place means the same: only NULL or constants that fit are passed. Such a fault says
   * nothing about the method.
   */
  readonly equivalent?: true
}

/** Lanes with a real kernel; the simulated ones where there is no other. */
export function countingLanes(dictionary: Dictionary): readonly DictionaryLane[] {
  const measured = dictionary.lanes.filter(lane => lane.signatures.some(index => index >= 0))
  const real = measured.filter(({ engine }) => engine !== 'sim')
  return real.length > 0 ? real : measured
}

function argumentsGiven(sequence: Sequence, name: string, parameter: string): Argument[] {
  return sequence.steps
    .filter(step => step.function === name)
    .flatMap(step => step.arguments[parameter] ?? [])
}

/** Why nothing can be lost at a place, as far as the passed arguments explain it. */
function reasonOfArguments(fault: DictionaryFault): string | undefined {
  const sequence = faultSequences.find(({ id }) => id === fault.sequence)
  const { subject, position } = fault
  if (!sequence || fault.at !== 'parameter' || !isFunctionName(subject)) return undefined
  const given = argumentsGiven(sequence, subject, position)
  if (given.every(({ kind }) => kind === 'null')) return 'only NULL is handed over there'
  return given.every(
    ({ kind }) => kind === 'null' || kind === 'number' || kind === 'flags' || kind === 'size-of',
  )
    ? 'only constants that fit are handed over there'
    : undefined
}

/** Structs filled by the callee: a displaced member is noticed only by code that reads it. */
const filled = ['COMMPROP', 'COMSTAT', 'DCB', 'WIN32_FIND_DATAW']

/**
 * Whether a fault affects the pseudo handle of the process, -1, which neither narrowing with the sign nor an upper
 * half of ones changes.
 */
function isPseudo({ sequence, subject, position }: DictionaryFault): boolean {
  if (sequence !== 'process') return false
  return subject === 'DuplicateHandle'
    ? position === 'hSourceProcessHandle' || position === 'hTargetProcessHandle'
    : ['GetProcessId', 'GetHandleInformation', 'GetCurrentProcess'].includes(subject)
}

/** Reasons that follow from the kind of fault, whatever its place. */
function reasonOfKind(fault: DictionaryFault): string | undefined {
  const { kind } = fault
  if (fault.at === 'convention') return 'the FFI puts its stack right after the call'
  if (fault.at === 'sentinel' && fault.sequence !== 'brief')
    return 'nothing fails to open in this sequence, so the comparison is not put to the test'
  if (isPseudo(fault) && (kind === 'cut-sign' || kind === 'upper-ones' || kind === 'double'))
    return 'the pseudo handle is -1, and stays -1 with an upper half of ones, in a double and cut with its sign'
  if (/^(too-wide|pointer-wide)/.test(kind) && fault.at === 'return')
    return 'the program does not notice what the upper half of the register holds'
  if (/^(too-wide|pointer-wide)/.test(kind) && (fault.at === 'parameter' || fault.at === 'type'))
    return 'the callee reads its own width, and nothing behind it was displaced that it uses'
  if (kind === 'double') return 'a double holds 53 bits; addresses have 47 and kernel handles 32'
  if (kind === 'checked-32') return 'the values fit: handles and addresses were small'
  if (kind.startsWith('upper-') && fault.at !== 'variable' && fault.sequence === 'registry')
    return 'the registry of Wine looks at the lower 32 bits of a key alone'
  if (fault.at === 'field' && filled.includes(fault.subject))
    return 'no step reads the members that lie elsewhere now'
  return (kind === 'cut-16' || kind === 'cut-8') && fault.at !== 'variable'
    ? 'the values fit into the narrower type this time'
    : undefined
}

/** Why no lane noticed a fault. */
export function reasonFor(
  fault: DictionaryFault,
  lanes: readonly Pick<DictionaryLane, 'pointerBytes' | 'kernel'>[],
): string {
  const given = reasonOfArguments(fault) ?? reasonOfKind(fault)
  if (given !== undefined) return given
  const reasons = [
    ...new Set(
      lanes.flatMap(({ pointerBytes }) => (pointerBytes === 4 ? fault.luck4 : fault.luck8) ?? []),
    ),
  ]
  if (reasons.length > 0) return reasons.map(name => harmlessReasons[name].says).join('; ')
  return 'no step uses what is lost'
}

/** Whether a lane noticed a fault every time it was measured: a late byte on a busy machine is no finding. */
function isFoundIn(dictionary: Dictionary, lane: DictionaryLane, position: number): boolean {
  const { id = '' } = dictionary.faults[position] ?? {}
  const several = dictionary.unstable[lane.id]?.[id] ?? []
  return (
    signatureIn(dictionary, lane, position)?.length !== 0 &&
    !several.some(index => dictionary.signatures[index]?.length === 0)
  )
}

/** Each fault with the lanes that noticed it in every recording. Faults that were measured nowhere are left out. */
export function scoreFaults(dictionary: Dictionary): readonly ScoredFault[] {
  const lanes = countingLanes(dictionary)
  return dictionary.faults.flatMap((fault, position): ScoredFault[] => {
    const measured = lanes.filter(lane => signatureIn(dictionary, lane, position) !== undefined)
    if (measured.length === 0) return []
    const foundBy = measured
      .filter(lane => isFoundIn(dictionary, lane, position))
      .map(({ id }) => id)
    return [
      {
        fault,
        foundBy,
        measuredIn: measured.map(({ id }) => id),
        ...(foundBy.length === 0
          ? {
              reason: reasonFor(fault, measured),
              ...(reasonOfArguments(fault) === undefined ? {} : { equivalent: true }),
            }
          : {}),
      },
    ]
  })
}
