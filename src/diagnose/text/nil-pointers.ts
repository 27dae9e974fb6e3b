import type { Lines } from './lines.ts'
import type { NotTaken } from './said.ts'

/** What runtimes say of a pointer that is nil by themselves, before anything of Windows is called. */
const nilPointer =
  /\bnil pointer dereference\b|\bnull pointer dereference occurred\b|\bjava\.lang\.NullPointerException\b|\battempt to (?:index|call) (?:a|the) nil value\b/
const address = /\baddr=0x([0-9a-f]{1,16})\b/i
/** Windows maps nothing below: https://learn.microsoft.com/en-us/windows/win32/memory/reserving-and-committing-memory */
const firstMapped = 0x10000n
/** A stack stands in the text: without one, nothing tells whether Windows was called. */
const stack = /\.(?:go|rs|java|kt|scala|lua):\d/
const ofHandle = /handle|\bH(?:WND|MODULE|INSTANCE|DC|KEY)\b|\bU?IntPtr\b|\b(?:uint|u?int_)ptr\b/i

/** A pointer that is nil in a text in which neither a call of Windows nor a handle stands: nothing of Windows failed. */
export function nilPointerIn({ texts, calls }: Lines): NotTaken | undefined {
  const text = texts.find(line => nilPointer.test(line))
  if (text === undefined || texts.some(line => ofHandle.test(line))) return undefined
  if (!texts.some(line => stack.test(line))) return undefined
  const [at] = texts.flatMap(line => address.exec(line)?.[1] ?? [])
  const isFar = at !== undefined && BigInt(`0x${at}`) >= firstMapped
  return isFar || texts.some((_, index) => calls(index).length > 0)
    ? undefined
    : {
        text: text.trim().slice(0, 60),
        reason: 'a pointer that is nil was dereferenced, and no call of Windows stands beside it',
      }
}
