import { isForeignCode } from '../about-failure.ts'
import { odds, type SupportRule } from './rule.ts'
import { featuresOf, isWide, outcomeOf } from '../symptom.ts'
import { describesWidth, isDeclaredHere } from '../width-odds.ts'

/** Functions that a process calls on another one. */
export const onOthers =
  /^(?:CreateRemoteThread|NtCreateThreadEx|RtlCreateUserThread|QueueUserAPC|(?:Read|Write)ProcessMemory|Virtual(?:Alloc|Free|Protect|Query)Ex|EnumProcessModules|GetModule(?:BaseName|FileNameEx|Information)|Module32(?:First|Next)|CreateToolhelp32Snapshot|NtQueryInformationProcess|[GS]etThreadContext|SymInitialize|StackWalk|MiniDumpWriteDump|QueryFullProcessImageName|GetProcessImageFileName|DebugActiveProcess)/

/** How such a function ends where the other process is of another width: ERROR_ACCESS_DENIED, ERROR_NOT_ENOUGH_MEMORY, ERROR_NOT_SUPPORTED, ERROR_INVALID_PARAMETER, ERROR_PARTIAL_COPY. */
const ofOtherWidth = ['failed', '5', '8', '50', '87', '299', 'other-code', 'not-found']

/** Functions that are given an address in another process. */
export const ofAddresses = /^(?:(?:Read|Write)ProcessMemory|Virtual(?:Alloc|Free|Protect|Query)Ex)$/

/** Another process may be of another width. */
const byOtherProcess: SupportRule = symptom => {
  const {
    failed: [first],
    okOn,
    architecture,
  } = symptom
  if (first?.outcome === '5' && onOthers.test(first.call) && !/Thread|APC/.test(first.call))
    return [
      {
        class: 'bad-parameter',
        odds: odds.told,
        text: `ERROR_ACCESS_DENIED of ${first.call} is said of the rights that the process was opened with`,
        url: 'https://learn.microsoft.com/en-us/windows/win32/procthread/process-security-and-access-rights',
      },
    ]
  // Of 17 public reports of such a function in 64 bits, four were about the width of the other process.
  if (
    (first?.outcome === 'failed' || (first !== undefined && describesWidth(symptom))) &&
    isWide(symptom) === true &&
    ofAddresses.test(first.call) &&
    isDeclaredHere(symptom)
  )
    return (['arg-truncated', 'field-narrowed'] as const).map(name => ({
      class: name,
      odds: odds.told,
      text: `a 64-bit process can call ${first.call} for processes of both widths, and their addresses may not fit into 32 bits`,
    }))
  return first !== undefined &&
    !isForeignCode(symptom) &&
    okOn === undefined &&
    ofOtherWidth.includes(first.outcome) &&
    onOthers.test(first.call)
    ? [
        {
          class: 'process-bitness',
          odds:
            first.outcome !== 'failed'
              ? // ERROR_INVALID_PARAMETER of a thread is said of a context of the other width.
                /^[GS]etThreadContext$/.test(first.call)
                ? odds.named
                : odds.nearly
              : // A process of 64 bits can do it to both.
                architecture === 'x64'
                ? odds.told
                : odds.told * odds.leans,
          text: `${first.call} works on another process, which may be of another width`,
        },
      ]
    : []
}

/** A list of the modules of another process, which has those of one width alone unless it is asked for more. https://learn.microsoft.com/en-us/windows/win32/api/tlhelp32/nf-tlhelp32-createtoolhelp32snapshot */
const byPartialList: SupportRule = symptom => {
  const [first] = symptom.failed
  return first?.outcome === 'wrong-result' &&
    /^(?:CreateToolhelp32Snapshot|EnumProcessModules|Module32(?:First|Next))/.test(first.call)
    ? (['process-bitness', 'bad-parameter'] as const).map(name => ({
        class: name,
        odds: name === 'process-bitness' ? odds.told : odds.nearly,
        text: `${first.call} lists the modules of one width, unless its flags ask for more`,
      }))
    : []
}

/** A class of COM that is not found: a DLL is registered for the processes of its own width. https://learn.microsoft.com/en-us/windows/win32/winprog64/registry-redirector */
const byClass: SupportRule = ({ failed: [first] }) =>
  first !== undefined &&
  outcomeOf(first.outcome) === 'not-found' &&
  /^Co(?:CreateInstance(?:Ex)?|GetClassObject)$/.test(first.call)
    ? (['process-bitness', 'failed-open'] as const).map(name => ({
        class: name,
        odds: name === 'process-bitness' ? odds.named : odds.leans,
        text: 'a class of COM is registered for processes of one width, unless it is registered for both',
      }))
    : []

/** A module or a function of another process that is not found. */
const byOtherModule: SupportRule = ({ failed: [first], also }) =>
  first?.call === '' &&
  outcomeOf(first.outcome) === 'not-found' &&
  also?.call?.includes('module') === true
    ? (['process-bitness', 'failed-open'] as const).map(name => ({
        class: name,
        odds: name === 'process-bitness' ? odds.told * odds.leans : odds.leans,
        text: 'a module is looked for in the folders, and in the list, of processes of one width',
      }))
    : []

/** A module that fails to load without a code is most often built for the other architecture: 21 of 24 public reports. */
const byUnloaded: SupportRule = ({ failed: [first], also, ffiName, described }) =>
  first !== undefined &&
  described === undefined &&
  ['failed', 'refused'].includes(first.outcome) &&
  !(ffiName === 'native' && first.outcome === 'refused') &&
  (first.call.startsWith('LoadLibrary') ||
    (first.call === '' && also?.call?.includes('module') === true))
    ? [
        {
          class: 'process-bitness',
          odds: odds.told * odds.leans,
          text: 'a module of the other width is not loaded: 21 of 24 public reports like this were about one',
        },
      ]
    : []

/** A 32-bit process cannot fully read or list 64-bit processes: 9 of 12 public reports. */
const byNarrowProcess: SupportRule = symptom => {
  const [first] = symptom.failed
  const { also, described } = symptom
  return isWide(symptom) === false &&
    first?.call === '' &&
    first.outcome !== '6' &&
    described === undefined &&
    (also?.hint?.includes('wow64') === true ||
      also?.call?.some(call => call === 'process' || call === 'memory') === true)
    ? [
        {
          class: 'process-bitness',
          odds: odds.told * odds.leans,
          text: 'a 32-bit process cannot fully read the memory of 64-bit processes or list their modules',
          url: 'https://learn.microsoft.com/en-us/windows/win32/winprog64/process-interoperability',
        },
      ]
    : []
}

/** Data of a process of the other width has another layout. */
const byOtherLayout: SupportRule = symptom => {
  const [first] = symptom.failed
  return first !== undefined &&
    ['wrong-result', '0'].includes(first.outcome) &&
    symptom.okOn === undefined &&
    /^(?:(?:Read|Write)ProcessMemory|VirtualQueryEx|NtQueryInformationProcess|NtReadVirtualMemory)/.test(
      first.call,
    )
    ? [
        {
          class: 'process-bitness',
          odds: odds.told * odds.leans,
          text: `${first.call} reads data of another process, which has another layout where that process has another width`,
        },
      ]
    : []
}

/** A key that is not found, or may not be opened: processes of 32 bits have a view of the registry of their own. https://learn.microsoft.com/en-us/windows/win32/winprog64/registry-redirector */
const byOtherView: SupportRule = symptom => {
  const [first] = symptom.failed
  const isNarrow = isWide(symptom) === false
  // A key that is simply not there ends in a code.
  const hasCode = ['not-found', 'denied'].includes(outcomeOf(first?.outcome ?? ''))
  return first !== undefined &&
    isWide(symptom) !== undefined &&
    (hasCode || (isNarrow && ['failed', 'wrong-result'].includes(first.outcome))) &&
    featuresOf(symptom).call?.includes('registry') === true
    ? [
        {
          class: 'process-bitness',
          odds: isNarrow ? (hasCode ? odds.told : odds.named) : 2 * odds.leans,
          text: 'a 32-bit process is shown keys of its own below WOW6432Node, unless it asks for the others with KEY_WOW64_64KEY',
        },
      ]
    : []
}

/** What is done to another process, which may be of another width. */
export const processRules: readonly SupportRule[] = [
  byOtherProcess,
  byPartialList,
  byClass,
  byOtherModule,
  byUnloaded,
  byNarrowProcess,
  byOtherLayout,
  byOtherView,
]
