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

function withOwnCode(call: SeenCall): SeenCall {
  const code = Object.hasOwn(ofMultimedia, call.outcome) ? ofMultimedia[call.outcome] : undefined
  return code !== undefined && call.call !== '' && functionFacts(call.call)?.library === multimedia
    ? { ...call, outcome: code }
    : call
}

/** A symptom in which the codes that a function has for itself are those of Windows with the same meaning. */
export function withoutOwnCodes(symptom: Symptom): Symptom {
  return { ...symptom, failed: symptom.failed.map(withOwnCode) }
}
