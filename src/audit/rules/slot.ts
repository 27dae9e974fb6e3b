import { sentinelOf } from '../../declare/failures.ts'
import type { SlotDeviation } from '../../declare/deviation.ts'
import { familyAt } from '../../declare/widths/handles.ts'
import type { TypeInfo } from '../../declare/widths/table.ts'
import { consequences } from '../consequences.ts'
import type { Problem, RuleContext } from './context.ts'

type Declared = SlotDeviation['declared']

/** Where a value travels: as the result of a function, as a parameter. */
interface Slot {
  readonly role: 'result' | 'parameter'
  readonly function: string
  /** `return`, or the name of the parameter. */
  readonly position: string
}

/** A type that bears a name of Windows is judged as the result of some function. */
function slotOf({ place }: SlotDeviation): Slot {
  const name = 'function' in place ? place.function : ''
  return place.at === 'parameter'
    ? { role: 'parameter', function: name, position: place.parameter }
    : { role: 'result', function: name, position: 'return' }
}

/** What follows from another width or class of a value, which the headers declare as `truth`; undefined where it does no harm. */
export function judgeSlot(
  deviation: SlotDeviation,
  truth: TypeInfo,
  { truth: { pointerBytes, architecture }, vocabulary }: RuleContext,
): Problem | undefined {
  const { kind, declared } = deviation
  const { bytes } = deviation.true
  const slot = slotOf(deviation)
  if (truth.kind === 'void') return problem('result-of-void', 'warning', 'resultOfVoid')
  if (declared.kind === 'void') return undefined
  const where = { architecture, pointerBytes, vocabulary }
  if (slot.role === 'result' && isNumberInDisguise(slot.function)) return undefined
  if (truth.kind === 'struct' || declared.kind === 'struct')
    return judgeByValue(declared, truth, slot, where)
  if (kind === 'class') return problem('class-mismatch', 'error', 'classMismatch')
  return declared.bytes < bytes
    ? judgeNarrow(declared, truth, bytes, slot, where)
    : judgeWide(declared, truth, slot, where)
}

interface Process extends Pick<RuleContext['truth'], 'architecture' | 'pointerBytes'> {
  readonly vocabulary: RuleContext['vocabulary']
}

/** Functions whose HINSTANCE is an error code or "more than 32", for the sake of 16-bit programs. */
function isNumberInDisguise(name: string): boolean {
  return /^(ShellExecute|FindExecutable)[AW]$/.test(name)
}

/** Functions whose result says only whether they failed: NULL, or the handle that they were given. */
const freeing = new Set([
  'LocalFree',
  'GlobalFree',
  'FreeResource',
  'DispatchMessageA',
  'DispatchMessageW',
])

/** Functions whose handle is a small negative number. */
const pseudoHandles = new Set(['GetCurrentProcess', 'GetCurrentThread'])

function problem(
  rule: Problem['rule'],
  level: Problem['level'],
  consequence: keyof typeof consequences,
): Problem {
  return { rule, level, consequence: consequences[consequence] }
}

function judgeByValue(
  declared: Declared,
  truth: TypeInfo,
  slot: Slot,
  { pointerBytes, architecture }: Process,
): Problem | undefined {
  const isParameter = slot.role === 'parameter'
  if (
    isParameter &&
    truth.kind === 'struct' &&
    goesByAddress(truth.bytes, architecture) &&
    declared.kind === 'pointer' &&
    declared.bytes === pointerBytes
  )
    return undefined
  if (isParameter && isInRegister(declared, truth, pointerBytes)) return undefined
  if (isParameter && truth.kind === 'pointer' && goesByAddress(declared.bytes, architecture)) {
    return truth.targetIsConst
      ? problem('struct-by-value', 'note', 'byAddress')
      : problem('struct-by-value', 'warning', 'byAddressOfCopy')
  }
  return problem('struct-by-value', 'error', 'byValue')
}

/** A struct of 1, 2, 4 or 8 bytes travels as a whole number does, in a slot that may be wider. */
function isInRegister(declared: Declared, truth: TypeInfo, pointerBytes: number): boolean {
  return (
    truth.kind === 'struct' &&
    [1, 2, 4, 8].includes(truth.bytes) &&
    (declared.kind === 'signed' || declared.kind === 'unsigned') &&
    declared.bytes >= truth.bytes &&
    declared.bytes <= pointerBytes
  )
}

/**
 * Whether a struct passed by value travels as the address of a copy
 * (https://learn.microsoft.com/en-us/cpp/build/x64-calling-convention#parameter-passing).
 */
function goesByAddress(bytes: number, architecture: RuleContext['truth']['architecture']): boolean {
  if (architecture === 'x64') return ![1, 2, 4, 8].includes(bytes)
  return architecture === 'arm64' && bytes > 16
}

function isPointerSized(truth: TypeInfo, bytes: number, { pointerBytes }: Process): boolean {
  return (
    bytes === pointerBytes &&
    (truth.kind === 'pointer' ||
      truth.family !== undefined ||
      truth.chain.some(name => /_PTR$|^[LW]PARAM$|^LRESULT$|^SIZE_T$/.test(name)))
  )
}

function judgeNarrow(
  declared: Declared,
  truth: TypeInfo,
  bytes: number,
  slot: Slot,
  process: Process,
): Problem {
  const family = familyAt(slot.function, slot.position, truth.chain)
  const isPointer = truth.kind === 'pointer' || truth.kind === 'array' || family !== undefined
  if (declared.bytes === 4 && truth.chain.includes('DPI_AWARENESS_CONTEXT'))
    return judgeNarrowContext(declared, slot, process)
  if (declared.bytes === 4 && family && family !== 'pointer-like')
    return judgeNarrowHandle(declared, family, slot, process)
  if (slot.role === 'result' && freeing.has(slot.function))
    return problem(isPointer ? 'pointer-truncated' : 'integer-truncated', 'note', 'unread')
  if (isPointer)
    return isReserved(slot)
      ? problem('pointer-truncated', 'note', 'reserved')
      : problem('pointer-truncated', 'error', 'crash')
  if (
    process.architecture === 'ia32' &&
    slot.role === 'parameter' &&
    bytes > 4 &&
    declared.bytes <= 4
  )
    return problem('arguments-shifted', 'error', 'shiftedLess')
  if (isPointerSized(truth, bytes, process)) {
    if (isReserved(slot)) return problem('integer-truncated', 'note', 'reserved')
    return isMask(truth, slot) ||
      truth.chain.some(name => /^(SIZE_T|UINT_PTR|WPARAM|LRESULT)$/.test(name)) ||
      isMessage(slot) ||
      isOwnValue(slot)
      ? problem('integer-truncated', 'warning', 'cutInteger')
      : problem('integer-truncated', 'error', 'carriesPointer')
  }
  if (truth.chain.includes('BOOL') || truth.chain.includes('WINBOOL')) {
    return slot.role === 'result'
      ? problem('integer-truncated', 'warning', 'boolNarrow')
      : problem('integer-truncated', 'note', 'cutInteger')
  }
  return problem('integer-truncated', 'warning', 'cutInteger')
}

/** A message has the parameters of its number: most are small numbers, and a program may declare a function for those alone. */
function isMessage({ role, function: name }: Slot): boolean {
  return role === 'parameter' && /^(Send|Post)\w*Message|^SendDlgItemMessage/.test(name)
}

/** A parameter that has to be NULL or 0: nothing is lost. */
function isReserved({ role, function: name, position }: Slot): boolean {
  if (role !== 'parameter') return false
  const isSort = /^(CompareString|LCMapString|FindNLSString)Ex$/.test(name)
  return (
    /^(lp|p|pv)?Reserved\d?$/i.test(position) || (isSort && /^(sortHandle|lParam)$/.test(position))
  )
}

/** A mask with a bit for each processor; few machines have more than 32. */
function isMask({ chain }: TypeInfo, { function: name, position }: Slot): boolean {
  return chain.includes('KAFFINITY') || /affinity/i.test(position) || name.endsWith('AffinityMask')
}

/** What Windows hands back as it got it, and what most programs leave 0. */
function isOwnValue({ role, function: name, position }: Slot): boolean {
  return (
    role === 'parameter' &&
    (/context|extrainfo/i.test(position) ||
      /^(Internet|WinHttp|Http|Ftp)[A-Z]/.test(name) ||
      (name.startsWith('Enum') && position === 'lParam'))
  )
}

/** A program passes one of five small negative numbers: what counts is how the FFI fills the upper half. */
function judgeNarrowContext(
  declared: Declared,
  slot: Slot,
  { architecture, vocabulary }: Process,
): Problem {
  if (slot.role === 'result') return problem('handle-narrowed', 'warning', 'contextCut')
  const isExtended = vocabulary.widening?.(architecture) === 'sign' && declared.kind === 'signed'
  return isExtended
    ? problem('handle-narrowed', 'note', 'contextExtended')
    : problem('handle-narrowed', 'warning', 'contextZeroed')
}

function judgeNarrowHandle(
  declared: Declared,
  family: 'kernel' | 'user' | 'registry' | 'socket',
  slot: Slot,
  { architecture, vocabulary }: Process,
): Problem {
  if (slot.role === 'result' && pseudoHandles.has(slot.function)) {
    if (declared.kind === 'unsigned') return problem('handle-narrowed', 'error', 'pseudoCut')
    const isZeroed = vocabulary.widening?.(architecture) === 'zero'
    // Where nothing was declared, the calls that pass it on are judged instead.
    return problem(
      'handle-narrowed',
      isZeroed && !declared.undeclared ? 'warning' : 'note',
      'pseudoSigned',
    )
  }
  const sentinel = slot.role === 'result' ? sentinelOf(slot.function) : undefined
  if (sentinel && sentinel !== 'zero' && declared.kind === 'unsigned')
    return problem('handle-narrowed', 'warning', 'lostSentinel')
  const consequence = {
    kernel: 'tolerated',
    user: 'toleratedUser',
    registry: 'toleratedRegistry',
    socket: 'luckySocket',
  } as const
  return problem('handle-narrowed', 'note', consequence[family])
}

function judgeWide(
  declared: Declared,
  truth: TypeInfo,
  slot: Slot,
  { architecture }: Process,
): Problem | undefined {
  // Whatever is smaller than a slot of the stack is passed in a whole one.
  if (slot.role === 'parameter') {
    if (declared.bytes <= 4) return undefined
    if (architecture === 'ia32') return problem('arguments-shifted', 'error', 'shifted')
    return declared.kind === 'pointer'
      ? problem('integer-for-pointer', 'warning', 'pointerForInteger')
      : problem('parameter-widened', 'note', 'widenedHarmless')
  }
  if (architecture === 'ia32' && declared.bytes > 4)
    return problem('result-widened', 'error', 'upperGarbage')
  return truth.kind === 'float'
    ? problem('class-mismatch', 'error', 'classMismatch')
    : problem('result-widened', 'warning', 'upperUndefined')
}
