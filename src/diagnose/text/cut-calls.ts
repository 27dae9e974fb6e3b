import type { TypeInfo } from '../../declare/widths/table.ts'
import type { MistakeId } from '../../mistakes/index.ts'
import type { Described } from './description.ts'
import {
  argumentsFrom,
  longestCall as longest,
  mostLinesOfCall as mostLines,
} from './argument-list.ts'
import { gated } from '../patterns/gated.ts'
import { infoOf, type DeclaredFor } from './prototypes.ts'

/** Types of 32 bits, as C, C#, Delphi, VB and Go write them. */
const type32 = String.raw`(?:unsigned (?:int|long)|unsigned|DWORD|U?LONG|U?INT|u?int(?:32(?:_t)?)?|u?long(?! long)|jint|U?Int32)`
const value = String.raw`([@&]?[A-Za-z_]\w{0,40}(?:(?:\.|->|::)\w{1,40}){0,4})`

/** `(LPVOID)(UINT)addr`, `(int)handle`. */
const castInC = new RegExp(
  String.raw`^\(?(?:\((?:const )?\w{1,24} ?\*{0,2}\) ?){0,2}\((${type32})\) ?\(?${value}`,
)
/** `Integer(p)`, `uint32(h)`, `c_int(h)`, `static_cast<DWORD>(p)`, `CLng(h)`. */
const castAsCall = new RegExp(
  String.raw`^(?:\w{1,16}\( ?)?(?:Integer|Cardinal|LongInt|LongWord|DWORD|CInt|CLng|u?int32|(?:ctypes\.)?c_u?(?:int|long)|(?:static|reinterpret)_cast ?< ?${type32} ?>)\( ?${value}`,
)
/** `handle as u32`. */
const castBehind = new RegExp(String.raw`^\(?${value}(?:\(\))? as [ui]32\b`)

/** What a line has that shows such a cast. */
const cast = gated(
  new RegExp(
    String.raw`\(${type32}\)|_cast ?<|\b(?:Integer|Cardinal|LongInt|LongWord|DWORD|CInt|CLng|u?int32|c_u?int|c_u?long)\(|\bas [ui]32\b`,
  ),
)

const called = /\b([A-Za-z]{5,40}) ?\(/g
/** A constant is no address: `(int)ID_BUTTON`, `(DWORD)-1`. */
const constant = /^[A-Z][A-Z0-9_]*$/
/** Values that are named like an address or a handle. */
const namedWide =
  /^[@&]|(?:^|\.|->)(?:h[A-Z]\w*|hwnd|lp[A-Z]\w*|p(?:tr)?[A-Z]\w*|ptr|this|self|\w*(?:[hH]andle|[pP]tr|[pP]ointer|[cC]ontext|[cC]allback|[pP]roc|[aA]ddr(?:ess)?|[bB]uffer|[iI]nstance|[uU]serData))$/

/** The value that an argument cuts to 32 bits. */
function cutIn(argument: string, isNet: boolean): string | undefined {
  const inC = castInC.exec(argument)
  if (inC && !(isNet && /long/.test(inC[1] ?? ''))) return inC[2]
  return castAsCall.exec(argument)?.[1] ?? castBehind.exec(argument)?.[1]
}

/** Whether a value that was cut was as wide as the parameter: sizes and the numbers of messages are not. */
function isCut(name: string, { chain }: TypeInfo): boolean {
  if (constant.test(name) || chain.some(own => /^(?:SIZE_T|size_t)$/i.test(own))) return false
  return namedWide.test(name) || !chain.some(own => /^[LW]PARAM$|^HMENU$/.test(own))
}

/** Whether a line calls a function with an address that it cuts. */
function cutsArgument(lines: readonly string[], index: number, isNet: boolean): boolean {
  const text = lines
    .slice(index, index + mostLines)
    .join(' ')
    .slice(0, 2 * longest)
  const own = lines[index]?.length ?? 0
  return [...text.matchAll(called)].some(({ 0: all, 1: name = '', index: at }) => {
    if (at >= own) return false
    const info = infoOf(name)
    return (
      info !== undefined &&
      argumentsFrom(text.slice(at + all.length)).some((argument, place) => {
        const [wide, short] = info.map(({ parameters }) => parameters[place]?.type)
        const cut = wide?.bytes === 8 && short?.bytes === 4 ? cutIn(argument, isNet) : undefined
        return cut !== undefined && wide !== undefined && isCut(cut, wide)
      })
    )
  })
}

/** `long fh = _findfirst(`, `DWORD h = (DWORD)CreateFile(`, `let h: i32 = OpenProcess(`, `Dim h As Integer = FindWindow(`. */
const result = gated(
  new RegExp(
    String.raw`(?:^|[\s({;])(?:(${type32}) {1,3}\w{1,40} ?|(?:\w{1,40} ?: ?(?:[ui]32|Integer|Cardinal|LongWord|DWORD)|\w{1,40} As (?:Integer|UInteger)) ?:?)= ?(?:\([\w *]{1,24}\) ?){0,2}(?:\w{1,20}(?:\.|::)){0,2}([A-Za-z_]\w{3,40}) ?\(`,
  ),
)
/** Functions of the C runtime whose result is as wide as a pointer: https://learn.microsoft.com/en-us/cpp/c-runtime-library/reference/findfirst-functions */
const wideInC = /^_w?findfirst(?:32|64|i64|32i64|64i32)?$|^_get_osfhandle$|^_beginthread(?:ex)?$/
/** Results that are read as numbers: of messages, sizes, of ShellExecute, styles. */
const asNumber = /^(?:ShellExecute|[GS]et(?:Window|Class)LongPtr|SetTimer)/

/** Whether a line keeps a result as wide as a pointer in 32 bits. */
function cutsResult(line: string, isNet: boolean): boolean {
  const [, type, name = ''] = result.exec(line) ?? []
  if (name === '' || (isNet && type !== undefined && /long/i.test(type))) return false
  if (wideInC.test(name)) return true
  const info = asNumber.test(name) ? undefined : infoOf(name)
  if (!info) return false
  const [wide, short] = info.map(own => own.result)
  return (
    wide?.bytes === 8 &&
    short?.bytes === 4 &&
    !wide.chain.some(own => /^(?:LRESULT|SIZE_T|size_t)$/.test(own))
  )
}

/** Code that cuts an address or a handle where it calls a function of the headers, or keeps what one returned. The first of each. */
export function cutCallsIn(
  lines: readonly string[],
  { isNet }: Pick<DeclaredFor, 'isNet'>,
): readonly Described[] {
  const found: Described[] = []
  const put = (first: MistakeId, index: number): void => {
    if (found.some(own => own.first === first)) return
    found.push({
      classes: ['arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'],
      first,
      quote: (lines[index] ?? '').trim().slice(0, 120),
      index,
      isTopic: true,
    })
  }
  const casts = lines.map(line => line.length <= longest && cast.test(line))
  for (const [index, line] of lines.entries()) {
    if (line.length > longest) continue
    if (casts.slice(index, index + mostLines).includes(true) && cutsArgument(lines, index, isNet))
      put('arg-truncated', index)
    if (cutsResult(line, isNet)) put('return-truncated', index)
  }
  return found
}
