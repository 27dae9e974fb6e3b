import { architectures, type Architecture } from '../declare/win32/architecture.ts'
import { truthOn } from '../declare/truth.ts'
import { structNamesOf } from '../declare/compare-struct.ts'
import type { DeclarationsByArchitecture } from '../declare/reading.ts'
import { isWindowsLibrary, type WidthTable } from '../declare/widths/table.ts'
import { cite } from './cite.ts'
import { joinArchitectures, type Joined } from './join.ts'
import { type Finding, type Observation } from './finding.ts'
import { levels } from '../declare/level.ts'
import type { Declaration, Vocabulary } from '../declare/model.ts'
import { basedOn, shownBy } from './shown-by.ts'
import { judgeAlias } from './rules/alias.ts'
import { judgeComparison } from './rules/comparison.ts'
import type { RuleContext } from './rules/context.ts'
import { judgeFieldCallbacks } from './rules/field-callback.ts'
import { judgeCallback, judgeFunction } from './rules/function.ts'
import { judgeStatedSize } from './rules/stated-size.ts'
import { judgeStruct } from './rules/struct.ts'

/** Compares declarations with the true widths. What holds on several architectures is told once. */
export function judgeDeclarations(
  declarations: DeclarationsByArchitecture,
  vocabulary: Vocabulary,
  table: WidthTable,
): Finding[] {
  const findings = new Map<string, { observation: Observation; arch: Architecture[] }>()
  for (const architecture of architectures) {
    const context: RuleContext = { table, truth: truthOn(table, architecture), vocabulary }
    const own = withoutForeignStructs(declarations.get(architecture) ?? [], table)
    const hasFunctions = own.some(({ kind }) => kind === 'function')
    for (const declaration of own) {
      for (const judged of judge(declaration, context, hasFunctions)) {
        const observation = inWordsOf(vocabulary, judged)
        const key = JSON.stringify({ ...observation, deviation: undefined })
        const known = findings.get(key)
        if (known) {
          if (!known.arch.includes(architecture)) known.arch.push(architecture)
        } else findings.set(key, { observation, arch: [architecture] })
      }
    }
  }
  return joinArchitectures(
    [...findings.values()].map(({ observation, arch }) => ({ ...observation, arch })),
  )
    .map(finding => cite(withSource(finding, vocabulary), vocabulary))
    .sort(compareFindings)
}

/** A binding of libraries that are none of Windows' own may call its structs and types what it likes. */
function withoutForeignStructs(
  declarations: readonly Declaration[],
  table: WidthTable,
): readonly Declaration[] {
  const libraries = declarations.flatMap(declaration =>
    declaration.kind === 'function' ? [declaration.library ?? ''] : [],
  )
  const isOther =
    libraries.length > 0 &&
    !libraries.some(library => library === '' || isWindowsLibrary(library, table))
  return isOther
    ? declarations.filter(({ kind }) => kind === 'function' || kind === 'comparison')
    : declarations
}

/** Names the lanes or the document that show it. */
function withSource({ basis, ...finding }: Joined, vocabulary: Vocabulary): Omit<Joined, 'basis'> {
  const shown = shownBy(finding, basis, vocabulary)
  return shown ? { ...finding, shownBy: shown } : finding
}

/** Names the language, and what the consequence is taken from. */
function inWordsOf({ language }: Vocabulary, judged: Observation): Observation {
  return { ...judged, ...basedOn(judged), language }
}

function judge(
  declaration: Declaration,
  context: RuleContext,
  hasFunctions: boolean,
): Observation[] {
  switch (declaration.kind) {
    case 'function':
      return judgeFunction(declaration, context)
    case 'struct':
      return [...judgeStruct(declaration, context), ...judgeFieldCallbacks(declaration, context)]
    case 'alias':
      return judgeAlias(declaration, context, hasFunctions)
    case 'callback':
      return judgeCallback(declaration, context)
    case 'comparison':
      return judgeComparison(declaration, context)
    case 'size':
      return judgeStatedSize(declaration, context)
    default:
      return declaration satisfies never
  }
}

/** By file, line and level: the order of a list of findings. */
export function compareFindings(left: Finding, right: Finding): number {
  return (
    (left.file ?? '').localeCompare(right.file ?? '') ||
    (left.line ?? 0) - (right.line ?? 0) ||
    levels.indexOf(left.level) - levels.indexOf(right.level)
  )
}

/** Whether the table can say anything about a declaration, so that a report can tell silence from ignorance. */
export function isKnown(declaration: Declaration, table: WidthTable): boolean {
  switch (declaration.kind) {
    case 'function':
      return table.resolveFunctionName(declaration.name) !== undefined
    case 'comparison':
      return table.function(declaration.function, 'x64') !== undefined
    case 'size':
      return isStruct(declaration.struct, table)
    case 'struct':
      return isStruct(declaration.name, table)
    default:
      return table.type(declaration.name, 'x64') !== undefined
  }
}

/** Some structs exist only with W or A at the end of their names. */
function isStruct(name: string, table: WidthTable): boolean {
  return structNamesOf(name).some(one => table.type(one, 'x64') !== undefined)
}
