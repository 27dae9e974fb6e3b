import type { Architecture } from '../declare/win32/architecture.ts'
import { askFfi } from '../declare/ffi/measured.ts'
import type { Vocabulary } from '../declare/model.ts'
import { consequences } from './consequences.ts'

/** What shows that a consequence follows: a probe in recorded lanes, an FFI measured by itself, or a document. */
export type ShownBy =
  | { readonly probe: string; readonly lanes: readonly string[] }
  | { readonly document: string; readonly url: string }

/** Where a consequence is taken from. */
export type Basis = keyof typeof consequences | 'convention' | 'narrowCell'

/** A verdict of a probe in lanes of the recorded runs; a test holds each to its run. */
interface Measured {
  readonly probe: string
  readonly verdict: string
  readonly lanes: readonly `wine-${Architecture}`[]
}

type Source =
  | Measured
  | { readonly document: string; readonly url: string }
  | 'ffi'
  | 'not-measured'

const learn = 'https://learn.microsoft.com/en-us'
const interprocess = {
  document: 'Interprocess Communication Between 32-bit and 64-bit Applications',
  url: `${learn}/windows/win32/winprog64/interprocess-communication`,
} as const
const x64Convention = {
  document: 'x64 calling convention',
  url: `${learn}/cpp/build/x64-calling-convention`,
} as const
const stdcall = { document: '__stdcall', url: `${learn}/cpp/cpp/stdcall` } as const
const prototypes = {
  document: 'Conventions for Function Prototypes',
  url: `${learn}/windows/win32/intl/conventions-for-function-prototypes`,
} as const
const shrunk = { probe: 'overlapped-32', verdict: 'invalid-handle', lanes: ['wine-x64'] } as const
const address = { probe: 'module-i32', verdict: 'other-error', lanes: ['wine-x64'] } as const

export const sources = {
  tolerated: { probe: 'handle-u32', verdict: 'tolerated', lanes: ['wine-x64', 'wine-arm64'] },
  toleratedUser: interprocess,
  luckySocket: {
    document: 'Socket Data Type',
    url: `${learn}/windows/win32/winsock/socket-data-type-2`,
  },
  lostSentinel: { probe: 'sentinel-u32', verdict: 'invalid-handle', lanes: ['wine-x64'] },
  toleratedRegistry: { probe: 'hkey-u32', verdict: 'tolerated', lanes: ['wine-x64'] },
  pseudoCut: { probe: 'pseudo-handle-u32', verdict: 'invalid-handle', lanes: ['wine-x64'] },
  pseudoSigned: 'ffi',
  negativeUndeclared: 'ffi',
  negativeNumber: 'ffi',
  negativeWindow: 'not-measured',
  contextExtended: 'ffi',
  contextZeroed: 'not-measured',
  contextCut: 'not-measured',
  callbackConvention: stdcall,
  threadConvention: 'not-measured',
  callbackCount: stdcall,
  convention: stdcall,
  misspelt: {
    document: 'ctypes: function prototypes and attributes',
    url: 'https://docs.python.org/3/library/ctypes.html#ctypes._CFuncPtr',
  },
  unread: 'not-measured',
  fieldInPadding: 'not-measured',
  readBeyondStruct: 'not-measured',
  olderForm: 'not-measured',
  partial: 'not-measured',
  crash: address,
  carriesPointer: { probe: 'overlapped-address-u32', verdict: 'lucky', lanes: ['wine-x64'] },
  cutInteger: 'not-measured',
  reserved: 'not-measured',
  boolNarrow: 'not-measured',
  upperUndefined: { probe: 'bool-i64', verdict: 'lucky', lanes: ['wine-x64'] },
  upperGarbage: { probe: 'bool-i64', verdict: 'wrong-data', lanes: ['wine-ia32'] },
  widenedHarmless: 'not-measured',
  shifted: { probe: 'handle-i64', verdict: 'crashed', lanes: ['wine-ia32'] },
  shiftedLess: stdcall,
  pointerForInteger: x64Convention,
  classMismatch: x64Convention,
  byValue: x64Convention,
  byAddress: x64Convention,
  byAddressOfCopy: x64Convention,
  resultOfVoid: 'not-measured',
  tooFew: stdcall,
  tooMany: x64Convention,
  noExport: prototypes,
  notOnIa32: {
    document: 'SetWindowLongPtrW',
    url: `${learn}/windows/win32/api/winuser/nf-winuser-setwindowlongptrw`,
  },
  text: prototypes,
  overwritten: {
    probe: 'dword-cell-16',
    verdict: 'wrong-data',
    lanes: ['wine-x64', 'wine-ia32'],
  },
  narrowCell: { probe: 'duplicate-cell-u32', verdict: 'wrong-data', lanes: ['wine-x64'] },
  readBeyond: 'not-measured',
  readHandles: { probe: 'upper-half-garbage', verdict: 'invalid-handle', lanes: ['wine-x64'] },
  keepsOld: { probe: 'dword-cell-64', verdict: 'wrong-data', lanes: ['wine-x64', 'wine-ia32'] },
  aliasNarrow: address,
  aliasInStruct: 'not-measured',
  aliasWide: 'not-measured',
  structShrunk: shrunk,
  pointerForArray: 'not-measured',
  ownArray: 'not-measured',
  structShifted: {
    probe: 'overlapped-flattened',
    verdict: 'wrong-data',
    lanes: ['wine-x64', 'wine-ia32'],
  },
  structGrown: 'not-measured',
  structLonger: 'not-measured',
  statedSize: { probe: 'devinfo-cbsize', verdict: 'other-error', lanes: ['wine-x64'] },
  statedSizeOfEntry: {
    document: 'PROCESSENTRY32',
    url: `${learn}/windows/win32/api/tlhelp32/ns-tlhelp32-processentry32`,
  },
  statedSizeOfDialog: {
    document: 'CommDlgExtendedError',
    url: `${learn}/windows/win32/api/commdlg/nf-commdlg-commdlgextendederror`,
  },
  statedSizeUnchecked: 'not-measured',
  cutBeforeCompared: {
    document: 'IntPtr.ToInt32',
    url: `${learn}/dotnet/api/system.intptr.toint32`,
  },
  sentinel: {
    probe: 'sentinel-zero',
    verdict: 'invalid-handle',
    lanes: ['wine-x64', 'wine-ia32'],
  },
} as const satisfies Readonly<Record<Basis, Source>>

const byText = new Map<string, Basis>(
  (Object.keys(consequences) as (keyof typeof consequences)[]).map(key => [consequences[key], key]),
)

/** What a consequence is taken from, where it is one of `consequences`; undefined where it was put together. */
function basisOf(consequence: string): Basis | undefined {
  return byText.get(consequence)
}

/** The basis of a problem, for one whose text is put together with another. */
export function basedOn({
  consequence,
  basis,
}: {
  readonly consequence: string
  readonly basis?: Basis
}): {
  readonly basis?: Basis
} {
  const known = basis ?? basisOf(consequence)
  return known === undefined ? {} : { basis: known }
}

/** The lanes in which it was measured what an FFI makes of -1 in 32 bits. */
function lanesOf(ffi: string, arch: readonly Architecture[]): readonly string[] {
  return arch.flatMap(architecture => {
    const found = askFfi({ ffi, declared: 'int32_t', value: 'minus-one', architecture })
    return found.kind === 'measured' ? [found.lane] : []
  })
}

/** What shows a finding on its architectures; undefined where nothing does, which is then said. */
export function shownBy(
  { arch }: { readonly arch: readonly Architecture[] },
  basis: Basis | undefined,
  { ffi }: Pick<Vocabulary, 'ffi'>,
): ShownBy | undefined {
  const source: Source = basis === undefined ? 'not-measured' : sources[basis]
  if (source === 'not-measured') return undefined
  if (source === 'ffi') {
    const lanes = ffi === undefined ? [] : lanesOf(ffi, arch)
    return lanes.length > 0 ? { probe: 'pseudo-handle-i32', lanes } : undefined
  }
  if ('document' in source) return source
  const lanes = source.lanes.filter(lane => arch.some(one => lane === `wine-${one}`))
  return lanes.length > 0 ? { probe: source.probe, lanes } : undefined
}
