import type { Deviation, SlotDeviation } from '../declare/deviation.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { bytesOf, cTypes, type CType } from '../declare/win32/c-types.ts'

/** A deviation in run files of versions 1 and 2: the declared and the true form, as text. */
export interface DeclaredInWords {
  readonly pointerBytes: PointerBytes
  /** A function, a struct, `variable` or `sentinel`. */
  readonly function: string
  readonly position: string
  readonly declared: string
  readonly true: string
}

function isCType(text: string): text is CType {
  return Object.hasOwn(cTypes, text)
}

function side(
  type: CType,
  pointerBytes: PointerBytes,
): Pick<SlotDeviation['declared'], 'kind' | 'bytes'> {
  const kind =
    type === 'void *'
      ? 'pointer'
      : type === 'void'
        ? 'void'
        : cTypes[type].signed
          ? 'signed'
          : 'unsigned'
  return { kind, bytes: bytesOf(type, pointerBytes) }
}

const passings: readonly string[] = ['upper-garbage', 'upper-ones', 'double', 'checked-32']

function isPassing(
  text: string | undefined,
): text is NonNullable<SlotDeviation['declared']['passing']> {
  return text !== undefined && passings.includes(text)
}

/** `void *, upper-garbage` against `HANDLE (void *)`. */
function slotFrom(row: DeclaredInWords): Deviation | undefined {
  const [declared = '', passing] = row.declared.split(', ')
  const [, type, cType] = /^(.+?) \((.+)\)$/.exec(row.true) ?? []
  if (!isCType(declared) || type === undefined || cType === undefined || !isCType(cType))
    return undefined
  const truth = { type, ...side(cType, row.pointerBytes), cType }
  const own = {
    type: declared,
    ...side(declared, row.pointerBytes),
    ...(isPassing(passing) ? { passing } : {}),
  }
  return {
    kind: own.bytes === truth.bytes ? 'passing' : 'width',
    place:
      row.position === 'returns'
        ? { at: 'result', function: row.function }
        : { at: 'parameter', function: row.function, parameter: row.position },
    declared: own,
    true: truth,
  }
}

/** `uint16_t *, to 2 bytes` against `DWORD *, to 4 bytes`. */
function pointeeFrom(row: DeclaredInWords): Deviation | undefined {
  const [, declared = '', bytes] = /^(.+) \*, to (\d+) bytes$/.exec(row.declared) ?? []
  const [, type, right] = /^(.+) \*, to (\d+) bytes$/.exec(row.true) ?? []
  if (!isCType(declared) || bytes === undefined || type === undefined) return undefined
  return {
    kind: 'width',
    place: { at: 'pointee', function: row.function, parameter: row.position },
    declared: { type: declared, ...side(declared, row.pointerBytes) },
    true: { type, kind: 'unknown', bytes: Number(right) },
  }
}

/** `uint32_t, 4 bytes` against `void *, 8 bytes`. */
function variableFrom(row: DeclaredInWords): Deviation | undefined {
  const [declared = ''] = row.declared.split(', ')
  const [cType = ''] = row.true.split(', ')
  return isCType(declared) && isCType(cType)
    ? {
        kind: 'width',
        place: { at: 'variable', type: row.position },
        declared: { type: declared, ...side(declared, row.pointerBytes) },
        true: { type: row.position, ...side(cType, row.pointerBytes), cType },
      }
    : undefined
}

function placeOfField(text: string): { type: string; bytes: number; offset: number } | undefined {
  const [, bytes, offset] = /^(\d+) bytes at (\d+)$/.exec(text) ?? []
  return bytes === undefined
    ? undefined
    : { type: '', bytes: Number(bytes), offset: Number(offset) }
}

/** `8 bytes at 16` against `8 bytes at 24`, `20 bytes` against `32 bytes`, and the value of cbSize. */
function structFrom({
  function: struct,
  position,
  declared,
  true: truth,
}: DeclaredInWords): Deviation | undefined {
  if (position === 'cbSize')
    return {
      kind: 'stated-size',
      struct,
      field: position,
      declared: Number(declared),
      true: Number(truth),
    }
  if (position === 'size')
    return {
      kind: 'size',
      struct,
      declared: Number.parseInt(declared, 10),
      true: Number.parseInt(truth, 10),
    }
  const [own, right] = [placeOfField(declared), placeOfField(truth)]
  return own && right
    ? { kind: 'field', struct, field: position, declared: own, true: right }
    : undefined
}

function fromWords(row: DeclaredInWords): Deviation | undefined {
  const convention = /^__(stdcall|cdecl)$/.exec(row.true)?.[1]
  if (row.function === 'sentinel')
    return { kind: 'sentinel', declared: row.declared, true: 'all-ones' }
  if (row.function === 'variable') return variableFrom(row)
  if (row.position === 'convention')
    return {
      kind: 'convention',
      function: row.function,
      declared: convention === 'stdcall' ? 'cdecl' : 'stdcall',
      true: convention === 'stdcall' ? 'stdcall' : 'cdecl',
    }
  return slotFrom(row) ?? pointeeFrom(row) ?? structFrom(row)
}

/** The deviation described by a row of an older run file; `undefined` for text that no version has written. */
export function deviationFrom(
  row: DeclaredInWords,
): { readonly pointerBytes: PointerBytes; readonly deviation: Deviation } | undefined {
  const deviation = fromWords(row)
  return deviation && { pointerBytes: row.pointerBytes, deviation }
}
