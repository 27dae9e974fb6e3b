import { gated } from '../patterns/gated.ts'

/** What asks for the last error and prints it: `GetLastWin32Error()`, `Err.LastDllError`, `ctypes.get_last_error()`, `A_LastError`. */
const asked = gated(
  /(?:\bGetLast(?:Win32|PInvoke|System)?Error(?:\(\))?|\bget_last_(?:win32_|system_)?error(?:\(\))?|\bLastDllError|\bget_last_error\(\)|\bgetwinerror\(\)|\bA_LastError|\bLastError\.error|\blast_error|\bGetLastErr\(\))\)?\s?;?$/i,
)
/** What stands in front of what a person types at a prompt: of PowerShell, Python, pdb, gdb, lldb, Visual Basic, irb, Julia, Node.js and Windows' own. */
const prompt =
  /^\s?(?:PS(?: [A-Z]:\\[^>\n]{0,200})?> |>>> |\.\.\. |In ?\[\d{1,5}\]: ?|\([A-Za-z]{2,8}\) |\? ?|irb\([^)\n]{1,30}\)[:\d]{0,8}[>*] ?|(?:julia|lua|php|iex\(\d{1,5}\)|scala|groovy:\d{3})> ?|\d{1,2}:\d{3}(?::\w{3,5})?> |> ?)/
/** The number that was printed: alone, as gdb and lldb number their values, or behind an arrow. */
const printed =
  /^\s?(?:(?:\((?:DWORD|unsigned (?:int|long)|int|ULONG)\) )?\$\d{1,5} = |=> |Out ?\[\d{1,5}\]: ?|\[\d{1,4}\] )?(0x[0-9a-f]{1,8}|\d{1,5})\s?$/i
/** A variable that holds a handle, typed alone. */
const variable = /^(?:p(?:rint)? |\? ?|.{1,200}; ?)?\$?([hH]\w{0,20}|\w{0,20}[Hh]andle)\s?$/
/** What asks how wide the process is. */
const width = /\[IntPtr\]::Size\s?$|\bIs64BitProcess\s?$|\bcalcsize\(['"]P['"]\)\s?$/
/** A value of any length. */
const anyValue =
  /^\s?(?:=> |Out ?\[\d{1,5}\]: ?|\[\d{1,4}\] )?(True|False|-?\d{1,20}|0x[0-9a-f]{1,16})\s?$/i
/** A call alone, and what it returned. */
const flag = /^\[?[\w.]{1,40}\]?(?:::|\.)[A-Z]\w{3,50}\(.{0,200}\)\s?\n\s?(True|False)\s?$/
/** A code and its message, as cffi gives them. */
const pair = /^\s?\((\d{1,5}), ['"]/
/** How far below the question its answer is. Lines. */
const reach = 2

/** What is typed at a prompt; `undefined` where a line has none. */
function typedOn(text: string): string | undefined {
  const match = prompt.exec(text)
  return match ? text.slice(match[0].length) : undefined
}

/** Whether a line asks for the last error at a prompt: its answer is on the next one. */
export function asksLastError(text: string): boolean {
  const typed = typedOn(text)
  return manyAsked.test(text) || (typed !== undefined && asked.test(typed))
}

/** The number on the next line that has anything, and which line that is. */
function answerTo(
  texts: readonly string[],
  index: number,
  forms: readonly RegExp[],
): { readonly value: string; readonly at: number } | undefined {
  for (let at = index + 1; at <= index + reach; at++) {
    const text = texts[at] ?? ''
    if (text.trim() === '') continue
    const value = forms.map(form => form.exec(text)?.[1]).find(own => own !== undefined)
    return value === undefined ? undefined : { value, at }
  }
  return undefined
}

/** What the Immediate window of Visual Basic prints of several values: the last is the code. */
const manyAsked = /^\s?(?:\? ?|Debug\.Print )(?=.{1,300}, ?(?:VBA\.)?Err\.LastDllError\s?$)/i
const manyPrinted = /^\s?(?:(?:-?\d{1,20}|True|False) {1,4}){1,4}(\d{1,5})\s?$/i

/** A line with the answer to what it asks, and which lines the answer took. */
interface Answered {
  readonly text: string
  readonly taken: readonly number[]
}

/** The answer that stands on the next line: the last of several values, or whether a call went well. */
function nextAnswer(texts: readonly string[], index: number): Answered | undefined {
  const [text = '', next = ''] = [texts[index], texts[index + 1]]
  const many = manyAsked.test(text) ? manyPrinted.exec(next)?.[1] : undefined
  const result = many ?? flag.exec(`${typedOn(text) ?? ''}\n${next}`)?.[1]
  if (result === undefined) return undefined
  const shown = many === undefined ? result.toUpperCase() : `GetLastError() = ${result}`
  return { text: `${text.trimEnd()} -> ${shown}`, taken: [index + 1] }
}

/** The answer to what is typed on a line: the last error, a handle, how wide the process is. */
function typedAnswer(texts: readonly string[], index: number): Answered | undefined {
  const text = texts[index] ?? ''
  const typed = typedOn(text)
  if (typed === undefined) return undefined
  const isError = asked.test(typed)
  const name = isError ? undefined : variable.exec(typed)?.[1]
  if (!isError && name === undefined && !width.test(typed)) return undefined
  const answer = answerTo(texts, index, isError ? [printed, pair] : [anyValue])
  if (!answer) return undefined
  const before = text.trimEnd()
  // Beside the code, cffi prints what it means.
  const taken = pair.test(texts[answer.at] ?? '') ? [] : [answer.at]
  if (isError) return { text: `${before} -> GetLastError() = ${answer.value}`, taken }
  if (name === undefined) return { text: `${before} = ${answer.value}`, taken }
  const value = `${name} = ${answer.value}`
  return { text: typed.includes(';') ? `${before} -> ${value}` : value, taken }
}

/** The lines of a session at a prompt, with the answers to what asks for the last error, a handle or the width on the line of the question. */
export function withAnswers(texts: readonly string[]): readonly string[] {
  let answered: string[] | undefined
  for (const index of texts.keys()) {
    const answer = nextAnswer(texts, index) ?? typedAnswer(texts, index)
    if (!answer) continue
    answered ??= [...texts]
    answered[index] = answer.text
    for (const at of answer.taken) answered[at] = ''
  }
  return answered ?? texts
}
