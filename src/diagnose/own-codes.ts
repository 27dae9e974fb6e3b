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

/** The codes of smart cards, and those of Windows with the same meaning. https://learn.microsoft.com/en-us/windows/win32/secauthn/authentication-return-values */
const ofSmartCards: Readonly<Record<string, readonly [code: number, windows: string]>> = {
  SCARD_E_CANCELLED: [0x80100002, '995'],
  SCARD_E_INVALID_HANDLE: [0x80100003, '6'],
  SCARD_E_INVALID_PARAMETER: [0x80100004, '87'],
  SCARD_E_INSUFFICIENT_BUFFER: [0x80100008, '122'],
  SCARD_E_UNKNOWN_READER: [0x80100009, '2'],
  SCARD_E_SHARING_VIOLATION: [0x8010000b, '32'],
  SCARD_E_INVALID_VALUE: [0x80100011, '87'],
  SCARD_E_READER_UNAVAILABLE: [0x80100017, '1167'],
  SCARD_E_NO_SERVICE: [0x8010001d, '1062'],
  SCARD_E_SERVICE_STOPPED: [0x8010001e, '1062'],
  SCARD_E_NO_READERS_AVAILABLE: [0x8010002e, '2'],
  SCARD_W_REMOVED_CARD: [0x80100069, '1167'],
}

/** What the codes of smart cards, by their names and as HRESULT, are as codes of Windows. */
export const smartCardCodes: ReadonlyMap<string | number, string> = new Map(
  Object.entries(ofSmartCards).flatMap(([name, [code, windows]]) =>
    [name, code].map(key => [key, windows] as const),
  ),
)

function withOwnCode(call: SeenCall): SeenCall {
  const ofCard = smartCardCodes.get(Number(call.outcome))
  if (ofCard !== undefined) return { ...call, outcome: ofCard }
  const code = Object.hasOwn(ofMultimedia, call.outcome) ? ofMultimedia[call.outcome] : undefined
  return code !== undefined && call.call !== '' && functionFacts(call.call)?.library === multimedia
    ? { ...call, outcome: code }
    : call
}

/** A symptom in which the codes that a function has for itself are those of Windows with the same meaning. */
export function withoutOwnCodes(symptom: Symptom): Symptom {
  return { ...symptom, failed: symptom.failed.map(withOwnCode) }
}
