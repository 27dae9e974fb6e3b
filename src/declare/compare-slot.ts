import type { Deviation, SlotPlace } from './deviation.ts'
import { isOlderForm } from './compare-struct.ts'
import type { DeclaredType } from './model.ts'
import type { Truth } from './truth.ts'
import type { TypeInfo } from './widths/table.ts'
import type { PointerBytes } from './win32/architecture.ts'

export function isFloat({ kind }: DeclaredType | TypeInfo): boolean {
  return kind === 'float'
}

/** How a value deviates from its true type: at most one deviation. */
export function compareSlot(
  declared: DeclaredType,
  found: TypeInfo,
  place: SlotPlace,
  { pointerBytes }: Truth,
  isUndeclared = false,
): Deviation[] {
  // An array as a parameter is a pointer.
  const bytes = found.kind === 'array' ? pointerBytes : found.bytes
  const kind = slotKind(declared, found, bytes, pointerBytes)
  if (kind === undefined) return []
  const passing = pointerBytes === 8 ? declared.passing : undefined
  return [
    {
      kind,
      place,
      declared: {
        ...sideOf(declared),
        ...(passing && passing !== 'plain' && { passing }),
        ...(isUndeclared && { undeclared: true }),
      },
      true: { ...trueSideOf(found), bytes },
    },
  ]
}

function slotKind(
  declared: DeclaredType,
  found: TypeInfo,
  bytes: number,
  pointerBytes: PointerBytes,
): 'width' | 'class' | 'passing' | undefined {
  if (declared.kind === 'unknown') return undefined
  if (found.kind === 'void') return declared.kind === 'void' ? undefined : 'class'
  if (found.kind === 'struct' || declared.kind === 'struct')
    return declared.bytes === found.bytes && !isMixed(declared, found) ? undefined : 'class'
  if (declared.kind !== 'void' && isFloat(declared) !== isFloat(found)) return 'class'
  if (declared.bytes !== bytes) return 'width'
  // The upper half of a slot exists where pointers have one.
  return pointerBytes === 8 && (declared.passing ?? 'plain') !== 'plain' ? 'passing' : undefined
}

/** A struct by value for a pointer, or the reverse: of equal width on x64, and never the same. */
function isMixed(declared: DeclaredType, found: TypeInfo): boolean {
  return (
    (declared.kind === 'struct' && found.kind === 'pointer') ||
    (declared.kind === 'pointer' && found.kind === 'struct')
  )
}

export function sideOf({ spelled, kind, bytes }: DeclaredType) {
  return { type: spelled, kind, bytes }
}

export function trueSideOf(found: TypeInfo) {
  const cType = cTypeOf(found)
  return {
    type: found.name === 'WINBOOL' ? 'BOOL' : found.name,
    kind: found.kind,
    bytes: found.bytes,
    ...(cType !== undefined && { cType }),
  }
}

/** The C type of the width of a true type; undefined for what is no integer or pointer. */
function cTypeOf({ kind, bytes, chain }: TypeInfo): string | undefined {
  if (kind === 'pointer') return 'void *'
  if (kind !== 'signed' && kind !== 'unsigned') return undefined
  const sign = kind === 'signed' ? '' : 'u'
  return chain.some(name => /_PTR$|^S?SIZE_T$/.test(name))
    ? `${sign}intptr_t`
    : `${sign}int${8 * bytes}_t`
}

export const scalars: ReadonlySet<string> = new Set(['signed', 'unsigned', 'float', 'pointer'])

/** Whether a type is a character. */
function isCharacter({ chain }: TypeInfo): boolean {
  return chain.some(name => /^(W?CHAR|char|wchar_t)$/.test(name))
}

/** Text in the width of the program, by a header that does not say which export has which: SymSrvGetFileIndexes. */
function isAnyText({ name }: TypeInfo): boolean {
  return /^(const )?L?PC?TSTR$/.test(name)
}

/**
 * The variable behind a declared pointer against what the function reads or writes there. Bytes and void are raw memory
 * and fit everything; so do pointers of which the headers do not say what they point at.
 */
export function comparePointee(
  declared: DeclaredType,
  found: TypeInfo,
  place: SlotPlace,
  truth: Truth,
): Deviation[] {
  if (found.kind !== 'pointer' || !found.target) return []
  const target = truth.type(found.target)
  if (!target || target.kind === 'void' || target.kind === 'function') return []
  const { text, to, spelled } = declared
  if (text)
    return isCharacter(target) && !isAnyText(found) && target.bytes !== text
      ? [
          {
            kind: 'text',
            place,
            declared: { type: spelled, bytes: text },
            true: { type: found.name, bytes: target.bytes },
          },
        ]
      : []
  return to && pointeeDeviates(to, target, truth)
    ? [{ kind: 'width', place, declared: sideOf(to), true: trueSideOf(target) }]
    : []
}

function pointeeDeviates(to: DeclaredType, target: TypeInfo, truth: Truth): boolean {
  // A struct that Windows knows by name is compared where it is declared.
  if (to.kind === 'struct')
    return (
      !to.struct &&
      target.kind === 'struct' &&
      !truth.struct(to.spelled) &&
      to.bytes < neededBytes(target, truth) &&
      !isOlder(to.bytes, target, truth) &&
      to.bytes !== 0
    )
  return (
    scalars.has(to.kind) &&
    scalars.has(target.kind) &&
    (to.bytes > 1 || to.isVariable === true) &&
    target.bytes > 1 &&
    !isStillRight(to, target) &&
    !isCharacter(target) &&
    to.bytes !== target.bytes
  )
}

/** A wider variable that was zero has the value that the function writes into its lower part. */
function isStillRight({ isNew, kind, bytes }: DeclaredType, target: TypeInfo): boolean {
  const isNumber = kind === 'signed' || kind === 'unsigned'
  return isNew === true && isNumber && target.kind === 'unsigned' && bytes > target.bytes
}

function isOlder(bytes: number, { name }: TypeInfo, truth: Truth): boolean {
  const found = truth.struct(name.replace(/^const /, ''))
  return found !== undefined && isOlderForm(bytes, found)
}

/** Bytes that a function may use of a struct: without the padding at its end, and without an array of one element there, which stands for as many as there are. */
function neededBytes({ name, bytes }: TypeInfo, truth: Truth): number {
  const fields = truth.struct(name.replace(/^const /, ''))?.fields ?? []
  const last = fields.at(-1)
  const isOpen =
    last?.type.kind === 'array' &&
    last.type.target !== undefined &&
    truth.type(last.type.target)?.bytes === last.bytes
  if (!last) return bytes
  return isOpen ? last.offset : Math.max(...fields.map(field => field.offset + field.bytes))
}
