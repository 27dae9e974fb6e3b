import { gated } from '../patterns/gated.ts'

/** What asks for the last error and prints it: `GetLastWin32Error()`, `Err.LastDllError`, `ctypes.get_last_error()`, `A_LastError`. */
const asked = gated(
  /(?:\bGetLast(?:Win32|PInvoke|System)?Error(?:\(\))?|\bget_last_(?:win32_|system_)?error(?:\(\))?|\bLastDllError|\bget_last_error\(\)|\bgetwinerror\(\)|\bA_LastError|\bLastError\.error|\blast_error|\bGetLastErr\(\))\)?\s?;?$/i,
)
/** What stands in front of what a person types at a prompt: of PowerShell, Python, pdb, gdb, lldb, Visual Basic, irb, Julia, Node.js and Windows' own. */
const prompt =
  /^\s?(?:PS [A-Z]:\\[^>\n]{0,200}> |>>> |\.\.\. |In ?\[\d{1,5}\]: ?|\([A-Za-z]{2,8}\) |\? ?|irb\([^)\n]{1,30}\)[:\d]{0,8}[>*] ?|(?:julia|lua|php|iex\(\d{1,5}\)|scala|groovy:\d{3})> ?|\d{1,2}:\d{3}(?::\w{3,5})?> |> ?)/
/** The number that was printed: alone, as gdb and lldb number their values, or behind an arrow. */
const printed =
  /^\s?(?:(?:\((?:DWORD|unsigned (?:int|long)|int|ULONG)\) )?\$\d{1,5} = |=> |Out ?\[\d{1,5}\]: ?|\[\d{1,4}\] )?(0x[0-9a-f]{1,8}|\d{1,5})\s?$/i
/** A variable that holds a handle, typed alone. */
const variable = /^(?:p(?:rint)? |\? ?)?([hH]\w{0,20}|\w{0,20}[Hh]andle)\s?$/
/** How far below the question its answer is. Lines. */
const reach = 2

/** What is typed at a prompt; `undefined` where a line has none. */
function typedOn(text: string): string | undefined {
  const match = prompt.exec(text)
  return match ? text.slice(match[0].length) : undefined
}

/** The number on the next line that has anything, and which line that is. */
function answerTo(
  texts: readonly string[],
  index: number,
): { readonly value: string; readonly at: number } | undefined {
  for (let at = index + 1; at <= index + reach; at++) {
    const text = texts[at] ?? ''
    if (text.trim() === '') continue
    const value = printed.exec(text)?.[1]
    return value === undefined ? undefined : { value, at }
  }
  return undefined
}

/** The lines of a session at a prompt, with the answers to what asks for the last error, or for a handle, on the line of the question. */
export function withAnswers(texts: readonly string[]): readonly string[] {
  let answered: string[] | undefined
  for (const [index, text] of texts.entries()) {
    const typed = typedOn(text)
    if (typed === undefined) continue
    const isError = asked.test(typed)
    const name = isError ? undefined : variable.exec(typed)?.[1]
    if (!isError && name === undefined) continue
    const answer = answerTo(texts, index)
    if (!answer) continue
    answered ??= [...texts]
    answered[index] = isError
      ? `${text.trimEnd()} -> GetLastError() = ${answer.value}`
      : `${name ?? ''} = ${answer.value}`
    answered[answer.at] = ''
  }
  return answered ?? texts
}
