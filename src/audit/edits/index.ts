import { extname, resolve } from 'node:path'
import { parameterName } from '../../declare/compare-function.ts'
import { openWidthTable } from '../../declare/widths/table.ts'
import { readText } from '../../os/read-text.ts'
import type { Finding, RuleId } from '../finding.ts'
import { applyTo, type Edit } from './edit.ts'
import { editJavaScript } from './javascript.ts'
import { editPython } from './python.ts'

/** Rules whose fix is another name of a type, or of an attribute, at the very place. */
const certain: ReadonlySet<RuleId> = new Set([
  'handle-narrowed',
  'pointer-truncated',
  'integer-truncated',
  'result-widened',
  'arguments-shifted',
  'text-width',
  'alias-width',
  'field-width',
  'misspelt-attribute',
])

const longestFile = 16 * 1024 * 1024

/**
 * Adds to findings what mends them, where that is certain: the type stands there literally, by a name, and the file
 * knows the name of the right one. Reads the files that have findings. `folder` is what their paths are relative to.
 */
export function withEdits(findings: readonly Finding[], folder: string): Finding[] {
  const files = new Map<string, readonly string[]>()
  const linesOf = (file: string): readonly string[] => {
    const known = files.get(file)
    if (known) return known
    const lines = readLines(resolve(folder, file))
    files.set(file, lines)
    return lines
  }
  return findings.map(finding => {
    const { file, rule, level } = finding
    if (file === undefined || level === 'note' || !certain.has(rule)) return finding
    const edit = editIn(linesOf(file), finding)
    return edit ? { ...finding, edit } : finding
  })
}

function readLines(file: string): readonly string[] {
  try {
    return readText(file, longestFile).split(/\r?\n/)
  } catch {
    return []
  }
}

function editIn(lines: readonly string[], finding: Finding): Edit | undefined {
  const index = indexOf(finding)
  switch (extname(finding.file ?? '').toLowerCase()) {
    case '.py':
    case '.pyw':
      return editPython(lines, finding, index)
    case '.js':
    case '.mjs':
    case '.cjs':
      return editJavaScript(lines, finding, index)
    default:
      return undefined
  }
}

/** The number of the parameter that a finding is about. */
function indexOf({ function: name, position }: Finding): number | undefined {
  const found = name === undefined ? undefined : openWidthTable().function(name, 'x64')
  const index = found?.parameters.findIndex((_, at) => parameterName(found, at) === position) ?? -1
  return index < 0 ? undefined : index
}

/** A line before and after. */
export interface ChangedLine {
  readonly line: number
  readonly before: string
  readonly after: string
}

/** The lines that the edits of findings change, by file, each once. */
export function changedLines(
  findings: readonly Finding[],
): ReadonlyMap<string, readonly ChangedLine[]> {
  const edits = new Map<string, Map<number, Map<number, Edit>>>()
  for (const { file, edit } of findings) {
    if (file === undefined || !edit) continue
    const ofFile = edits.get(file) ?? new Map<number, Map<number, Edit>>()
    const ofLine = ofFile.get(edit.line) ?? new Map<number, Edit>()
    // Where two findings disagree about one place, nothing is certain.
    const known = ofLine.get(edit.column)
    ofLine.set(edit.column, known && known.text !== edit.text ? { ...edit, text: edit.old } : edit)
    edits.set(file, ofFile.set(edit.line, ofLine))
  }
  return new Map(
    [...edits].map(([file, lines]) => [
      file,
      [...lines]
        .sort(([left], [right]) => left - right)
        .flatMap(([line, own]) => {
          const before = [...own.values()][0]?.source ?? ''
          const after = applyTo(before, [...own.values()])
          return after === before ? [] : [{ line, before, after }]
        }),
    ]),
  )
}
