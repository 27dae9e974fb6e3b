import type { TypeInfo } from '../../declare/widths/table.ts'
import { consequences } from '../consequences.ts'
import type { Side } from '../finding.ts'
import type { DeclaredType } from '../../declare/model.ts'
import type { Problem, RuleContext } from './context.ts'

/** What is wrong with what a pointer points at, and both sides of it. */
export interface PointeeProblem extends Problem {
  readonly declared: Side
  readonly true: Side
}

/**
 * Compares the variable behind a declared pointer with what the function reads or writes there. Bytes and void are raw
 * memory and fit everything; so do pointers of which the headers do not say what they point at.
 */
export function judgePointee(
  declared: DeclaredType,
  truth: TypeInfo,
  context: RuleContext,
): PointeeProblem | undefined {
  if (declared.kind !== 'pointer' || truth.kind !== 'pointer' || !truth.target) return undefined
  const target = context.table.type(truth.target, context.architecture)
  if (!target || target.kind === 'void' || target.kind === 'function') return undefined
  if (declared.text) return judgeText(declared, declared.text, truth, target)
  if (declared.to) return judgeCell(declared.to, truth, target, context)
  return undefined
}

function isText(target: TypeInfo): boolean {
  return target.chain.some(
    name => name === 'WCHAR' || name === 'CHAR' || name === 'char' || name === 'wchar_t',
  )
}

function judgeText(
  declared: DeclaredType,
  width: number,
  truth: TypeInfo,
  target: TypeInfo,
): PointeeProblem | undefined {
  if (!isText(target) || target.bytes === width) return undefined
  return {
    rule: 'text-width',
    level: 'error',
    consequence: consequences.text,
    declared: { type: declared.spelled, bytes: width },
    true: { type: truth.name, bytes: target.bytes },
  }
}

function judgeCell(
  cell: DeclaredType,
  truth: TypeInfo,
  target: TypeInfo,
  { table, architecture }: RuleContext,
): PointeeProblem | undefined {
  const isScalar =
    cell.kind === 'signed' ||
    cell.kind === 'unsigned' ||
    cell.kind === 'float' ||
    cell.kind === 'pointer'
  const sides = {
    declared: { type: cell.spelled, bytes: cell.bytes },
    true: { type: target.name, bytes: target.bytes },
  }
  if (cell.kind === 'struct') {
    // A struct that Windows knows by name is judged where it is declared.
    if (
      target.kind !== 'struct' ||
      table.struct(cell.spelled, architecture) ||
      cell.bytes >= target.bytes ||
      cell.bytes === 0
    )
      return undefined
    return {
      rule: 'cell-narrow',
      level: truth.targetIsConst ? 'warning' : 'error',
      consequence: truth.targetIsConst ? consequences.readBeyond : consequences.overwritten,
      ...sides,
    }
  }
  const known =
    target.kind === 'signed' ||
    target.kind === 'unsigned' ||
    target.kind === 'float' ||
    target.kind === 'pointer'
  if (
    !isScalar ||
    !known ||
    cell.bytes <= 1 ||
    target.bytes <= 1 ||
    isText(target) ||
    cell.bytes === target.bytes
  )
    return undefined
  if (cell.bytes > target.bytes)
    return { rule: 'cell-wide', level: 'warning', consequence: consequences.keepsOld, ...sides }
  if (truth.targetIsConst)
    return { rule: 'cell-narrow', level: 'warning', consequence: consequences.readBeyond, ...sides }
  return { rule: 'cell-narrow', level: 'error', consequence: consequences.overwritten, ...sides }
}
