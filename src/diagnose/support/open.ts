import { sentinelOf } from '../../declare/failures.ts'
import { groupOf } from '../call-groups.ts'
import { ofRights } from '../about-failure.ts'
import { functionFacts, makesSocket } from '../functions.ts'
import { onOthers } from './process.ts'
import { isOfWrongCheck } from './source.ts'
import { odds, type SupportRule } from './rule.ts'
import {
  featuresOf,
  isDeniedElsewhere,
  isWide,
  outcomeOf,
  valueOf,
  type Symptom,
} from '../symptom.ts'
import { isDeclaredHere } from '../width-odds.ts'

/** Whether it also works: the name and the rights are the same then, and who else has it open is not. */
function comesAndGoes(symptom: Symptom): boolean {
  const { before, rhythm } = featuresOf(symptom)
  return before?.includes('worked') === true || rhythm?.includes('sometimes') === true
}

/** The open is known to have failed, and a later call was given what it returned. */
const byFailedOpen: SupportRule = symptom => {
  if (isOfWrongCheck(symptom)) return []
  const { open, call, width } = featuresOf(symptom)
  if (open?.[0] !== 'failed' || call === undefined) return []
  if (call[0] === 'open')
    return symptom.failed[0]?.outcome === 'failed'
      ? [
          {
            class: 'failed-open',
            odds: comesAndGoes(symptom) ? odds.leans : odds.nearly,
            text: 'the open itself failed, and its last error says why',
          },
        ]
      : []
  const text = 'the open had failed, and a later call was given what it returned'
  return [
    { class: 'failed-open', odds: odds.decides, text },
    // A comparison in the wrong width is right in processes of the other width.
    { class: 'sentinel-mismatch', odds: width?.[0] === 'both' ? odds.leans : odds.decides, text },
    ...(symptom.also?.hint?.includes('cleanup') === true
      ? [
          {
            class: 'stale-last-error' as const,
            odds: odds.told,
            text: 'the open had failed, and the clean-up closed what it returned: that set the last error anew',
          },
        ]
      : []),
  ]
}

/** An open that is said to have crashed, and what it returned is its failure value: that was used, or looked at as if it were an address. */
const byOnes: SupportRule = ({ failed: [first], handle }) =>
  handle !== undefined &&
  first !== undefined &&
  ['ones', 'ones-32'].includes(valueOf(handle)) &&
  ['all-ones', 'either'].includes(sentinelOf(functionFacts(first.call)?.name ?? '') ?? '')
    ? (['failed-open', 'sentinel-mismatch'] as const).map(name => ({
        class: name,
        odds: odds.told,
        text: `-1 is what ${first.call} returns where it fails`,
      }))
    : []

/** 0 is what most opens return that failed, and what no handle is. */
const byNoHandle: SupportRule = ({ failed: [first], handle }) =>
  handle === 0n && first !== undefined && ['6', '1400'].includes(first.outcome)
    ? [
        {
          class: 'failed-open',
          odds: odds.decides,
          text: '0 is what an open or a search returns that failed',
        },
      ]
    : []

/** Functions that return an address of memory: they look for nothing. */
const givesMemory = /^(?:MapViewOfFile|Virtual|Heap|Global|Local)/

/** A function that looks for something and returns its handle, and is said to have failed itself. */
const bySearch: SupportRule = symptom => {
  const {
    failed: [first],
    ffi,
    okOn,
  } = symptom
  // Who declares it himself, and names a 64-bit process, may have cut what it takes or returns.
  const isCut = isWide(symptom) === true && isDeclaredHere(symptom)
  return first?.outcome === 'failed' &&
    !isOfWrongCheck(symptom) &&
    groupOf(first.call) !== 'open' &&
    !givesMemory.test(first.call) &&
    !makesSocket.test(first.call) &&
    !onOthers.test(first.call) &&
    sentinelOf(functionFacts(first.call)?.name ?? '') !== undefined
    ? [
        {
          class: 'failed-open',
          odds:
            // What is looked for is there for processes of both widths.
            functionFacts(first.call)?.addresses === true || isCut || okOn !== undefined
              ? odds.leans
              : first.isZero === true && ffi !== undefined
                ? odds.nearly
                : odds.told,
          text: `${first.call} is said to have found nothing`,
        },
        // Who declares the call himself may have lost its code.
        ...(first.isZero === true && ffi !== undefined
          ? [
              {
                class: 'last-error-lost' as const,
                odds: odds.told,
                text: `${first.call} is said to have ended with code 0, which no failure has`,
              },
            ]
          : []),
      ]
    : []
}

/** Functions that open ports and files. */
const ofPorts = /^(?:CreateFile|OpenCommPort|OpenFile)/

/** ERROR_SHARING_VIOLATION says that another program has it; ERROR_ACCESS_DENIED says so of ports, and something else of files. */
const byShared: SupportRule = symptom => {
  const [first] = symptom.failed
  if (first === undefined) return []
  const isDenied = outcomeOf(first.outcome) === 'denied'
  if (first.call === 'OpenClipboard' && (isDenied || first.outcome === 'failed'))
    return [
      {
        class: 'busy',
        odds: odds.named,
        text: 'one program at a time has the clipboard open; the next is denied access',
        url: 'https://learn.microsoft.com/en-us/windows/win32/api/winuser/nf-winuser-openclipboard',
      },
    ]
  if (!isDenied) return []
  if (symptom.isOfPort === true && first.outcome === '5')
    return [
      {
        class: 'busy',
        odds: odds.told,
        text: 'access to a port is denied while another program, or the same one, has it open',
      },
    ]
  const isOpen =
    first.call === ''
      ? symptom.also?.call?.includes('open') === true ||
        symptom.also?.open?.includes('failed') === true
      : ofPorts.test(first.call)
  if (!isOpen && (first.call !== '' || first.outcome !== '32')) return []
  if (first.outcome === '32')
    return [
      {
        class: 'busy',
        odds: odds.told,
        text: 'ERROR_SHARING_VIOLATION: another program has it open',
      },
    ]
  return !isOpen
    ? []
    : [
        {
          class: 'busy',
          odds: odds.decides,
          text: 'a port that another program has open cannot be opened',
        },
      ]
}

/** What the code of an open itself says. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes */
const byOpenCode: SupportRule = symptom => {
  const [first] = symptom.failed
  if (first === undefined) return []
  const outcome = outcomeOf(first.outcome)
  const call = featuresOf(symptom).call?.[0]
  const isUnplugged = symptom.also?.hint?.includes('unplug') === true
  if (first.call === '' && first.outcome === '2' && symptom.isOfPort === true && !isUnplugged)
    return [{ class: 'failed-open', odds: odds.leans, text: 'there is no port of this name' }]
  if (first.call === '' && outcome === 'denied')
    return [
      {
        class: 'failed-open',
        odds: isDeniedElsewhere(symptom) ? odds.told : odds.leans,
        text: 'access is checked when something is opened, seldom later',
      },
    ]
  if (call !== 'open' || isOfWrongCheck(symptom)) return []
  if (first.outcome === 'failed')
    return [
      {
        class: 'failed-open',
        // Who declares the open himself, and names a 64-bit process, may have cut its result.
        odds: isWide(symptom) === true && isDeclaredHere(symptom) ? odds.leans : odds.decides,
        text: `${first.call === '' ? 'the open' : first.call} is said to fail itself`,
      },
      ...(comesAndGoes(symptom)
        ? (['busy', 'driver', 'unplugged'] as const).map(name => ({
            class: name,
            odds: name === 'busy' ? odds.nearly : odds.decides,
            text: 'it works at other times, so its name is right: another program may have it open, or its device is gone or hangs',
          }))
        : []),
    ]
  if (outcome === '87' && isWide(symptom) !== false)
    return [
      {
        class: 'bad-parameter',
        odds: odds.decides,
        text: 'the open refuses one of its arguments, and there is no handle yet',
      },
    ]
  const text = 'the device is said to have gone, and its name is not found any more'
  if (outcome === 'not-found' && isUnplugged)
    return [
      { class: 'unplugged', odds: odds.told, text },
      { class: 'failed-open', odds: odds.leans, text },
    ]
  return outcome === 'denied' || outcome === 'not-found'
    ? [
        {
          class: 'failed-open',
          odds: odds.decides,
          text:
            outcome === 'denied'
              ? 'the open reports that the file or device is in use, or that access is denied'
              : 'the open reports that there is no such file, device or port',
        },
      ]
    : []
}

/** ERROR_ACCESS_DENIED of what asks for rights, and of a process that has a console already. https://learn.microsoft.com/en-us/windows/console/attachconsole */
const byRights: SupportRule = symptom => {
  const call = symptom.failed[0]?.call ?? ''
  if (outcomeOf(symptom.failed[0]?.outcome ?? '') !== 'denied') return []
  if (/^(?:Attach|Alloc)Console$/.test(call))
    return [
      {
        class: 'bad-parameter',
        odds: odds.told,
        text: `${call} is denied where the process has a console already: call FreeConsole first`,
      },
    ]
  return ofRights.test(call)
    ? (['failed-open', 'bad-parameter'] as const).map(name => ({
        class: name,
        odds: odds.told,
        text: `${call} asks for rights that the caller does not have: ask for fewer, or run it elevated`,
      }))
    : []
}

/** Functions that take a name and no handle that could be invalid. */
const byName =
  /^(?:Create(?:File|Event|Mutex|Semaphore|NamedPipe|Directory|Pipe|WaitableTimer)|Open(?:Process|Thread|Event|Mutex|Semaphore|SCManager|FileMapping)|(?:Delete|Move|Copy|Replace)File|RemoveDirectory|GetFileAttributes|SetFileAttributes|FindFirstFile|LoadLibrary|GetDiskFreeSpace|QueryDosDevice)(?:Ex)?[AW]?$/

/** ERROR_INVALID_HANDLE of a call that was given none: the clean-up after its failure closed what it returned, or the code is that of an earlier call. https://github.com/rust-lang/rust/pull/95158 */
const byOpenOfName: SupportRule = symptom => {
  const [first] = symptom.failed
  const isUnnamed =
    first?.call === '' &&
    symptom.also?.call?.includes('open') === true &&
    symptom.also.open?.includes('failed') === true
  return first?.outcome === '6' &&
    (isUnnamed || byName.test(first.call)) &&
    // Opening a console or a standard stream by its name needs one.
    symptom.also?.hint?.includes('console') !== true &&
    symptom.also?.redirected === undefined &&
    // What fails in one width alone is compared in the wrong width.
    featuresOf(symptom).width === undefined
    ? (['stale-last-error', 'last-error-lost'] as const).map(name => ({
        class: name,
        odds:
          isUnnamed || symptom.also?.open?.includes('failed') === true ? odds.nearly : odds.decides,
        text: `${isUnnamed ? 'an open' : first.call} is given a name and no handle: the 6 was set by another call, such as the close of what it returned`,
      }))
    : []
}

/** What an open, and what it returned, say of the classes. */
export const openRules: readonly SupportRule[] = [
  byFailedOpen,
  byNoHandle,
  byOnes,
  bySearch,
  byOpenOfName,
  byOpenCode,
  byRights,
  byShared,
]
