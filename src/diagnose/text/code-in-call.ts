import { openWidthTable } from '../../declare/widths/table.ts'
import { gated } from '../patterns/gated.ts'

/** A code in eight digits, alone in brackets behind a function: `ReadFile(0x00000005) denied access`, `ReadFile: (0x00000005) Access is denied`. https://github.com/libusb/hidapi/blob/master/windows/hid.c */
const codeOfCall = gated(
  /\b([A-Z]\w{4,50}):? ?\((0x0000[0-9a-f]{4})\)(?: |:|$)(?=.{0,60}(?:denied|fail|error|refused|invalid|incorrect|not|$))/i,
)

/** The code that a line has in the place of the arguments, behind a function that takes more than one. */
export function codeInCall(
  line: string,
): { readonly code: number; readonly at: number } | undefined {
  const match = codeOfCall.exec(line)
  if (!match) return undefined
  const [text, called = '', digits = ''] = match
  const table = openWidthTable()
  const name = table.resolveFunctionName(called)
  const taken = name === undefined ? 0 : (table.function(name, 'x64')?.parameters.length ?? 0)
  return taken < 2 ? undefined : { code: Number(digits), at: match.index + text.indexOf('0x') }
}
