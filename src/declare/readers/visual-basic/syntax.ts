import { fieldsFrom } from './fields.ts'
import { brackets, linesOf, splitList, type Line } from './lines.ts'
import { resultOf, typeOf, type VbType } from './typed.ts'

export interface VbFunction extends Line {
  readonly name: string
  /** As written, quotes and all; of an attribute it may be a constant. */
  readonly library: string
  readonly entry: string
  readonly isPtrSafe: boolean
  readonly isCdecl: boolean
  /** `Ansi`, `Unicode` or `Auto` of VB.NET, in lower case. */
  readonly charSet?: string | undefined
  readonly isExact: boolean
  readonly parameters: readonly VbType[]
  /** Undefined for a Sub. */
  readonly result?: VbType | undefined
}

export interface VbStruct extends Line {
  readonly name: string
  readonly attributes: string
  /** A class of VB.NET with a layout: .NET passes it by its address. */
  readonly isClass: boolean
  readonly fields: readonly VbType[]
}

export interface VbDelegate extends Line {
  readonly name: string
  readonly isCdecl: boolean
  readonly parameters: readonly VbType[]
  readonly result?: VbType | undefined
}

/** A procedure, for the comparisons in it. */
export interface VbProcedure {
  readonly lines: readonly Line[]
}

export interface VbFile {
  readonly file: string
  readonly functions: readonly VbFunction[]
  readonly structs: readonly VbStruct[]
  readonly delegates: readonly VbDelegate[]
  readonly enums: ReadonlySet<string>
  readonly constants: ReadonlyMap<string, string>
  readonly procedures: readonly VbProcedure[]
  /** In lower case: functions to which text is given that StrConv has widened, so that what ByVal String narrows is right. */
  readonly widened: ReadonlySet<string>
  /** Declarations that are not understood. */
  readonly odd: readonly Line[]
}

const modifiers = String.raw`(?:(?:public|private|friend|protected|internal|shadows|shared|overloads|static|partial|default|readonly|dim)\s+)*`
const head = new RegExp(
  String.raw`^(<.*>\s*)?${modifiers}(declare\s+(ptrsafe\s+)?(?:(ansi|unicode|auto)\s+)?)?(function|sub)\s+\[?([\p{L}\w]+)\]?([&%$!#@^]?)\s*(.*)$`,
  'iu',
)
const structHead = new RegExp(
  String.raw`^(<.*>\s*)?${modifiers}(type|structure|class)\s+(\w+)\s*$`,
  'i',
)
const enumHead = new RegExp(String.raw`^(?:<.*>\s*)?${modifiers}enum\s+(\w+)`, 'i')
const delegateHead = new RegExp(
  String.raw`^(?:<.*>\s*)?${modifiers}delegate\s+(function|sub)\s+(\w+)\s*(\(.*)$`,
  'i',
)
const constant = new RegExp(String.raw`^${modifiers}const\s+(.*)$`, 'i')

/** Reads the declarations of a file of Visual Basic; `isNet` for VB.NET. */
export function parseVisualBasic(file: string, text: string, isNet: boolean): VbFile {
  const lines = linesOf(text, { joinsByItself: isNet }).map(line => ({
    ...line,
    text: withoutBrackets(line.text),
  }))
  const functions: VbFunction[] = []
  const structs: VbStruct[] = []
  const delegates: VbDelegate[] = []
  const enums = new Set<string>()
  const constants = new Map<string, string>()
  const procedures: VbProcedure[] = []
  const odd: Line[] = []
  let body: Line[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]
    if (!line) continue
    const { text: said } = line
    const declared = head.exec(said)
    if (declared) {
      if (declared[2] !== undefined || /\bdllimport\b/i.test(declared[1] ?? '')) {
        const made = functionOf(line, declared)
        if (made) functions.push(made)
        else odd.push(line)
      } else {
        procedures.push({ lines: body })
        body = []
      }
      continue
    }
    const struct = structHead.exec(said)
    if (struct && (isNet || /^type$/i.test(struct[2] ?? ''))) {
      const { fields, end } = fieldsFrom(lines, at + 1, isNet)
      const [, attributes = '', word = '', name = ''] = struct
      const isClass = /^class$/i.test(word)
      if (!isClass || /structlayout/i.test(attributes))
        structs.push({ ...line, name, attributes, isClass, fields })
      // The members of a class are read on their own, too.
      if (!isNet) at = end
      continue
    }
    const named = enumHead.exec(said)
    if (named) enums.add((named[1] ?? '').toLowerCase())
    delegates.push(...delegatesOf(line))
    const constants_ = constant.exec(said)
    for (const one of constants_ ? splitList(constants_[1] ?? '') : []) {
      const [, name, value] = /^(\w+)[&%$!#@^]?\s*(?:as\s+\w+\s*)?=\s*(.+)$/i.exec(one) ?? []
      if (name && value) constants.set(name.toLowerCase(), value.trim())
    }
    body.push(line)
  }
  procedures.push({ lines: body })
  const widened = namesWidened(lines)
  return { file, functions, structs, delegates, enums, constants, procedures, widened, odd }
}

/** The delegate that a line declares. */
function delegatesOf(line: Line): VbDelegate[] {
  const [, word = '', name = '', list = ''] = delegateHead.exec(line.text) ?? []
  const signature = brackets(list)
  if (!signature) return []
  return [
    {
      ...line,
      name,
      isCdecl: /unmanagedfunctionpointer(?:attribute)?\s*\([^()]*callingconvention\.cdecl/i.test(
        line.text,
      ),
      parameters: splitList(signature.inside).map(one => typeOf(one, line.line)),
      result: resultOf(signature.behind, '', line.line, /^function$/i.test(word)),
    },
  ]
}

/** A name may stand in brackets, so that it is no keyword: `As [String]` is `As String`. */
function withoutBrackets(text: string): string {
  return text.replace(
    /"[^"]*"|\[(\p{L}\w*)\]/gu,
    (said: string, name: string | undefined) => name ?? said,
  )
}

/** What is named in lines that widen text. */
function namesWidened(lines: readonly Line[]): ReadonlySet<string> {
  return new Set(
    lines.flatMap(({ text }) =>
      /\bstrconv\s*\(/i.test(text) ? (text.toLowerCase().match(/\w+/g) ?? []) : [],
    ),
  )
}

function functionOf(line: Line, found: RegExpExecArray): VbFunction | undefined {
  const [
    ,
    attributes = '',
    declare,
    ptrSafe,
    charSet,
    word = '',
    name = '',
    suffix = '',
    rest = '',
  ] = found
  const isFunction = word.toLowerCase() === 'function'
  const base = { ...line, name, isPtrSafe: ptrSafe !== undefined, attributes }
  if (declare !== undefined) {
    const lib = /^(cdecl\s+)?lib\s+"([^"]*)"\s*(?:alias\s+"([^"]*)"\s*)?(.*)$/i.exec(rest)
    if (!lib) return undefined
    const list = lib[4]?.startsWith('(') ? brackets(lib[4]) : undefined
    if (lib[4]?.startsWith('(') && !list) return undefined
    return {
      ...base,
      library: `"${lib[2] ?? ''}"`,
      entry: `"${lib[3] || name}"`,
      isCdecl: lib[1] !== undefined,
      charSet: charSet?.toLowerCase(),
      // Only Auto tries the name with W, too.
      isExact: !/^auto$/i.test(charSet ?? ''),
      parameters: splitList(list?.inside ?? '').map(one => typeOf(one, line.line)),
      result: resultOf(list?.behind ?? lib[4] ?? '', suffix, line.line, isFunction),
    }
  }
  const imported = brackets(attributes, attributes.search(/\bdllimport/i))
  const list = brackets(rest)
  if (!imported || !list) return undefined
  const options = imported.inside
  const entry = splitList(options).find(one => /^entrypoint\s*:=/i.test(one))
  return {
    ...base,
    library: splitList(options)[0] ?? '',
    entry: entry?.replace(/^\w+\s*:=\s*/, '') ?? `"${name}"`,
    isCdecl: /callingconvention\.cdecl/i.test(options),
    charSet: /charset\.(\w+)/i.exec(options)?.[1]?.toLowerCase(),
    isExact: /exactspelling\s*:=\s*true/i.test(options),
    isPtrSafe: true,
    parameters: splitList(list.inside).map(one => typeOf(one, line.line)),
    result: resultOf(list.behind, suffix, line.line, isFunction),
  }
}
