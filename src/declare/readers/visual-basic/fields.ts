import { splitList, type Line } from './lines.ts'
import { typeOf, type VbType } from './typed.ts'

/** The fields of a Type or Structure whose first line is at `from`, and where it ends. */
export function fieldsFrom(
  lines: readonly Line[],
  from: number,
  isNet: boolean,
): { readonly fields: VbType[]; readonly end: number } {
  const fields: VbType[] = []
  let depth = 0
  for (let at = from; at < lines.length; at += 1) {
    const { text, line, only } = lines[at] ?? { text: '', line: 0 }
    if (depth === 0 && /^end\s+(type|structure|class)\b/i.test(text)) return { fields, end: at }
    if (
      isNet &&
      /^end\s+(function|sub|property|structure|class|enum|get|set|operator)\b/i.test(text)
    )
      depth -= 1
    else if (isNet && isBlock(text)) depth += 1
    else if (depth === 0 && isField(text, isNet))
      fields.push(...fieldsOf(text, line).map(field => ({ ...field, only })))
    if (depth < 0) return { fields, end: at }
  }
  return { fields, end: lines.length }
}

function isBlock(text: string): boolean {
  return (
    !/\b(declare|dllimport|delegate)\b/i.test(text) &&
    /^(?:<.*>\s*)?(?:\w+\s+)*?(function|sub|structure|class|enum|operator|property)\s+\w+/i.test(
      text,
    ) &&
    !/^(?:<.*>\s*)?(?:\w+\s+)*?property\b[^()]*\bas\b/i.test(text)
  )
}

function isField(text: string, isNet: boolean): boolean {
  if (!isNet)
    return /^[\p{L}_[]/u.test(text) && !/^(public|private)\s+(const|enum|declare)\b/i.test(text)
  return (
    /^(<.*>\s*)?(public|private|friend|dim|protected)\s+\w+\s*(\(.*?\))?(\s*,\s*\w+)*\s+as\b/i.test(
      text,
    ) && !/\b(const|shared)\b/i.test(text)
  )
}

/** `a, b As Integer` declares two. */
function fieldsOf(text: string, line: number): VbType[] {
  const parts = splitList(text)
  const last = typeOf(parts.at(-1) ?? '', line)
  return parts.map((part, index) => {
    const own = typeOf(index === 0 ? part : `public ${part}`, line)
    return index < parts.length - 1 && !/\bas\b/i.test(part)
      ? { ...own, type: last.type, spelled: last.spelled }
      : own
  })
}
