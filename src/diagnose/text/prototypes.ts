import { cut } from '../cause-groups.ts'
import { gated } from '../patterns/gated.ts'
import { openWidthTable, type FunctionInfo, type TypeInfo } from '../../declare/widths/table.ts'
import type { MistakeId } from '../../mistakes/index.ts'
import type { Described } from './description.ts'

/** Types of 32 bits, as C, C#, Java, Rust, Delphi, VB and ctypes write them. */
export const narrowType =
  /^(?:u?int(?:32)?|U?Int32|u?int32_t|[iu]32|U?Integer|Integer|Cardinal|LongWord|LongInt|DWORD|UINT|c_u?int(?:32)?|c_u?long)$/
/** Types of 64 bits in .NET, whose `long` is not that of C. */
const wideInNet = /^(?:long|ulong|U?Long|U?Int64)$/
/** What makes a parameter an address, whatever type it points at. */
const byAddress = /[*&[]|\b(?:ref|out|in|var|ByRef|POINTER|byref)\b/

/** One line cannot hold more of a prototype than this; a longer one is not read. Characters. */
const longest = 400
/** So many lines may a prototype take. */
const mostLines = 12

/** `static extern int Name(`, `fn Name(`, `function Name(`, `Declare Function Name Lib "x" (`, `proc name*(` of Nim. */
const prototype =
  /\b(?:extern|native|fn|function|Function|Sub|Declare|WINAPI|__stdcall|[A-Za-z]\w{1,24}\*?) {1,4}\*?([A-Za-z]\w{3,50})\*?(?: Lib "[^"]{1,40}")?(?: Alias "[^"]{1,60}")? ?\(((?:[^()]|\(\)){0,400})\)/g
/** `Name.argtypes = [c_int, ...]`, `Name.restype = c_int`. */
const ofCtypes = /\b([A-Z]\w{3,50})\.(argtypes|restype) ?= ?([[(][^\])]{0,400}[\])]|[\w.]{1,40})/g
/** `lib.func('__stdcall', 'Name', 'long', ['int'])` of koffi, `'Name': ['long', ['int']]` of ffi-napi. */
const ofJs = /['"]([A-Z]\w{3,50})['"] ?(?:, ?|: ?\[ ?)['"]([\w *]{1,24})['"], ?\[([^\]]{0,200})\]/g
/** A frame of .NET has the types of the declaration: `at Own.Native.SHChangeNotify(Int64 eventId, UInt32 flags, …)`. */
const ofFrame =
  /\b(?:at|bei|à|en|в|in|场所|場所) (?!System\.|Microsoft\.|Windows\.)[\w.+`<>]{1,160}\.([A-Z]\w{3,50})\(([^()\n]{1,300})\)/g

/** A wrapper of the same name takes more or less than the function. */
function isWhole({ name, parameters }: Declared): boolean {
  return infoOf(name)?.[0].parameters.length === parameters.length
}

/** What stands beside a mistake that cuts nothing. */
const kin: Readonly<Partial<Record<MistakeId, readonly MistakeId[]>>> = {
  'too-wide': ['too-wide', 'type-alias'],
  'pseudo-handle': ['pseudo-handle'],
  'return-upper-undefined': ['return-upper-undefined', 'type-alias'],
  'bad-parameter': ['bad-parameter'],
}
const entryPoint = /EntryPoint ?=[ :]?"(\w{3,60})"/

/** The type in `int hObject`, `hObject: Integer`, `ByVal hObject As Long`. */
function typeOf(parameter: string): string {
  const text = parameter.trim()
  const behind = /(?:\bAs|:) {1,3}(?:[\w.]{1,20}\.)?(\w{1,24})/.exec(text)?.[1]
  const before = /^(?:const |final |_In_ |unsigned |readonly )?(?:[\w.]{1,20}\.)?(\w{1,24})/.exec(
    text,
  )?.[1]
  return behind ?? before ?? ''
}

/** The language of declarations, and the process that calls them. */
export interface DeclaredFor {
  /** Where `Long` has 64 bits; 32 in VBA. */
  readonly isNet: boolean
  /** A process of 32 bits, or one that found its stack unbalanced. */
  readonly isOnStack: boolean
  /** Whether a process of 64 bits is said to fail. */
  readonly isWide: boolean
}

type Judge = (declared: string, wide: TypeInfo | undefined, short: TypeInfo | undefined) => boolean

const isNarrow =
  ({ isNet }: DeclaredFor): Judge =>
  (declared, wide, short) => {
    const type = typeOf(declared)
    return (
      wide?.bytes === 8 &&
      short?.bytes === 4 &&
      !byAddress.test(declared) &&
      (narrowType.test(type) || (type === 'Long' && !isNet))
    )
  }

const isLong =
  ({ isNet, isOnStack }: DeclaredFor): Judge =>
  (declared, _, short) =>
    isNet &&
    isOnStack &&
    short?.bytes === 4 &&
    !byAddress.test(declared) &&
    wideInNet.test(typeOf(declared))

/** A function of the headers with both widths, however a language begins its name. */
export function infoOf(name: string): readonly [FunctionInfo, FunctionInfo] | undefined {
  const table = openWidthTable()
  const [first = '', rest = ''] = [name.slice(0, 1), name.slice(1)]
  const known = [name, first.toUpperCase() + rest, first.toLowerCase() + rest]
    .map(own => table.resolveFunctionName(own))
    .find(own => own !== undefined)
  const [wide, short] = (['x64', 'ia32'] as const).map(architecture =>
    known === undefined ? undefined : table.function(known, architecture),
  )
  return wide && short ? [wide, short] : undefined
}

/** PowerBuilder's external functions, whose long has 32 bits: https://docs.appeon.com/pb/powerscript_reference/declaring_external_functions.html */
const ofPowerBuilder =
  /^\s?(?:public |private |global )?(?:function|subroutine)\b.{0,300}\blibrary ?["']/i
const narrowInPowerBuilder = /\b(?:u?long|unsigned ?long)\b/gi

/** One element by reference where .NET has to marshal a buffer: `ref byte lpBuffer` in place of `byte[] lpBuffer`. */
const oneForMany = /^(?:\[\w+\] ?)?(?:ref|out) (?:byte|char|ushort) \w*(?:[bB]uf|[dD]ata|[bB]ytes)/

interface Declared {
  readonly name: string
  readonly result: string
  readonly parameters: readonly string[]
}

/** A wrong declaration, and whose it is. */
export interface WrongDeclaration extends Described {
  readonly function: string
}

/** Functions that are named for the address that they return: VarPtr and its kin of Visual Basic, `getPtr`. */
const ofAddress = /^(?:Var|Str|Obj)Ptr|\w(?:Ptr|Pointer|Address)$/

/** `int ftHandle`, `hDevice: Cardinal`, `IntByReference handle`, `ref uint hPort`: 32 bits for what is named like a handle or an address. */
const namedWide =
  /^(?:(?:const|ref|out|var|in|ByVal|ByRef) ){0,2}(?:(?:u?int(?:32(?:_t)?)?|U?Int32|DWORD|UINT|LPDWORD|u?long|jint|[Ii]nt(?:eger)?ByReference) {0,2}[*&]?(?:h[A-Z]\w{0,24}|\w{0,24}[hH]andle|\w{1,24}(?:Ptr|Pointer)|p(?:tr|ointer)|hwnd)|(?:h[A-Z]\w{0,24}|\w{0,24}[hH]andle|\w{1,24}(?:Ptr|Pointer)|p(?:tr|ointer)|hwnd) ?(?:: ?(?:Integer|Cardinal|LongInt|LongWord|DWORD|[ui]32)| As (?:Long|Integer|UInteger)))$/

/** The mistake in a declaration of a function that the headers do not have. */
function mistakeOfUnknown(
  { name, result, parameters }: Declared,
  { isWide, isNet }: DeclaredFor,
): MistakeId | undefined {
  if (ofAddress.test(name) && narrowType.test(typeOf(result.replace('As Long', 'As Integer'))))
    return 'return-truncated'
  return isWide && parameters.some(own => namedWide.test(own) && !(isNet && /\blong\b/i.test(own)))
    ? 'arg-truncated'
    : undefined
}

/** Where a declaration gives 32 bits to what is as wide as a pointer, or 64 to what has 32. */
function mistakeOf(declared: Declared, declaredFor: DeclaredFor): MistakeId | undefined {
  const { name, result, parameters } = declared
  const info = infoOf(name)
  if (!info) return mistakeOfUnknown(declared, declaredFor)
  const [wide, short] = info
  const has = (judge: Judge): boolean =>
    parameters.some((own, index) =>
      judge(own, wide.parameters[index]?.type, short.parameters[index]?.type),
    )
  if (has(isLong(declaredFor))) return 'too-wide'
  if (declaredFor.isNet && has((own, wide) => wide?.kind === 'pointer' && oneForMany.test(own)))
    return 'bad-parameter'
  const cuts = isNarrow(declaredFor)
  if (has(cuts)) return 'arg-truncated'
  if (wide.result.bytes === 1 && narrowType.test(typeOf(result))) return 'return-upper-undefined'
  if (!cuts(result, wide.result, short.result)) return undefined
  return /^GetCurrent(?:Process|Thread)$/.test(name) ? 'pseudo-handle' : 'return-truncated'
}

function partsOf(list: string): readonly string[] {
  return list
    .replace(/^[[(]|[\])]$/g, '')
    .split(/[,;]/)
    .map(own => own.trim())
}

/** The declarations that begin on a line: its text goes on until its bracket is closed. */
function declaredOn(lines: readonly string[], index: number): readonly Declared[] {
  const line = lines[index] ?? ''
  let text = ofPowerBuilder.test(line) ? line.replace(narrowInPowerBuilder, 'uint32') : line
  for (
    let more = 1;
    more < mostLines && text.length < longest && !text.includes(')') && text.includes('(');
    more++
  )
    text += ` ${lines[index + more] ?? ''}`
  const alias = entryPoint.exec(lines[index - 1] ?? '')?.[1] ?? entryPoint.exec(line)?.[1]
  const prototypes = [...text.matchAll(prototype)].map(
    ({ 0: all, 1: name = '', 2: list = '', index: at }) => {
      const front = text.slice(0, at) + (all.split(name)[0] ?? '')
      const behind = text.slice(at + all.length)
      const result =
        /^ ?(?:As|:|->) {1,3}[\w.]{1,24}/.exec(behind)?.[0].replace('->', ':') ??
        /(?:[\w.]{1,20}\.)?\w{1,24} {1,4}$/.exec(front)?.[0] ??
        ''
      return {
        name: alias ?? name,
        result,
        parameters: partsOf(list).map(own => (/\w[\s:*]{1,4}\w/.test(own) ? own : '')),
      }
    },
  )
  const framed = [...line.matchAll(ofFrame)].map(([, name = '', list = '']) => ({
    name,
    result: '',
    parameters: partsOf(list.replaceAll('**', '')),
  }))
  const own = [...line.matchAll(ofCtypes)].map(([, name = '', kind = '', value = '']) =>
    kind === 'restype'
      ? { name, result: value, parameters: [] }
      : { name, result: '', parameters: partsOf(value) },
  )
  const inJs = [...line.matchAll(ofJs)].map(([, name = '', result = '', list = '']) => ({
    name,
    result: jsType(result),
    parameters: partsOf(list).map(jsType),
  }))
  return [...prototypes, ...framed.filter(isWhole), ...own, ...inJs]
}

/** A type as JavaScript's FFIs write it: in quotes; long has 32 bits in Windows. */
function jsType(text: string): string {
  const name = text.replace(/['"]/g, '').trim()
  return name === 'long' || name === 'ulong' ? 'int' : name
}

/** `Dim hPort As Long`, `DWORD hPort;`, `int hPort = CreateFile(`, `var hPort uint32`, `hPort: Cardinal;`: a variable or a member that is named like a handle or an address. */
const variable = gated(
  /^ {0,12}(?:(?:public|private|internal|static|Public|Private|Global|Dim|var|let|mut|volatile|const) {1,2}){0,3}(?:(?:u?int(?:32)?|U?Int32|u?int32_t|DWORD|UINT|Integer) {1,4}(?:h[A-Z]\w{0,20}|lp[A-Z]\w{0,20}|\w{0,20}[hH]andle|[hH]wnd)(?: ?=(?!=)|;)|(?:h[A-Z]\w{0,20}|lp[A-Z]\w{0,20}|\w{0,20}[hH]andle|[hH]wnd) ?(?:: ?(?:Integer|Cardinal|LongInt|DWORD|[ui]32)\b|As (?:Long|Integer)\b| (?:uint32|int32)\b))/,
)

/** The first variable or member in a text that keeps a handle or an address in 32 bits. */
export function narrowVariableIn(lines: readonly string[]): Described | undefined {
  const index = lines.findIndex(line => line.length <= longest && variable.test(line))
  return index === -1
    ? undefined
    : {
        classes: cut,
        first: 'field-narrowed',
        quote: (lines[index] ?? '').trim().slice(0, 120),
        index,
        isTopic: true,
      }
}

/** Whether a declaration gives an address of the process 32 bits, in a process of 64: a handle has few bits, and goes through. */
function cutsAddress({ name, parameters }: Declared, declaredFor: DeclaredFor): boolean {
  const [wide, short] = infoOf(name) ?? []
  const cuts = isNarrow(declaredFor)
  return (
    declaredFor.isWide &&
    wide !== undefined &&
    short !== undefined &&
    parameters.some((own, index) => {
      const type = wide.parameters[index]?.type
      return type?.kind === 'pointer' && cuts(own, type, short.parameters[index]?.type)
    })
  )
}

/** Lines of code that call a function; a declaration of it has types. */
const worthReading = /[([]|argtypes|restype/

/** Declarations in a text that give a handle or an address 32 bits, or more bits than the stack has room for, by the Windows headers: the first of each kind. */
export function wrongDeclarationsIn(
  lines: readonly string[],
  declaredFor: DeclaredFor,
): readonly WrongDeclaration[] {
  const found = new Map<MistakeId, WrongDeclaration>()
  for (const [index, line] of lines.entries()) {
    if (line.length > longest || !worthReading.test(line)) continue
    for (const declared of declaredOn(lines, index)) {
      const mistake = mistakeOf(declared, declaredFor)
      if (mistake && !found.has(mistake))
        found.set(mistake, {
          function: declared.name,
          classes: kin[mistake] ?? cut,
          first: mistake,
          quote: line.trim().slice(0, 120),
          index,
          ...(mistake === 'arg-truncated' && cutsAddress(declared, declaredFor)
            ? {}
            : { isTopic: true }),
        })
    }
  }
  return [...found.values()]
}
