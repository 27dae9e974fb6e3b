import { odds, type SupportRule } from './rule.ts'
import { isPlainRefusal } from '../symptom.ts'

/** Functions that set up a port. */
const ofSettings = /^(?:SetComm(?:State|Timeouts|Mask)|SetupComm)$/

/** Functions of modem lines and breaks, which take a port and at most one number. */
const ofLines =
  /^(?:EscapeCommFunction|[GS]etCommBreak|ClearCommBreak|GetCommModemStatus|TransmitCommChar)$/

/** A driver that does not know the line: https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-escapecommfunction */
const byLine: SupportRule = ({ failed: [first] }) =>
  first !== undefined &&
  ['87', '1', '50', '31', 'failed', 'refused'].includes(first.outcome) &&
  ofLines.test(first.call)
    ? [
        {
          class: 'driver',
          odds: odds.nearly,
          text: `${first.call} takes a port and a number: what it refuses, the driver refuses`,
        },
      ]
    : []

/** A port refuses its settings. https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-setcommstate */
const bySettings: SupportRule = symptom => {
  const {
    failed: [first],
    also,
  } = symptom
  const isRefusal = isPlainRefusal(symptom)
  return first !== undefined &&
    (isRefusal || ['87', 'failed'].includes(first.outcome)) &&
    (ofSettings.test(first.call) ||
      (first.call === '' && also?.call?.includes('handle') === true)) &&
    also?.open?.includes('failed') !== true
    ? [
        {
          class: 'driver',
          odds: isRefusal || first.outcome === 'failed' ? odds.decides : odds.leans,
          text: 'a driver that does not know the device, or is none of its maker, refuses settings too',
        },
        {
          class: 'bad-parameter',
          odds: odds.decides,
          text: `${first.call === '' ? 'the call' : first.call} refuses what is in its struct, such as a speed that the port does not have`,
        },
      ]
    : []
}

/** What a port delivers otherwise than it was sent is read with other settings: speed, parity, DTR and RTS. https://learn.microsoft.com/en-us/windows/win32/api/winbase/ns-winbase-dcb */
const byData: SupportRule = ({ failed: [first], ok, isOfPort }) =>
  first !== undefined &&
  ['wrong-result', 'wrong-data', 'hang'].includes(first.outcome) &&
  /^(?:ReadFile|WriteFile|WaitCommEvent)$/.test(first.call) &&
  (isOfPort === true || ok.some(name => ofSettings.test(name)))
    ? (['bad-parameter', 'driver'] as const).map(name => ({
        class: name,
        odds: name === 'driver' ? odds.told * odds.leans : odds.named * odds.leans,
        text: 'a port whose speed, parity or lines are set otherwise delivers other data, or none',
      }))
    : []

/** Ports of some drivers are of another type than FILE_TYPE_CHAR. https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-getfiletype */
const byFileType: SupportRule = ({ failed: [first] }) =>
  first?.call === 'GetFileType' && ['wrong-result', 'failed'].includes(first.outcome)
    ? (['wrong-kind', 'driver'] as const).map(name => ({
        class: name,
        odds: odds.told * odds.leans,
        text: 'GetFileType tells what is behind the handle: another type is another thing, or a driver that says so',
      }))
    : []

/** What the settings and the lines of a port say of the classes. */
export const settingRules: readonly SupportRule[] = [bySettings, byLine, byData, byFileType]
