import { functionFacts } from '../functions.ts'
import { codeInCall } from './code-in-call.ts'
import { readOutcome } from './codes.ts'
import { handleOfForms } from './more-handles.ts'

const named =
  /(?<![\w.])(?:h|fd|[Hh]andle|HANDLE|h(?:File|Port|ComPort|Com|Comm|Device|Dev|Serial|Event|Pipe|Process|Thread|Wnd|Module|Object|Read|Write|Console|Out|Std\w{1,8}|Disk|Drive|Drv|Volume|Key|Socket|Job|Token|Mutex|Semaphore|Section|Map(?:ping)?|Usb|USB|Hid|HID|Service))(?:["']?\s?(?::?=|:)\s?["']?|\s(?:is|was|prints as)\s|\s(?:native@)?(?=0x|\d{9})|\s`?(?=-1\b))(0x[0-9a-fA-F]{1,16}(?=\b)|0{4,14}[0-9a-fA-F]{2,12}(?=\b)|-?\d{1,20}(?=\b(?!,)))(?!\s?(?:bytes|ms|tests)|\.\d|\/)/
/** The same where a record has the value in quotation marks, with more behind it. */
const quoted = /["'][Hh]andle["']\s?:\s?["'](0x[0-9a-fA-F]{1,16})["']/
const address =
  /(?:reading|writing|read of|write of|(?:violation|exception|fault|crash\w{0,3}) at address)[^0-9\n]{0,20}(0x[0-9a-f]{8,16})(?![0-9a-z])/i
/** A value as a trace prints it: with 0x, or with all the zeros of an address. */
const printed = String.raw`(0x[0-9a-f]{1,16}|\d{1,20}(?=n\b)|-[12]|\d{10,20}|0{4,12}[0-9a-f]{2,12})(?!(?!n\b)[\w.])`
/** The first argument of a call in a trace, and what an open returned there. */
const traced = /\b([A-Z]\w{4,50}) ?\( ?(0x[0-9a-f]{1,16})(?![\w.])/gi
const returned =
  /\b(?:Create|Open)[A-Z]\w{2,30}(?:\([^()\n]{0,200}\))? ?(?:[-=]>|=|returned|returns) ?(0x[0-9a-f]{1,16})\b/

/** Handles are multiples of it: https://devblogs.microsoft.com/oldnewthing/20050121-00/?p=36633 */
const step = 4n

/** How far from the failure its handle may be named. Lines. */
const reach = 8

function valueOf(text: string): bigint {
  return /^0{4}/.test(text) ? BigInt(`0x${text}`) : BigInt(text)
}

/** Whether what stands in the place of an argument is the code: the line gives no other. */
function isCodeInCall(line: string): boolean {
  const own = codeInCall(line)
  return own !== undefined && readOutcome(line).said?.outcome === String(own.code)
}

/** A value that code compares, and that was not seen: `If hCom = 0 Then`. */
const compared = /^\s{0,24}(?:\}? ?else ?)?(?:if|while|assert|until|unless)\b|==|!=|<>/i
/** What a script prints, with the answer in a comment behind: `print(h)   # -1`. */
const shown =
  /\b(?:print\w{0,2}|puts|echo|console\.log|Console\.WriteLine|MsgBox|Debug\.Print|writeln)\b ?\(?(?:h|hwnd|handle|h[A-Z]\w{1,20}|\w{0,20}_?handle)(?:\.value)?\)?;?\s{1,12}(?:#|\/\/|--|'|->|=>) ?(-1|0x[0-9a-f]{1,16}|\d{1,20})(?![\w.])/i

/** The one handle that all calls of a trace use; `undefined` where there are more. */
function onlyHandle(lines: readonly string[]): bigint | undefined {
  const values = new Set<bigint>()
  for (const line of lines) {
    if (isCodeInCall(line)) continue
    for (const [, name = '', value = ''] of line.matchAll(traced))
      if ((functionFacts(name)?.handles.length ?? 0) > 0) values.add(BigInt(value))
    const value = returned.exec(line)?.[1]
    if (value !== undefined) values.add(BigInt(value))
  }
  return values.size === 1 ? [...values][0] : undefined
}

/** The value of the handle that failed: named as one, the first argument of the call in a trace, or an address that could not be read. */
export function handleIn(
  lines: readonly string[],
  call: string | undefined,
  failed: number,
): bigint | undefined {
  const facts = functionFacts(call ?? '')
  // The first argument of a function that takes no handle is something else.
  if (call !== undefined && call !== '' && (!facts || facts.handles.length > 0)) {
    // A device may stand in front of its handle: `DeviceIoControl(\\?\Volume{…} - 00000000000001A4,`.
    const argument = new RegExp(
      `(?<![A-Za-z])(?:Nt|Zw)?${call}\\w?(?: ?\\( ?(?:(?:h[A-Z]\\w{0,20}|\\w{0,20}Handle) ?[=:] ?|(?:native@|(?:uintptr|HANDLE|windows\\.Handle|syscall\\.Handle|IntPtr)\\( ?|\\((?:HANDLE|IntPtr|HWND)\\) ?))?|\\([^()]{1,120} - )${printed}`,
      'i',
    )
    const inWine = new RegExp(`:Call \\w{2,20}\\.${call}\\w?\\(([0-9a-f]{8,16}),`)
    for (const line of lines) {
      const own = inWine.exec(line)?.[1]
      if (own !== undefined) return BigInt(`0x${own}`)
      const value = argument.exec(line)?.[1]
      if (value !== undefined && !isCodeInCall(line)) return valueOf(value)
    }
  }
  // A handle that is named far away is that of another call.
  const near = [
    lines[failed] ?? '',
    ...lines.slice(Math.max(0, failed - reach), failed),
    ...lines.slice(failed + 1, failed + reach),
  ]
  for (const pattern of [named, quoted])
    for (const line of near) {
      const value = compared.test(line) ? undefined : pattern.exec(line)?.[1]
      if (value !== undefined) return valueOf(value)
    }
  for (const line of near) {
    const value = shown.exec(line)?.[1]
    if (value !== undefined) return valueOf(value)
  }
  const told = handleOfForms(near)
  if (told !== undefined) return told
  for (const line of near) {
    const value = address.exec(line)?.[1]
    if (value !== undefined && BigInt(value) % step === 0n) return BigInt(value)
  }
  return (facts?.handles.length ?? 0) > 0 ? onlyHandle(near) : undefined
}
