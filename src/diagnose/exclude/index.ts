import { groupOf } from '../call-groups.ts'
import { acceptedRules } from './acceptance.ts'
import { callerRules } from './caller.ts'
import { endRules } from './end.ts'
import { functionRules } from './function.ts'
import { widthRules } from './width.ts'
import { first, outcome, isOf64BitsAlone, isPseudoSource } from '../about-failure.ts'
import type { Exclusion, ExclusionRule } from './rule.ts'
import { ofStructs } from '../cause-groups.ts'
import { wideningOf } from '../widening.ts'

import { featuresOf, isMissing, valueOf, type Symptom } from '../symptom.ts'

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

const byValue: ExclusionRule = symptom => {
  const { handle, also } = symptom
  if (outcome(symptom) !== '6') return undefined
  const kind = handle === undefined ? also?.value?.[0] : valueOf(handle)
  if (kind === 'small')
    return {
      classes: ['sentinel-mismatch', 'failed-open', 'pseudo-handle'],
      reason: `${handle === undefined ? 'a small number' : `0x${handle.toString(16)}`} is no value of a failed open and no pseudo handle`,
    }
  if (kind !== 'ones' && kind !== 'ones-32' && kind !== 'zero') return undefined
  // 0 is what a stream has that is not there, and the descriptor of standard input in the C runtime.
  const isOfStream =
    kind === 'zero' &&
    [...(featuresOf(symptom).call ?? []), ...(also?.call ?? [])].some(call =>
      ['console', 'stdio'].includes(call),
    )
  return {
    classes: [
      'closed-handle',
      'unplugged',
      ...(isOfStream ? [] : (['wrong-kind'] as const)),
      'hevent-misuse',
      'struct-layout-shrunk',
      'overlapped-moved',
      'arg-upper-garbage',
      'struct-size-constant',
      'driver',
      'stale-last-error',
      ...(isOfStream ||
      groupOf(first(symptom)) === 'console' ||
      groupOf(first(symptom)) === 'process'
        ? []
        : (['no-console'] as const)),
      ...(isPseudoSource(symptom) ? (['failed-open'] as const) : []),
    ],
    reason: kind === 'zero' ? '0 is no handle that was open' : '-1 is no handle that was open',
  }
}

/** Mistakes of a handle that a call is given, and of one that it returns. */
const ofGoodHandles = [
  'closed-handle',
  'arg-upper-garbage',
  'wrong-kind',
  'hevent-misuse',
  'overlapped-moved',
  'pseudo-handle',
  'return-truncated',
  'return-upper-undefined',
  'field-narrowed',
] as const

/** The open is known to have failed, and a later call was given what it returned. */
const byFailedOpen: ExclusionRule = symptom => {
  const { open, call } = featuresOf(symptom)
  if (open?.[0] === 'failed' && call?.[0] === 'open')
    return {
      classes: ofGoodHandles,
      reason:
        'the open itself failed: it is given no handle, and returns none that could be spoiled',
    }
  return open?.[0] === 'failed'
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
          'arg-truncated',
          'type-alias',
          'bad-parameter',
          'driver',
        ],
        reason:
          'the open failed: there never was a handle that could be cut, closed or of the wrong kind',
      }
    : undefined
}

/** Who knows the code of an open knows that it failed. */
const byNoticed: ExclusionRule = symptom =>
  featuresOf(symptom).call?.[0] === 'open' && ['not-found', 'denied'].includes(outcome(symptom))
    ? {
        classes: ['sentinel-mismatch'],
        reason: 'the code of the open itself is known, so its failure was noticed',
      }
    : undefined

/** Go fills its registers and the stack with 64 bits each, whatever is passed. */
const byGo: ExclusionRule = ({ ffi }) =>
  ffi === 'go'
    ? {
        classes: ['arg-upper-garbage'],
        reason: 'Go passes all arguments as uintptr: no half is left as it was',
        url: 'https://pkg.go.dev/syscall?GOOS=windows#SyscallN',
      }
    : undefined

/** Languages that have 64-bit integers. */
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

/** In an FFI that is measured to clear or extend the upper half, an ordinary handle arrives unchanged. */
const byCleanUpper: ExclusionRule = symptom => {
  const widening = wideningOf(symptom, 'handle')
  return widening?.becomes === 'true' && widening.isOwn
    ? {
        classes: ['arg-upper-garbage'],
        reason: `the upper half of a handle declared as a 32-bit integer holds no leftovers: ${widening.source}`,
      }
    : undefined
}

/** Only ctypes gives two modules the same function object, in processes of any width. */
const byShared: ExclusionRule = ({ ffi, also, okOn, failed: [failed] }) =>
  also?.hint?.includes('module') === true ||
  ((ffi === 'ctypes' || ffi === 'ctypes-old') &&
    (okOn === undefined || failed?.outcome === 'refused'))
    ? undefined
    : {
        classes: ['shared-prototype-pollution'],
        reason:
          okOn === undefined
            ? 'only ctypes shares the declaration of a function between modules'
            : 'modules share declarations in processes of both widths',
      }

const byNumbers: ExclusionRule = ({ ffi }) =>
  withIntegers.includes(ffi)
    ? { classes: ['number-encoding'], reason: 'this language has 64-bit integers' }
    : undefined

/** What has worked with the same handle is declared well enough. */
const byBefore: ExclusionRule = symptom =>
  symptom.also?.before?.includes('worked') === true && outcome(symptom) === '6'
    ? {
        classes: constant,
        reason: 'the same call worked before, and a declaration does not change in between',
      }
    : undefined

/** The call that makes the handle fails itself: there is no earlier one that could be wrong. */
const byOpen: ExclusionRule = symptom =>
  outcome(symptom) === '6' &&
  /^(?:CreateFile|OpenFile|CreateNamedPipe|CreateEvent(?:Ex)?|OpenProcess)[AW2]?$/.test(
    first(symptom),
  )
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

const rules: readonly ExclusionRule[] = [
  ...callerRules,
  ...widthRules,
  byOpen,
  ...functionRules,
  ...endRules,
  ...acceptedRules,
  byValue,
  byFailedOpen,
  byNoticed,
  byGo,
  byNumbers,
  byCleanUpper,
  byShared,
  byBefore,
]

/** Classes that cannot be. Facts that would exclude the known fault of a library, or what the text describes, do not. */
export function exclusionsOf(symptom: Symptom): readonly Exclusion[] {
  // Where a number was refused, or a function is missing, nothing was cut, though people say so.
  const isRefused =
    outcome(symptom) === 'overflow' || isOf64BitsAlone(symptom) || isMissing(symptom)
  const known = new Set([
    ...(symptom.library?.fault ? [symptom.library.fault.mistake] : []),
    ...(symptom.described ?? []).flatMap(({ classes, isTopic }) =>
      isTopic || isRefused ? [] : classes,
    ),
  ])
  return rules.flatMap(rule => {
    const exclusion = rule(symptom)
    if (!exclusion) return []
    const classes = exclusion.classes.filter(name => !known.has(name))
    return classes.length > 0 ? [{ ...exclusion, classes }] : []
  })
}
