import type { Value } from '../../model.ts'
import { frameOf, type Interpreter } from './machine.ts'
import type { PythonNode } from './syntax.ts'
import type { PyValue } from './value.ts'

const longestSpelling = 200

/** The first line of an expression, for a message. */
export function spellingOf(node: PythonNode | undefined): string {
  return node?.text.slice(0, longestSpelling).split('\n')[0] ?? ''
}

/** Marks a test that the audit does not understand. */
const unclear = { spelled: 'unclear', value: { kind: 'null' }, loose: true } as const

export function isUnclear(tests: readonly unknown[]): boolean {
  return tests.includes(unclear)
}

/** Notes `not result`: a test for failure, unless the result was kept and truth says whether it is there. */
export function noteMissing(value: PyValue, node: PythonNode): void {
  if (value.kind === 'result' && !value.isKept)
    value.result.tests.push({ spelled: spellingOf(node), value: { kind: 'falsy' }, loose: true })
}

/** `HANDLE(-1)`: ctypes compares its numbers and pointers by identity. */
function isObject(value: PyValue): boolean {
  return value.kind === 'instance' && ['scalar', 'pointer'].includes(value.type.kind)
}

/** Notes a comparison of a result; one with something unknown, or by order, makes the result one that nothing is said of. */
export function noteTest(
  machine: Interpreter,
  left: PyValue,
  right: PyValue,
  { operator, ...node }: { readonly operator: string; readonly node: PythonNode },
): void {
  const [tested, other] =
    left.kind === 'result' ? [left, right] : right.kind === 'result' ? [right, left] : []
  if (!tested || !other) return
  const { result } = tested
  const value: Value | undefined =
    other.kind === 'int'
      ? { kind: 'number', value: other.value }
      : other.kind === 'none'
        ? { kind: 'null' }
        : isObject(other)
          ? { kind: 'object' }
          : undefined
  // In another function than the one that got it, `is None` and `!= 0` ask whether there is one at all; so does
  // `is None` in a function that it was handed to.
  const asksPresence =
    (tested.isKept === true &&
      frameOf(machine) !== result.frame &&
      (value?.kind === 'null' || (value?.kind === 'number' && value.value === 0n))) ||
    (value?.kind === 'null' && frameOf(machine) > result.frame)
  if (asksPresence) return
  if (!value || !['==', '!=', 'is', 'is not', '<>'].includes(operator)) result.tests.push(unclear)
  else result.tests.push({ spelled: spellingOf(node.node), value, loose: true })
}
