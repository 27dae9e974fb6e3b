import { functionFacts } from './functions.ts'
import type { SeenCall, Symptom } from './symptom.ts'

/**
 * What the codes of the multimedia functions (MMRESULT) are as codes of Windows: bad device, in use, invalid handle, no
 * driver, not supported, invalid flag and parameter. https://learn.microsoft.com/en-us/windows/win32/api/mmeapi/
 */
const ofMultimedia: Readonly<Record<string, string>> = {
  2: '2',
  4: '170',
  5: '6',
  6: '31',
  8: '50',
  10: '87',
  11: '87',
}

const multimedia = 'winmm.dll'

/** The codes of smart cards, and those of Windows with the same meaning. https://learn.microsoft.com/en-us/windows/win32/com/com-error-codes-4 */
const ofSmartCards: readonly (readonly [name: string, code: number, windows: string])[] = [
  ['SCARD_E_CANCELLED', 0x80100002, '995'],
  ['SCARD_E_INVALID_HANDLE', 0x80100003, '6'],
  ['SCARD_E_INVALID_PARAMETER', 0x80100004, '87'],
  ['SCARD_E_INSUFFICIENT_BUFFER', 0x80100008, '122'],
  ['SCARD_E_UNKNOWN_READER', 0x80100009, '2'],
  ['SCARD_E_SHARING_VIOLATION', 0x8010000b, '32'],
  ['SCARD_E_INVALID_VALUE', 0x80100011, '87'],
  ['SCARD_E_READER_UNAVAILABLE', 0x80100017, '1167'],
  ['SCARD_E_NO_SERVICE', 0x8010001d, '1062'],
  ['SCARD_E_SERVICE_STOPPED', 0x8010001e, '1062'],
  ['SCARD_E_NO_READERS_AVAILABLE', 0x8010002e, '2'],
  ['SCARD_W_REMOVED_CARD', 0x80100069, '1167'],
]

/** The names of the codes of smart cards, which are HRESULTs, by their numbers. */
export const smartCardNames: ReadonlyMap<number, string> = new Map(
  ofSmartCards.map(([name, code]) => [code, name]),
)

/** The code of Windows that means the same as a code that a function has for itself; the code as it is, where there is none. */
function plainCode({ call, outcome }: SeenCall): string {
  const card = ofSmartCards.find(([, code]) => String(code) === outcome)
  if (card) return card[2]
  return Object.hasOwn(ofMultimedia, outcome) &&
    call !== '' &&
    functionFacts(call)?.library === multimedia
    ? (ofMultimedia[outcome] ?? outcome)
    : outcome
}

/** A symptom in which the codes that a function has for itself are those of Windows with the same meaning. */
export function withoutOwnCodes(symptom: Symptom): Symptom {
  return { ...symptom, failed: symptom.failed.map(call => ({ ...call, outcome: plainCode(call) })) }
}
