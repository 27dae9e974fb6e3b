import { mistakeIds, mistakes, type MistakeId } from '../../mistakes/index.ts'
import { first, isForeignCode, isOfLoader } from '../about-failure.ts'
import type { ExclusionRule } from './rule.ts'
import { functionFacts } from '../functions.ts'
import type { CallingLibrary } from '../known/library.ts'

const ofWidth: readonly MistakeId[] = mistakeIds.filter(id => mistakes[id].width)

function rightText({ name, right }: CallingLibrary): string {
  if (right === 'compiled') return `${name} takes its declarations from the Windows headers`
  return right === 'assumed'
    ? `the declarations of ${name} are assumed to be right`
    : `the declarations of ${name} are right`
}

/** The user declares nothing of what fails: the library does, and does it right. */
const byLibrary: ExclusionRule = ({ library }) =>
  library?.isRight === true && !(library.fault && mistakes[library.fault.mistake].width)
    ? {
        classes: ofWidth,
        reason: `${rightText(library.library)}, and nothing in your code declares them`,
        url: library.library.source,
      }
    : undefined

/** https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--1300-1699- */
const byForeignCode: ExclusionRule = symptom =>
  isForeignCode(symptom)
    ? {
        classes: ofWidth,
        reason: `${first(symptom)} does not set this code, whatever it is given`,
      }
    : undefined

/** A module that does not load: no code but that of the runtime calls the function. */
const byLoader: ExclusionRule = symptom =>
  isOfLoader(symptom)
    ? { classes: ofWidth, reason: 'the runtime loads the module, and declares that itself' }
    : undefined

/** Go calls every function of a DLL in the one way that Windows has; a callback of C is what another convention can be chosen for. https://pkg.go.dev/syscall?GOOS=windows#NewCallbackCDecl */
const byGo: ExclusionRule = ({ ffi, also, failed: [failed] }) =>
  ffi === 'go' &&
  also?.hint?.includes('stack') !== true &&
  also?.hint?.includes('callback') !== true &&
  !/^(?:Enum|SetWindowsHook|\w+(?:Callback|Open|Hook)(?:Ex)?[AW]?$)/.test(failed?.call ?? '')
    ? { classes: ['calling-convention'], reason: 'Go has one convention for functions of Windows' }
    : undefined

/** What Go passes has the width of a pointer; what Windows passes to a callback, and what is in a struct, may be declared wider. https://pkg.go.dev/syscall?GOOS=windows#SyscallN */
const byWidthOfGo: ExclusionRule = ({ ffi, also, structs, failed: [failed] }) =>
  ffi === 'go' &&
  failed !== undefined &&
  ['crash', 'failed', 'wrong-result'].includes(failed.outcome) &&
  structs === undefined &&
  also?.hint?.includes('callback') !== true &&
  functionFacts(failed.call)?.callbacks !== true
    ? {
        classes: ['too-wide'],
        reason: 'Go passes all arguments as uintptr, none of which is wider',
      }
    : undefined

/** Who made the call, and whether it could end so, rules out all mistakes of width. */
export const callerRules: readonly ExclusionRule[] = [
  byLibrary,
  byForeignCode,
  byLoader,
  byGo,
  byWidthOfGo,
]
