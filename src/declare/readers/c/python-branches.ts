import type { PointerBytes } from '../../win32/architecture.ts'

/** Questions about the width of a process, which are true where it is the first of the two, else where it is the other. */
const questions: readonly (readonly [RegExp, PointerBytes])[] = [
  [/\bsys\.maxsize\s*>=?\s*\(?\s*(2\s*\*\*\s*3[123]|0x[47]fffffff|0x100000000|1\s*<<\s*3[12])/i, 8],
  [
    /\bsys\.maxsize\s*(<=?\s*\(?\s*(2\s*\*\*\s*3[123]|0x[47]fffffff|0x100000000|1\s*<<\s*3[12])|==\s*(2\s*\*\*\s*31|0x7fffffff))/i,
    4,
  ],
  [/\b(calcsize|sizeof)\s*\([^()]*\)\s*(\*\s*8\s*==\s*64|==\s*8|>\s*4)/, 8],
  [/\b(calcsize|sizeof)\s*\([^()]*\)\s*(\*\s*8\s*==\s*32|==\s*4|<\s*8)/, 4],
  [
    /\bplatform\.architecture\(\)\s*\[0\]\s*(==\s*['"]64|\.startswith\(\s*['"]64)|['"]64(bit)?['"]\s*in\s+platform\.architecture/,
    8,
  ],
  [
    /\bplatform\.architecture\(\)\s*\[0\]\s*(==\s*['"]32|\.startswith\(\s*['"]32)|['"]32(bit)?['"]\s*in\s+platform\.architecture/,
    4,
  ],
]

const other = { 4: 8, 8: 4 } as const

/** The width for which a condition of Python holds; undefined where it asks for something else. */
function widthOf(
  condition: string,
  names: ReadonlyMap<string, PointerBytes>,
): PointerBytes | undefined {
  const plain = condition.trim()
  if (/\b(and|or)\b/.test(plain)) return undefined
  const negated = /^not\s+(.*)$/.exec(plain)
  if (negated) {
    const inner = widthOf(negated[1] ?? '', names)
    return inner && other[inner]
  }
  return names.get(plain) ?? questions.find(([question]) => question.test(plain))?.[1]
}

/** `is_64 = sys.maxsize > 2 ** 32`. */
function namesIn(lines: readonly string[]): ReadonlyMap<string, PointerBytes> {
  const names = new Map<string, PointerBytes>()
  for (const line of lines) {
    const [, name, said] = /^\s*(\w+)\s*=(?!=)\s*(.+)$/.exec(line) ?? []
    const width = said === undefined ? undefined : widthOf(said, names)
    if (name !== undefined && width) names.set(name, width)
  }
  return names
}

/** In lines; longer blocks are generated code. */
const longest = 5000

/**
 * Finds the width of a pointer for which a line of a Python file is run, where an `if` around it asks for that. Lines
 * count from 1.
 */
export function widthFinder(text: string): (line: number) => PointerBytes | undefined {
  const lines = text.split('\n')
  const names = namesIn(lines)
  return line => widthAround(lines, names, line)
}

function widthAround(
  lines: readonly string[],
  names: ReadonlyMap<string, PointerBytes>,
  line: number,
): PointerBytes | undefined {
  let depth = indentOf(lines[line - 1] ?? '')
  let otherwise = false
  const top = Math.max(0, line - 2 - longest)
  for (let at = line - 2; at >= top && (depth > 0 || otherwise); at -= 1) {
    const said = lines[at] ?? ''
    const indent = indentOf(said)
    if (said.trim() === '' || (otherwise ? indent !== depth : indent >= depth)) continue
    const [, word, condition] = /^\s*(if|elif|else)\b(.*?):\s*(#.*)?$/.exec(said) ?? []
    if (word === undefined) {
      if (!otherwise) depth = indent
      continue
    }
    depth = indent
    if (word === 'else') otherwise = true
    else {
      const width = widthOf(condition ?? '', names)
      if (width) return otherwise ? other[width] : width
      if (word === 'if') otherwise = false
    }
  }
  return undefined
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
