import { mistakeIds, mistakes, type MistakeId } from '../mistakes/index.ts'
import { groupOf } from './call-groups.ts'
import { functionFacts, structFacts, type CalledFunction } from './functions.ts'
import type { CallingLibrary } from './known/library.ts'
import { isPseudoSource } from './support.ts'
import { featuresOf, isWide, outcomeOf, valueOf, type Symptom } from './symptom.ts'

/** Classes that cannot be, whatever the collection says, and why. */
export interface Exclusion {
  readonly classes: readonly MistakeId[]
  /** In a few words. */
  readonly reason: string
  readonly url?: string
}

const width: readonly MistakeId[] = mistakeIds.filter(id => mistakes[id].width)
const ofStructs = ['struct-layout-shrunk', 'struct-size-constant', 'union-misplaced'] as const
const ofOverlapped = ['hevent-misuse', 'overlapped-moved'] as const
/** Cuts of 64 bits to 32: in a process of 32 bits nothing is cut. */
const cuts = [
  'arg-truncated',
  'arg-upper-garbage',
  'return-truncated',
  'struct-layout-shrunk',
  'pseudo-handle',
  'hkey-not-sign-extended',
  'number-encoding',
] as const
/** A declaration that lets a call succeed once with a handle lets it succeed again. */
const constant = [
  'arg-truncated',
  'return-truncated',
  'field-narrowed',
  'sentinel-mismatch',
  'failed-open',
  'pseudo-handle',
  'hkey-not-sign-extended',
  'struct-size-constant',
  'type-alias',
  'too-wide',
  'wrong-kind',
  'no-console',
] as const

type Rule = (symptom: Symptom) => Exclusion | undefined

const first = ({ failed: [call] }: Symptom): string => call?.call ?? ''
const outcome = ({ failed: [call] }: Symptom): string => (call ? outcomeOf(call.outcome) : '')
const factsOf = (symptom: Symptom): CalledFunction | undefined =>
  first(symptom) === '' ? undefined : functionFacts(first(symptom))

function rightText({ name, right }: CallingLibrary): string {
  if (right === 'compiled') return `${name} takes its declarations from the Windows headers`
  return right === 'assumed'
    ? `the declarations of ${name} are assumed to be right`
    : `the declarations of ${name} are right`
}

/** The user declares nothing of what fails: the library does, and does it right. */
const byLibrary: Rule = ({ library }) =>
  library?.isRight === true && !(library.fault && mistakes[library.fault.mistake].width)
    ? {
        classes: width,
        reason: `${rightText(library.library)}, and nothing in your code declares them`,
        url: library.library.source,
      }
    : undefined

const byWidth: Rule = symptom =>
  isWide(symptom) === false
    ? { classes: cuts, reason: 'nothing is cut in a process of 32 bits' }
    : undefined

/** A process of the same width shows something else: the widths are not behind it. */
const bySameWidth: Rule = ({ architecture, okOn }) =>
  architecture !== undefined &&
  okOn !== undefined &&
  (architecture === 'ia32') === (okOn === 'ia32')
    ? {
        classes: [
          ...ofStructs,
          'arg-truncated',
          'return-truncated',
          'field-narrowed',
          'type-alias',
          'narrowing-throws',
          'arg-overflow-raise',
          'sentinel-mismatch',
          'too-wide',
          'number-encoding',
          'calling-convention',
          'hkey-not-sign-extended',
        ],
        reason: `it works on ${okOn}, which has the same widths as ${architecture}`,
      }
    : undefined

const byStruct: Rule = symptom => {
  const facts = factsOf(symptom)
  if (!facts) return undefined
  // A wait without end, and data that are wrong, come of an earlier call that took a struct.
  if (['hang', 'wrong-result'].includes(outcome(symptom))) return undefined
  const named = (symptom.structs ?? []).some(name => structFacts(name)?.differs)
  if (named || facts.structs.some(({ differs }) => differs)) return undefined
  return {
    classes: [...ofStructs, ...ofOverlapped],
    reason: `${facts.name} takes no struct that differs between 32 and 64 bits`,
  }
}

const byOverlapped: Rule = symptom => {
  const facts = factsOf(symptom)
  return facts &&
    !facts.structs.some(({ name }) => name === 'OVERLAPPED') &&
    facts.structs.some(({ differs }) => differs)
    ? { classes: ofOverlapped, reason: `${facts.name} takes no OVERLAPPED` }
    : undefined
}

const bySize: Rule = symptom => {
  const facts = factsOf(symptom)
  return facts &&
    facts.structs.some(({ differs }) => differs) &&
    !facts.structs.some(({ sized }) => sized) &&
    facts.name !== 'SendInput'
    ? {
        classes: ['struct-size-constant'],
        reason: `${facts.name} takes no struct that says how long it is`,
      }
    : undefined
}

/** Only SetupAPI and its like say 1784 of a struct. */
const byBuffer: Rule = symptom => {
  const facts = factsOf(symptom)
  return outcome(symptom) === '1784' && facts && !facts.structs.some(({ sized }) => sized)
    ? {
        classes: [...ofStructs, 'arg-truncated', 'return-truncated'],
        reason: `${facts.name} says 1784 of the length of its buffer`,
      }
    : undefined
}

const byHandles: Rule = symptom => {
  const facts = factsOf(symptom)
  if (!facts) return undefined
  const classes: MistakeId[] = [
    // Closing a predefined key does nothing, and always succeeds.
    ...(facts.handles.includes('registry') && facts.name !== 'RegCloseKey'
      ? []
      : (['hkey-not-sign-extended'] as const)),
    ...(facts.handles.includes('kernel') ? [] : (['pseudo-handle'] as const)),
    ...(facts.handles.length === 0 && !facts.pointers && !facts.wideResult
      ? (['arg-truncated', 'arg-upper-garbage', 'return-truncated'] as const)
      : []),
  ]
  return classes.length > 0
    ? {
        classes,
        reason: `${facts.name} takes ${facts.handles.length === 0 ? 'no handle' : `a ${facts.handles.join(' and a ')} handle`}`,
      }
    : undefined
}

const notConsole: Rule = symptom => {
  const facts = factsOf(symptom)
  const name = first(symptom)
  const isStream =
    ['console', 'stdio', 'overlapped', 'close'].includes(groupOf(name)) ||
    /^GetFileType|^DuplicateHandle|^SetHandleInformation|^FlushFileBuffers|^CreateProcess|^CreateFile/.test(
      name,
    )
  return facts && !isStream
    ? { classes: ['no-console'], reason: `${facts.name} is no call of a console` }
    : undefined
}

const byValue: Rule = symptom => {
  const { handle, also } = symptom
  if (outcome(symptom) !== '6') return undefined
  const kind = handle === undefined ? also?.value?.[0] : valueOf(handle)
  if (kind === 'small')
    return {
      classes: ['sentinel-mismatch', 'failed-open', 'pseudo-handle'],
      reason: `${handle === undefined ? 'a small number' : `0x${handle.toString(16)}`} is no value of a failed open and no pseudo handle`,
    }
  if (kind !== 'ones' && kind !== 'ones-32' && kind !== 'zero') return undefined
  return {
    classes: [
      'closed-handle',
      'unplugged',
      'wrong-kind',
      'hevent-misuse',
      'struct-layout-shrunk',
      'overlapped-moved',
      'arg-upper-garbage',
      'struct-size-constant',
      'driver',
      'stale-last-error',
      ...(groupOf(first(symptom)) === 'console' || groupOf(first(symptom)) === 'process'
        ? []
        : (['no-console'] as const)),
      ...(isPseudoSource(symptom) ? (['failed-open'] as const) : []),
    ],
    reason: kind === 'zero' ? '0 is no handle that was open' : '-1 is no handle that was open',
  }
}

/** The open is known to have failed, and a later call met what it returned. */
const byFailedOpen: Rule = symptom => {
  const { open, call } = featuresOf(symptom)
  return open?.[0] === 'failed' && call?.[0] !== 'open'
    ? {
        classes: [
          'closed-handle',
          'unplugged',
          'wrong-kind',
          'hevent-misuse',
          'overlapped-moved',
          ...ofStructs,
          'arg-upper-garbage',
          'return-truncated',
          'field-narrowed',
          'number-encoding',
          'pseudo-handle',
          'no-console',
          'inheritance',
        ],
        reason:
          'the open failed: there never was a handle that could be spoiled, closed or of another kind',
      }
    : undefined
}

/** Languages in which a number need not be a double. */
const withIntegers: readonly Symptom['ffi'][] = [
  'ctypes',
  'ctypes-old',
  'pinvoke',
  'ahk',
  'go',
  'rust',
  'java',
  'native',
]

/** Only ctypes gives two modules the same function object. */
const byShared: Rule = ({ ffi }) =>
  ffi === undefined || ffi === 'ctypes' || ffi === 'ctypes-old'
    ? undefined
    : {
        classes: ['shared-prototype-pollution'],
        reason: 'only ctypes shares the declaration of a function between modules',
      }

/** What fails in processes of both widths in the same way was not cut to 32 bits. */
const byBothWidths: Rule = symptom =>
  featuresOf(symptom).width?.[0] === 'both'
    ? {
        classes: cuts.filter(name => name !== 'pseudo-handle'),
        reason: 'it fails in processes of both widths, and in one of 32 bits nothing is cut',
      }
    : undefined

const byNumbers: Rule = ({ ffi }) =>
  withIntegers.includes(ffi)
    ? { classes: ['number-encoding'], reason: 'this language has integers of 64 bits' }
    : undefined

/** What has worked with the same handle is declared well enough. */
const byBefore: Rule = symptom =>
  symptom.also?.before?.includes('worked') === true && outcome(symptom) === '6'
    ? {
        classes: constant,
        reason: 'the same call worked before, and a declaration does not change in between',
      }
    : undefined

/** Who refuses a number: an FFI that checks its arguments, or a conversion of the language. */
const byRefusal: Rule = symptom => {
  if (outcome(symptom) !== 'overflow' || symptom.ffi === undefined) return undefined
  const checks = ['ctypes', 'ctypes-old', 'js', 'other'].includes(symptom.ffi)
  if (!checks)
    return {
      classes: ['arg-overflow-raise'],
      reason: 'this language checks conversions; its FFI cuts without a word',
    }
  return first(symptom) !== ''
    ? { classes: ['narrowing-throws'], reason: 'the FFI itself refuses the argument' }
    : undefined
}

/** The call that makes the handle fails itself: there is no earlier one that could be wrong. */
const byOpen: Rule = symptom =>
  outcome(symptom) === '6' &&
  /^(?:CreateFile|OpenFile|CreateNamedPipe|CreateEvent|OpenProcess)/.test(first(symptom))
    ? {
        classes: [
          'sentinel-mismatch',
          'failed-open',
          'closed-handle',
          'field-narrowed',
          'pseudo-handle',
          'struct-layout-shrunk',
          'hevent-misuse',
          'overlapped-moved',
          'wrong-kind',
        ],
        reason: `${first(symptom)} makes the handle and is given none`,
      }
    : undefined

/** Whoever cuts a value does so without a word; only what looks at it refuses it. */
const bySilence: Rule = symptom =>
  outcome(symptom) === 'overflow'
    ? {
        classes: [
          'arg-truncated',
          'arg-upper-garbage',
          'return-truncated',
          'return-upper-undefined',
          ...ofStructs,
          'overlapped-moved',
          'hkey-not-sign-extended',
          'pseudo-handle',
          'too-wide',
          'calling-convention',
        ],
        reason: 'it happens without a word, and here a number was refused',
      }
    : undefined

/** What ends in a code of Windows does not crash, and is refused by no FFI. */
const byEnd: Rule = symptom => {
  const end = outcome(symptom)
  if (!['crash', 'overflow', 'refused'].includes(end)) return undefined
  return {
    classes: [
      ...([
        'no-console',
        'inheritance',
        'unplugged',
        'busy',
        'driver',
        'stale-last-error',
        'last-error-lost',
        'process-bitness',
      ] as const),
      ...(end === 'crash'
        ? []
        : ([
            'closed-handle',
            'failed-open',
            'wrong-kind',
            'bad-parameter',
            'hevent-misuse',
            'sentinel-mismatch',
          ] as const)),
    ],
    reason:
      end === 'crash'
        ? 'it ends in a code of Windows, not in a crash'
        : 'it ends in a code of Windows, not in a refusal',
  }
}

const rules: readonly Rule[] = [
  byLibrary,
  byWidth,
  byEnd,
  bySilence,
  byOpen,
  bySameWidth,
  byStruct,
  byOverlapped,
  bySize,
  byBuffer,
  byHandles,
  notConsole,
  byValue,
  byFailedOpen,
  byNumbers,
  byShared,
  byBothWidths,
  byBefore,
  byRefusal,
]

/** Classes that cannot be. Facts that would exclude the known fault of a library do not. */
export function exclusionsOf(symptom: Symptom): readonly Exclusion[] {
  const known = symptom.library?.fault?.mistake
  return rules.flatMap(rule => {
    const exclusion = rule(symptom)
    if (!exclusion) return []
    const classes = exclusion.classes.filter(name => name !== known)
    return classes.length > 0 ? [{ ...exclusion, classes }] : []
  })
}
