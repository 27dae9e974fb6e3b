import type { Abi, DeclaredFunction, DeclaredStruct, Parameter, Slot } from './abi.ts'
import type { PointerBytes } from './architecture.ts'
import { bytesOf } from './c-types.ts'
import { functionNames } from './functions.ts'
import { layoutOf } from './layout.ts'
import { structNames } from './structs.ts'
import { isWin32Type, win32Type, type Win32TypeName } from './types.ts'

/** One place where a declaration differs from the truth: what was declared and what is true, in words. */
export interface Difference {
  /** Function, struct, `variable` (an out-cell) or `sentinel`. */
  readonly subject: string
  /** `returns`, a parameter, a field, `size`, `convention` … */
  readonly position: string
  readonly declared: string
  readonly true: string
}

function describeSlot(slot: Slot): string {
  return slot.passing === 'plain' ? slot.declared : `${slot.declared}, ${slot.passing}`
}

/** A sign matters to nobody at equal width, and an upper half only where there is one. */
function sameSlot(declared: Slot, truth: Slot, pointerBytes: PointerBytes): boolean {
  const samePassing = declared.passing === truth.passing || pointerBytes === 4
  return (
    samePassing &&
    bytesOf(declared.declared, pointerBytes) === bytesOf(truth.declared, pointerBytes)
  )
}

function slotDifference(
  subject: string,
  position: string,
  declared: Slot,
  truth: Slot,
  pointerBytes: PointerBytes,
): Difference[] {
  if (sameSlot(declared, truth, pointerBytes)) return []
  return [
    {
      subject,
      position,
      declared: describeSlot(declared),
      true: `${truth.type} (${truth.declared})`,
    },
  ]
}

/** The variable behind a pointer, where a program declares it apart from others of its type. */
function cellDifference(
  subject: string,
  { name, type, cell }: Parameter,
  pointerBytes: PointerBytes,
): Difference[] {
  const { pointsTo } = win32Type(type)
  if (cell === undefined || pointsTo === undefined || !isWin32Type(pointsTo)) return []
  const [own, right] = [bytesOf(cell, pointerBytes), bytesOf(win32Type(pointsTo).c, pointerBytes)]
  return own === right
    ? []
    : [
        {
          subject,
          position: name,
          declared: `${cell} *, to ${own} bytes`,
          true: `${pointsTo} *, to ${right} bytes`,
        },
      ]
}

function functionDifferences(
  subject: string,
  declared: DeclaredFunction,
  truth: DeclaredFunction,
  pointerBytes: PointerBytes,
): Difference[] {
  const convention =
    declared.convention === truth.convention || pointerBytes === 8
      ? []
      : [{ subject, position: 'convention', declared: declared.convention, true: truth.convention }]
  const parameters = truth.parameters.flatMap((parameter, index) => {
    const own = declared.parameters[index]
    return own
      ? [
          ...slotDifference(subject, parameter.name, own, parameter, pointerBytes),
          ...cellDifference(subject, own, pointerBytes),
        ]
      : []
  })
  return [
    ...convention,
    ...slotDifference(subject, 'returns', declared.returns, truth.returns, pointerBytes),
    ...parameters,
  ]
}

function structDifferences(
  subject: string,
  declared: DeclaredStruct,
  truth: DeclaredStruct,
  pointerBytes: PointerBytes,
): Difference[] {
  const own = layoutOf(declared, pointerBytes)
  const right = layoutOf(truth, pointerBytes)
  const rows: Difference[] = []
  for (const [name, place] of Object.entries(right.fields)) {
    const mine = own.fields[name]
    const text = mine ? `${mine.bytes} bytes at ${mine.offset}` : 'missing'
    const expected = `${place.bytes} bytes at ${place.offset}`
    if (text !== expected) rows.push({ subject, position: name, declared: text, true: expected })
  }
  if (own.size !== right.size)
    rows.push({
      subject,
      position: 'size',
      declared: `${own.size} bytes`,
      true: `${right.size} bytes`,
    })
  if (declared.statedSize !== undefined && declared.statedSize !== right.size) {
    rows.push({
      subject,
      position: 'cbSize',
      declared: `${declared.statedSize}`,
      true: `${right.size}`,
    })
  }
  return rows
}

function cellDifferences(declared: Abi, truth: Abi, pointerBytes: PointerBytes): Difference[] {
  return Object.entries(truth.cells).flatMap(([type, right]) => {
    const own = declared.cells[type as Win32TypeName] ?? right
    if (bytesOf(own, pointerBytes) === bytesOf(right, pointerBytes)) return []
    return [
      {
        subject: 'variable',
        position: type,
        declared: `${own}, ${bytesOf(own, pointerBytes)} bytes`,
        true: `${right}, ${bytesOf(right, pointerBytes)} bytes`,
      },
    ]
  })
}

/** Everything in which `declared` differs from `truth` in a process with pointers of `pointerBytes`. Empty for a disguised control. */
export function differences(declared: Abi, truth: Abi, pointerBytes: PointerBytes): Difference[] {
  const sentinel =
    declared.sentinel === truth.sentinel
      ? []
      : [
          {
            subject: 'sentinel',
            position: 'INVALID_HANDLE_VALUE',
            declared: declared.sentinel,
            true: truth.sentinel,
          },
        ]
  return [
    ...functionNames.flatMap(name =>
      functionDifferences(name, declared.functions[name], truth.functions[name], pointerBytes),
    ),
    ...structNames.flatMap(name =>
      structDifferences(name, declared.structs[name], truth.structs[name], pointerBytes),
    ),
    ...cellDifferences(declared, truth, pointerBytes),
    ...sentinel,
  ]
}
