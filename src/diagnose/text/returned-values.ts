import { functionFacts } from '../functions.ts'

/** Codes that people give as what a function returned, whatever it returns. */
const common = new Set(
  [
    2, 3, 5, 6, 8, 31, 32, 50, 87, 110, 111, 121, 122, 123, 126, 127, 161, 183, 193, 231, 234, 258,
    259, 995, 997, 998, 1006, 1167, 1400, 1450,
  ].map(String),
)
/** Functions whose result is a status, or says how a wait ended. */
const waits = /^(?:Msg)?WaitFor|^SignalObjectAndWait|^GetExitCode|^(?:Nt|Zw|Rtl|Ldr)[A-Z]/

/** Whether a line tells the result of a function, and no code: `OpenProcess returns 0x54`, `SendInput returns 1`. https://learn.microsoft.com/en-us/windows/win32/api/winuser/nf-winuser-sendinput#return-value */
export function isReturnedValue(line: string, call: string, outcome: string): boolean {
  const facts = functionFacts(call)
  if (facts === undefined || waits.test(call) || !facts.setsLastError) return false
  const [, hex, plain] =
    new RegExp(
      `(?<![A-Za-z])${call}\\w?(?:\\(.{0,200}\\))?[\`'"]? (?:[a-z]{2,12} [a-z]{3,12} )?(?:also |always |just |now |only |then )?(?:returns?|returned|gives?|gave|yields?) (?:(0x[0-9a-f]{1,16})|(\\d{1,20}))(?![\\w.])(?! error)`,
      'i',
    ).exec(line) ?? []
  const value = hex ?? plain
  if (value === undefined || String(BigInt(value)) !== outcome || /\berror\b/i.test(line))
    return false
  if (facts.wideResult || facts.resultFamily !== undefined)
    return hex !== undefined || !common.has(outcome)
  return outcome === '1' || (!facts.returnsFlag && !common.has(outcome))
}
