import { nameOfError } from '../declare/win32/error-names.ts'
import { functionFacts } from './functions.ts'
import type { SeenCall, Symptom } from './symptom.ts'

/**
 * The codes of the multimedia functions (MMRESULT), and those of Windows with the same meaning.
 * https://learn.microsoft.com/en-us/windows/win32/api/mmeapi/
 */
const ofMultimedia: readonly (readonly [name: string, code: number, windows: string])[] = [
  ['MMSYSERR_ERROR', 1, '31'],
  ['MMSYSERR_BADDEVICEID', 2, '2'],
  ['MMSYSERR_NOTENABLED', 3, '31'],
  ['MMSYSERR_ALLOCATED', 4, '170'],
  ['MMSYSERR_INVALHANDLE', 5, '6'],
  ['MMSYSERR_NODRIVER', 6, '31'],
  ['MMSYSERR_NOMEM', 7, '8'],
  ['MMSYSERR_NOTSUPPORTED', 8, '50'],
  ['MMSYSERR_INVALFLAG', 10, '87'],
  ['MMSYSERR_INVALPARAM', 11, '87'],
  ['MMSYSERR_HANDLEBUSY', 12, '170'],
  ['WAVERR_BADFORMAT', 32, '87'],
  ['WAVERR_STILLPLAYING', 33, '87'],
  ['WAVERR_UNPREPARED', 34, '87'],
  ['MIDIERR_UNPREPARED', 64, '87'],
  ['MIDIERR_STILLPLAYING', 65, '87'],
]

/** Functions of winmm.dll whose codes these are; those of MCI, timers and joysticks have others. */
const multimedia = /^(?:wave|midi|mixer|aux)[A-Z]/

/** A code of a multimedia function with what it is called; `undefined` where the function or the code is another. */
function multimediaCode(call: string, outcome: string): (typeof ofMultimedia)[number] | undefined {
  return multimedia.test(call) && functionFacts(call)?.library === 'winmm.dll'
    ? ofMultimedia.find(([, code]) => String(code) === outcome)
    : undefined
}

/** The codes of cryptographic providers, and those of Windows with the same meaning. https://learn.microsoft.com/en-us/windows/win32/com/com-error-codes-4 */
const ofProviders: readonly (readonly [name: string, code: number, windows: string])[] = [
  ['NTE_BAD_UID', 0x80090001, '6'],
  ['NTE_BAD_LEN', 0x80090004, '87'],
  ['NTE_BAD_DATA', 0x80090005, '87'],
  ['NTE_BAD_SIGNATURE', 0x80090006, '87'],
  ['NTE_BAD_VER', 0x80090007, '87'],
  ['NTE_BAD_ALGID', 0x80090008, '87'],
  ['NTE_BAD_FLAGS', 0x80090009, '87'],
  ['NTE_BAD_TYPE', 0x8009000a, '87'],
  ['NTE_BAD_KEY_STATE', 0x8009000b, '87'],
  ['NTE_BAD_HASH_STATE', 0x8009000c, '87'],
  ['NTE_NO_KEY', 0x8009000d, '2'],
  ['NTE_NO_MEMORY', 0x8009000e, '8'],
  ['NTE_EXISTS', 0x8009000f, '80'],
  ['NTE_PERM', 0x80090010, '5'],
  ['NTE_NOT_FOUND', 0x80090011, '2'],
  ['NTE_BAD_PROVIDER', 0x80090013, '87'],
  ['NTE_BAD_PROV_TYPE', 0x80090014, '87'],
  ['NTE_BAD_PUBLIC_KEY', 0x80090015, '87'],
  ['NTE_BAD_KEYSET', 0x80090016, '2'],
  ['NTE_PROV_TYPE_NOT_DEF', 0x80090017, '87'],
  ['NTE_KEYSET_NOT_DEF', 0x80090019, '2'],
  ['NTE_PROV_DLL_NOT_FOUND', 0x8009001e, '2'],
  ['NTE_INVALID_HANDLE', 0x80090026, '6'],
  ['NTE_INVALID_PARAMETER', 0x80090027, '87'],
  ['NTE_BUFFER_TOO_SMALL', 0x80090028, '122'],
  ['NTE_NOT_SUPPORTED', 0x80090029, '50'],
  ['NTE_NO_MORE_ITEMS', 0x8009002a, '259'],
]

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

/** Codes of COM that mean what one of Windows does, or that a number did not fit. https://learn.microsoft.com/en-us/windows/win32/com/com-error-codes-1 */
const ofCom: readonly (readonly [name: string, code: number, windows: string])[] = [
  ['DISP_E_OVERFLOW', 0x8002000a, 'overflow'],
  ['STG_E_FILENOTFOUND', 0x80030002, '2'],
  ['STG_E_PATHNOTFOUND', 0x80030003, '3'],
  ['STG_E_ACCESSDENIED', 0x80030005, '5'],
  ['STG_E_INVALIDHANDLE', 0x80030006, '6'],
  ['STG_E_SHAREVIOLATION', 0x80030020, '32'],
  ['STG_E_INVALIDPARAMETER', 0x80030057, '87'],
]

const ofHresults = [...ofSmartCards, ...ofProviders, ...ofCom]

/** From here on a code is an HRESULT or an NTSTATUS that says that something failed. */
const firstOfResults = 0x80000000

/** A code as people know it: that of a multimedia function by its own name, an HRESULT in hexadecimal, a negative number as none of Windows. */
export function codeInWords(call: string, code: number): string {
  const named = (shown: string, name: string | undefined): string =>
    name === undefined ? shown : `${shown} (${name})`
  if (code < 0) return `${code}, which is no code of Windows`
  if (code >= firstOfResults)
    return named(`0x${code.toString(16).toUpperCase()}`, nameOfError(code))
  const [own] = multimediaCode(call, String(code)) ?? []
  return named(`error ${code}`, own ?? nameOfError(code))
}

/** The code of Windows that means the same as a code that a function has for itself; the code as it is, where there is none. */
function plainCode({ call, outcome }: SeenCall): string {
  const [, , windows] =
    ofHresults.find(([, code]) => String(code) === outcome) ?? multimediaCode(call, outcome) ?? []
  return windows ?? outcome
}

/** A symptom in which the codes that a function has for itself are those of Windows with the same meaning. */
export function withoutOwnCodes(symptom: Symptom): Symptom {
  return { ...symptom, failed: symptom.failed.map(call => ({ ...call, outcome: plainCode(call) })) }
}
