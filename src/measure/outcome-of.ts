import type { Plan } from '../program/plan.ts'
import type { Check, Step } from '../program/step.ts'
import type { EndLine } from '../result/observation.ts'
import type { Outcome } from '../result/outcome.ts'
import { errorName } from '../declare/win32/errors.ts'
import { layoutOf } from '../declare/win32/layout.ts'

/** The calls of a plan that have returned, including this one. */
type Ends = ReadonlyMap<string, EndLine>

type WrongData = Extract<Outcome, { kind: 'wrong-data' }>

function wrong(
  field: string,
  expected: string | number | bigint,
  actual: string | number | bigint,
): WrongData {
  return { kind: 'wrong-data', field, expected: String(expected), actual: String(actual) }
}

/** Reads an unsigned little-endian integer from memory given as hexadecimal; `undefined` where the memory is too short. */
function unsignedAt(hex: string, offset: number, bytes: number): bigint | undefined {
  const piece = hex.slice(2 * offset, 2 * (offset + bytes))
  if (piece.length < 2 * bytes) return undefined
  return BigInt(`0x${piece.match(/../g)?.reverse().join('') ?? '0'}`)
}

/** A field of a struct as the program reads it, with its own declaration. */
function fieldOf(plan: Plan, end: EndLine, object: string, field: string): bigint | undefined {
  const description = plan.memory[object]
  const declared = description?.kind === 'struct' ? plan.abi.structs[description.struct] : undefined
  const place = declared ? layoutOf(declared, plan.pointerBytes).fields[field] : undefined
  return place
    ? unsignedAt(end.memory[object] ?? '', place.offset, place.bytes / place.count)
    : undefined
}

function cellOf(end: EndLine, object: string): bigint | undefined {
  const hex = end.memory[object]
  return hex === undefined ? undefined : unsignedAt(hex, 0, hex.length / 2)
}

function checkNumber(
  field: string,
  expected: number,
  actual: bigint | undefined,
): WrongData | undefined {
  return actual === BigInt(expected) ? undefined : wrong(field, expected, actual ?? 'unreadable')
}

function checkAtLeast(
  field: string,
  atLeast: number,
  actual: bigint | undefined,
): WrongData | undefined {
  return actual !== undefined && actual >= BigInt(atLeast)
    ? undefined
    : wrong(field, `at least ${atLeast}`, actual ?? 'unreadable')
}

function runCheck(plan: Plan, end: EndLine, check: Check, ends: Ends): WrongData | undefined {
  switch (check.kind) {
    case 'field':
      return checkNumber(
        `${check.object}.${check.field}`,
        check.equals,
        fieldOf(plan, end, check.object, check.field),
      )
    case 'field-at-least':
      return checkAtLeast(
        `${check.object}.${check.field}`,
        check.atLeast,
        fieldOf(plan, end, check.object, check.field),
      )
    case 'variable':
      return checkNumber(check.object, check.equals, cellOf(end, check.object))
    case 'bytes': {
      const actual = (end.memory[check.object] ?? '').slice(0, check.hex.length)
      return actual === check.hex ? undefined : wrong(check.object, check.hex, actual)
    }
    case 'returned':
      return checkNumber('return value', check.equals, BigInt(end.returned))
    case 'waited': {
      const waitedMs = (end.atUs + end.elapsedUs - (ends.get(check.since) ?? end).atUs) / 1000
      return waitedMs >= check.atLeastMs
        ? undefined
        : wrong('elapsed', `at least ${check.atLeastMs} ms`, `${waitedMs.toFixed(1)} ms`)
    }
  }
}

/** A fence that was overwritten: the callee wrote beyond the memory that the program had reserved. */
function brokenFence(end: EndLine): WrongData | undefined {
  const [first] = Object.entries(end.fences)
  return first ? wrong(`memory around ${first[0]}`, 'untouched', first[1]) : undefined
}

function firstWrong(
  plan: Plan,
  end: EndLine,
  checks: readonly Check[],
  ends: Ends,
): WrongData | undefined {
  for (const check of checks) {
    const found = runCheck(plan, end, check, ends)
    if (found) return found
  }
  return undefined
}

/** After an accepted error only the time can be checked, because no data was delivered. */
function checksAfter(step: Step, failed: boolean): readonly Check[] {
  const checks = step.checks ?? []
  return failed ? checks.filter(check => check.kind === 'waited') : checks
}

/** The outcome of one call, from its return value, its error, the data it wrote, and the fences around it. Pure. */
export function outcomeOf(plan: Plan, step: Step, end: EndLine, ends: Ends): Outcome {
  const accepted = step.accept ?? []
  if (end.failed && !accepted.includes(end.lastError))
    return { kind: 'win32-error', code: end.lastError, status: end.ntStatus }
  const overwritten = brokenFence(end)
  if (overwritten) return overwritten
  if (!end.failed && step.mustFail)
    return wrong('return value', `failure with ${accepted.map(errorName).join(' or ')}`, 'success')
  return firstWrong(plan, end, checksAfter(step, end.failed), ends) ?? { kind: 'ok' }
}
