import { mistakeIds, mistakes, type MistakeId } from '../../mistakes/index.ts'
import { outcome, first, isOf64BitsAlone, isWithoutStream } from '../about-failure.ts'
import { ofStructs } from '../cause-groups.ts'
import { isWide, isPlainRefusal, isMissing, featuresOf } from '../symptom.ts'
import type { ExclusionRule } from './rule.ts'

/** Who refuses a number: an FFI that checks its arguments, or a conversion of the language. */
const byRefusal: ExclusionRule = symptom => {
  if (outcome(symptom) !== 'overflow' || symptom.ffi === undefined) return undefined
  const checks = ['ctypes', 'ctypes-old', 'js', 'other'].includes(symptom.ffi)
  if (!checks)
    return {
      classes: ['arg-overflow-raise'],
      reason: 'this language checks conversions; its FFI cuts silently',
    }
  return first(symptom) !== ''
    ? { classes: ['narrowing-throws'], reason: 'the FFI itself refuses the argument' }
    : undefined
}

/** A value is cut silently; only code that checks it can refuse it. */
const bySilence: ExclusionRule = symptom =>
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
        reason: 'it happens silently, and here a number was refused',
      }
    : undefined

/** A number that is refused never reaches Windows. */
const byCode: ExclusionRule = symptom =>
  /^\d+$|^other-code$/.test(symptom.failed[0]?.outcome ?? '')
    ? {
        classes: ['arg-overflow-raise', 'narrowing-throws'],
        reason:
          'a code of Windows was returned, and a number that is refused never reaches Windows',
      }
    : undefined

/** A handle fits every conversion of a 32-bit process; what is said to fail there was called. */
const byNarrowFailure: ExclusionRule = symptom =>
  symptom.line === undefined &&
  symptom.failed[0]?.outcome === 'failed' &&
  first(symptom) !== '' &&
  isWide(symptom) === false
    ? {
        classes: ['arg-overflow-raise', 'narrowing-throws'],
        reason: `${first(symptom)} is said to fail, and nothing to be refused, in a process whose handles fit every conversion`,
      }
    : undefined

/** A number that is refused gives no result, and no wrong one. */
const byResult: ExclusionRule = symptom =>
  symptom.line === undefined && ['wrong-result', 'wrong-data'].includes(outcome(symptom))
    ? {
        classes: ['arg-overflow-raise', 'narrowing-throws'],
        reason: 'there is a result, and where a number is refused there is none',
      }
    : undefined

/** A call that a compiler, a binding or a loader refuses sets no last error: none of 81 public reports was about one. */
const byLastError: ExclusionRule = symptom =>
  isPlainRefusal(symptom)
    ? {
        classes: ['last-error-lost', 'stale-last-error'],
        reason: 'a call that is refused never runs, so it sets no last error',
      }
    : undefined

/** Only a loader says it, and it sets the last error itself. */
const byMissing: ExclusionRule = symptom =>
  isOf64BitsAlone(symptom) || isMissing(symptom)
    ? {
        classes: [
          ...mistakeIds.filter(name => mistakes[name].width),
          'last-error-lost',
          'stale-last-error',
          'calling-convention',
          'failed-open',
        ],
        reason: `${first(symptom) || 'the function'} was not found, so it was never called`,
      }
    : undefined

/** In C it is the compiler that refuses a call of Windows. */
const byCompiler: ExclusionRule = symptom =>
  isPlainRefusal(symptom) && symptom.ffiName === 'native' && first(symptom) !== ''
    ? {
        classes: ['process-bitness'],
        reason: `a compiler refuses ${first(symptom)} before any process runs`,
      }
    : undefined

/** Mistakes that end in a Win32 error code neither crash nor are refused by an FFI. */
const byEnd: ExclusionRule = symptom => {
  const end = outcome(symptom)
  // People call an exception of a program without console a crash too, but not where Windows starts a process.
  const isStream =
    end === 'crash' &&
    symptom.handle === undefined &&
    (symptom.also?.redirected?.includes('yes') === true ||
      (!first(symptom).startsWith('CreateProcess') &&
        featuresOf(symptom).call?.some(call => call === 'console' || call === 'stdio') === true))
  if (!['crash', 'overflow', 'refused'].includes(end) || isPlainRefusal(symptom)) return undefined
  const isUnplugged = end === 'crash' && symptom.also?.hint?.includes('unplug') === true
  return {
    classes: [
      ...(isUnplugged ? [] : (['unplugged'] as const)),
      ...(isStream ? [] : (['no-console', 'inheritance'] as const)),
      ...(['busy', 'driver', 'stale-last-error', 'last-error-lost', 'process-bitness'] as const),
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
        ? 'these end in a Win32 error code, not in a crash'
        : 'these end in a Win32 error code, not in a refusal by the runtime',
  }
}

/** ERROR_INVALID_WINDOW_HANDLE, ERROR_INVALID_MENU_HANDLE, ERROR_INVALID_CURSOR_HANDLE, ERROR_INVALID_ACCEL_HANDLE, ERROR_INVALID_HOOK_HANDLE, ERROR_INVALID_DWP_HANDLE, ERROR_DC_NOT_FOUND. */
const ofUserHandles = ['1400', '1401', '1402', '1403', '1404', '1405', '1425']

/** Handles of user32 and GDI have 32 significant bits on every Windows: https://learn.microsoft.com/en-us/windows/win32/winprog64/interprocess-communication */
const byWindow: ExclusionRule = ({ failed: [failed], okOn }) =>
  ofUserHandles.includes(failed?.outcome ?? '') && okOn === undefined
    ? {
        classes: ['arg-truncated', 'return-truncated', 'field-narrowed'],
        reason:
          'the handle of a window, menu, hook or device context has 32 significant bits: cut, it is still the same',
        url: 'https://learn.microsoft.com/en-us/windows/win32/winprog64/interprocess-communication',
      }
    : undefined

/** A predefined key that is not sign-extended is taken, or is refused as no handle: src/mistakes/hkey-not-sign-extended.ts. */
const byKey: ExclusionRule = symptom =>
  /^[1-9]\d*$/.test(symptom.failed[0]?.outcome ?? '') && outcome(symptom) !== '6'
    ? {
        classes: ['hkey-not-sign-extended'],
        reason: `a key that is refused for its upper half ends in ERROR_INVALID_HANDLE, not in ${symptom.failed[0]?.outcome}`,
      }
    : undefined

/** An address that could not be read or written: the call was made. */
const byAddress: ExclusionRule = symptom =>
  outcome(symptom) === 'crash' && symptom.handle !== undefined
    ? {
        classes: ['arg-overflow-raise', 'narrowing-throws'],
        reason: 'an address was used, so no number was refused before',
      }
    : undefined

/** A wrong convention leaves the stack unbalanced, which is what the FFI says then. */
const byBalance: ExclusionRule = symptom => {
  const { also, ffi, line } = symptom
  const isTyped = line === undefined && ffi === 'pinvoke' && !isPlainRefusal(symptom)
  return outcome(symptom) === 'refused' && also?.hint?.[0] !== 'stack' && !isTyped
    ? {
        classes: ['calling-convention'],
        reason: 'a wrong convention unbalances the stack, and nothing says that it was',
      }
    : undefined
}

/** Codes of the loader: 11 ERROR_BAD_FORMAT, 193 ERROR_BAD_EXE_FORMAT, 216 ERROR_EXE_MACHINE_TYPE_MISMATCH, 1114 ERROR_DLL_INIT_FAILED; and 24 ERROR_BAD_LENGTH, which is said of a length. */
const meanings: Readonly<Record<string, readonly MistakeId[]>> = {
  11: ['process-bitness', 'bad-parameter'],
  193: ['process-bitness', 'bad-parameter'],
  216: ['process-bitness', 'bad-parameter'],
  1114: ['failed-open', 'bad-parameter', 'driver'],
  24: [...ofStructs, 'bad-parameter', 'process-bitness', 'driver', 'stale-last-error'],
}

/** A code that has one meaning. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--0-499- */
const byMeaning: ExclusionRule = ({ failed: [first] }) => {
  const code = first?.outcome ?? ''
  const left = Object.hasOwn(meanings, code) ? meanings[code] : undefined
  return left
    ? {
        classes: mistakeIds.filter(name => !left.includes(name)),
        reason:
          code === '24'
            ? 'ERROR_BAD_LENGTH is said of the length of a struct or a buffer'
            : `code ${code} is said of a file that cannot be loaded`,
      }
    : undefined
}

const byDescriptor: ExclusionRule = symptom =>
  isWithoutStream(symptom)
    ? {
        classes: ['sentinel-mismatch'],
        reason: 'get_osfhandle returns -1 where it fails, and -2 where a descriptor has no stream',
      }
    : undefined

/** .NET throws an exception of its own for a number that does not fit. https://learn.microsoft.com/en-us/dotnet/api/system.intptr.toint32 */
const byException: ExclusionRule = ({ raised }) =>
  raised === undefined
    ? undefined
    : {
        classes: ['narrowing-throws'],
        reason: `a number that does not fit throws an OverflowException, and ${raised} was raised`,
      }

/** How it ends, in a code, a crash or a refusal, rules classes out. */
export const endRules: readonly ExclusionRule[] = [
  byMeaning,
  byDescriptor,
  byException,
  byCode,
  byNarrowFailure,
  byResult,
  byLastError,
  byMissing,
  byCompiler,
  byEnd,
  byWindow,
  byKey,
  byAddress,
  byBalance,
  bySilence,
  byRefusal,
]
