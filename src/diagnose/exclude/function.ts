import type { MistakeId } from '../../mistakes/index.ts'
import {
  factsOf,
  outcome,
  isMovedValue,
  ofAnyStruct,
  sendsMessage,
  first,
  ofRights,
  isNoKernelHandle,
} from '../about-failure.ts'
import { groupOf } from '../call-groups.ts'
import { ofStructs } from '../cause-groups.ts'
import { structFacts } from '../functions.ts'
import { featuresOf } from '../symptom.ts'
import { otherProcessRules } from './other-process.ts'
import { type ExclusionRule, ofOverlapped } from './rule.ts'

/** ERROR_BAD_LENGTH. */
const badLength = '24'

/** Says ERROR_BAD_LENGTH while the modules of a process change: https://learn.microsoft.com/en-us/windows/win32/api/tlhelp32/nf-tlhelp32-createtoolhelp32snapshot */
const takesNoLength = 'CreateToolhelp32Snapshot'

const byStruct: ExclusionRule = symptom => {
  const facts = factsOf(symptom)
  if (!facts) return undefined
  // A hang or wrong data may come from an earlier call that took a struct.
  if (['hang', 'wrong-result'].includes(outcome(symptom))) return undefined
  // Where a length is refused, or a handle stands beside its place, the struct is that of another call.
  // Where it works in the other width, the struct is that of the call that lists.
  const isLength =
    symptom.failed[0]?.outcome === badLength &&
    (facts.name !== takesNoLength || symptom.okOn !== undefined)
  if (isLength || isMovedValue(symptom)) return undefined
  if (ofAnyStruct.test(facts.name) || sendsMessage.test(facts.name)) return undefined
  // The layout is seen to be wrong.
  if (symptom.also?.layout?.includes('wrong') === true) return undefined
  const named = (symptom.structs ?? []).some(name => structFacts(name)?.differs)
  if (named || facts.structs.some(({ differs }) => differs)) return undefined
  return {
    classes: [...ofStructs, ...ofOverlapped],
    reason: `${facts.name} takes no struct that differs between 32 and 64 bits`,
  }
}

const byOverlapped: ExclusionRule = symptom => {
  const facts = factsOf(symptom)
  return facts &&
    !facts.structs.some(({ name }) => name === 'OVERLAPPED') &&
    facts.structs.some(({ differs }) => differs)
    ? { classes: ofOverlapped, reason: `${facts.name} takes no OVERLAPPED` }
    : undefined
}

const bySize: ExclusionRule = symptom => {
  const facts = factsOf(symptom)
  return facts &&
    facts.structs.some(({ differs }) => differs) &&
    !facts.structs.some(({ sized }) => sized) &&
    facts.name !== 'SendInput' &&
    // Where a length is refused, one is passed.
    symptom.failed[0]?.outcome !== badLength
    ? {
        classes: ['struct-size-constant'],
        reason: `${facts.name} takes no struct that holds its own size`,
      }
    : undefined
}

/** Only SetupAPI and similar functions return 1784 because of a struct. */
const byBuffer: ExclusionRule = symptom => {
  const facts = factsOf(symptom)
  return outcome(symptom) === '1784' && facts && !facts.structs.some(({ sized }) => sized)
    ? {
        classes: [...ofStructs, 'arg-truncated', 'return-truncated'],
        reason: `${facts.name} returns 1784 when the length of its buffer is wrong`,
      }
    : undefined
}

const byHandles: ExclusionRule = symptom => {
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

const notConsole: ExclusionRule = symptom => {
  const facts = factsOf(symptom)
  const name = first(symptom)
  const isStream =
    ['console', 'stdio', 'overlapped', 'close'].includes(groupOf(name)) ||
    /^GetFileType|^GetFileInformation|^GetFileSize|^DuplicateHandle|^SetHandleInformation|^FlushFileBuffers|^CreateProcess|^CreateFile/.test(
      name,
    )
  return facts && !isStream
    ? { classes: ['no-console'], reason: `${facts.name} is no console function` }
    : undefined
}

/** Kinds of calls that no device can be behind. */
const withoutDevice = ['memory', 'module', 'process', 'window', 'registry', 'console']

/** What can be pulled out is a device. */
const notUnplugged: ExclusionRule = symptom => {
  const { call } = featuresOf(symptom)
  return call?.every(kind => withoutDevice.includes(kind)) === true &&
    symptom.also?.hint?.includes('unplug') !== true
    ? { classes: ['unplugged'], reason: 'the function that failed works on no device' }
    : undefined
}

/** ERROR_INVALID_PARAMETER: functions of consoles say ERROR_INVALID_HANDLE of a pipe, as five of them do in Wine on x64 (test/wine/diagnose/facts.test.ts). */
const byConsoleArgument: ExclusionRule = symptom =>
  outcome(symptom) === '87' && groupOf(first(symptom)) === 'console'
    ? {
        classes: ['no-console', 'inheritance'],
        reason: `${first(symptom)} says ERROR_INVALID_HANDLE of what is no console`,
      }
    : undefined

/** What only one program at a time may have is a port, a file or the clipboard. */
const notBusy: ExclusionRule = symptom => {
  const { call } = featuresOf(symptom)
  const isShared =
    ofRights.test(first(symptom)) ||
    call?.every(kind => ['registry', 'module'].includes(kind)) === true ||
    /^(?:MapViewOfFile|(?:Create|Open)FileMapping)/.test(first(symptom))
  return isShared && outcome(symptom) === 'denied'
    ? {
        classes: ['busy'],
        reason:
          'who has a key, a process, a service or a mapping open keeps nobody out: access is a matter of rights',
      }
    : undefined
}

/** Functions that read, write or ask a handle that is open. */
const onOpen =
  /^(?:ReadFile|WriteFile|ClearCommError|GetOverlappedResult|WaitCommEvent|FlushFileBuffers|PurgeComm)$/

/** Who has a port open keeps others out when they open it, and not later. https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-createfilew */
const notBusyLater: ExclusionRule = symptom =>
  onOpen.test(first(symptom)) &&
  outcome(symptom) === 'denied' &&
  (symptom.isOfPort === true || /serial|Ports|RXTX/i.test(symptom.library?.library.name ?? ''))
    ? {
        classes: ['busy'],
        reason: `${first(symptom)} is given a port that is open already: another program would have kept it from being opened`,
      }
    : undefined

/** What a process hands to a child is the same each time. */
const byInheritedRhythm: ExclusionRule = symptom =>
  symptom.line === undefined &&
  outcome(symptom) === '6' &&
  featuresOf(symptom).call?.includes('stdio') === true &&
  featuresOf(symptom).rhythm?.includes('sometimes') === true
    ? {
        classes: ['inheritance'],
        reason: 'it works at other times, and the streams that a child is given are the same then',
      }
    : undefined

/** A function without a result has none that could be spoiled. */
const byResult: ExclusionRule = symptom => {
  const facts = factsOf(symptom)
  return facts?.returnsNothing === true && facts.structs.length > 0
    ? {
        classes: ['return-truncated', 'return-upper-undefined'],
        reason: `${facts.name} returns nothing: what it finds out is in its struct`,
      }
    : undefined
}

/** A result as wide as an address has no half that is left over. */
const byWideResult: ExclusionRule = symptom => {
  const facts = factsOf(symptom)
  return facts?.wideResult === true
    ? {
        classes: ['return-upper-undefined'],
        reason: `${facts.name} returns a value as wide as an address, so no leftover bits are read with it`,
      }
    : undefined
}

/** What a program opened is no pseudo handle of its own. */
const notPseudo: ExclusionRule = ({ ok, handle, failed: [failed] }) =>
  handle === undefined &&
  ok.some(name => /^Open(?:Process|Thread)$/.test(name)) &&
  !ok.some(name => /^GetCurrent(?:Process|Thread)$/.test(name)) &&
  failed !== undefined
    ? {
        classes: ['pseudo-handle'],
        reason: 'a process or thread that was opened has a handle of its own, and no pseudo handle',
      }
    : undefined

/** Drivers refuse the length of a buffer of DeviceIoControl; other functions do so themselves. */
const byOwnLength: ExclusionRule = symptom =>
  symptom.failed[0]?.outcome === badLength &&
  first(symptom) !== '' &&
  !['handle', 'overlapped', 'open'].includes(groupOf(first(symptom)))
    ? { classes: ['driver'], reason: `${first(symptom)} asks no driver for the length of a struct` }
    : undefined

/** Only a few functions pass standard streams on. */
const notInherited: ExclusionRule = symptom => {
  const facts = factsOf(symptom)
  const name = first(symptom)
  return facts &&
    featuresOf(symptom).call?.includes('stdio') !== true &&
    !/^DuplicateHandle|^SetHandleInformation|^GetHandleInformation|^CreateProcess|^(?:Get|Set)StdHandle|^GetFileType|^CloseHandle|^ShellExecute/.test(
      name,
    )
    ? {
        classes: ['inheritance'],
        reason: `${facts.name} passes no standard stream to a child process`,
      }
    : undefined
}

/** A handle that was open before is a multiple of 4, and so is that of a stream; a stream that is missing has 0 or -1. */
const byDescriptor: ExclusionRule = symptom =>
  outcome(symptom) === '6' && isNoKernelHandle(symptom)
    ? {
        classes: [
          'closed-handle',
          'no-console',
          'unplugged',
          'driver',
          'hevent-misuse',
          'stale-last-error',
        ],
        reason: `handles of kernel objects are multiples of 4, and ${symptom.handle} is not`,
        url: 'https://devblogs.microsoft.com/oldnewthing/20050121-00/?p=36633',
      }
    : undefined

/** What a function takes, and what it is for, rules classes out. */
export const functionRules: readonly ExclusionRule[] = [
  byStruct,
  byOverlapped,
  byDescriptor,
  bySize,
  byBuffer,
  byHandles,
  notConsole,
  notUnplugged,
  byConsoleArgument,
  notBusy,
  notBusyLater,
  byInheritedRhythm,
  byResult,
  byWideResult,
  ...otherProcessRules,
  notPseudo,
  byOwnLength,
  notInherited,
]
