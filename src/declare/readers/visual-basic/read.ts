import type { FailureTest } from '../../model.ts'
import type { Reading } from '../../reading.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import { sentinelOf } from '../../failures.ts'
import { openWidthTable } from '../../widths/table.ts'
import {
  emptyProgram,
  exportOf,
  libraryName,
  wideExportOf,
  type SourceCallback,
  type TypeOn,
} from '../common/program.ts'
import { readingOf } from '../common/reading.ts'
import { withOwn } from '../common/own-structs.ts'
import { blankOut } from '../common/blanks.ts'
import { readSources } from '../common/sources.ts'
import { statedSizes, type SizeSyntax } from '../common/stated-sizes.ts'
import type { ReadOptions } from '../language.ts'
import {
  parseVisualBasic,
  type VbDelegate,
  type VbFile,
  type VbFunction,
  type VbProcedure,
  type VbStruct,
} from './syntax.ts'
import type { VbType } from './typed.ts'
import { notRead, signsOf } from './signs.ts'
import { charWidthOf, VbTypes } from './types.ts'
import { vbaVocabulary, vbnetVocabulary } from './vocabulary.ts'

/** Reads modules of VBA and VB6, or of VB.NET, without running them. */
export async function readVisualBasic(
  dialect: 'vba' | 'vbnet',
  files: readonly string[],
  { architectures }: ReadOptions,
): Promise<Reading> {
  const isNet = dialect === 'vbnet'
  const { read, failures } = readSources(files)
  const written = read.map(({ file, text }) => parseVisualBasic(file, text, isNet))
  const types = new VbTypes(written, isNet)
  const program = emptyProgram()
  const parsed = written.map(file => withNames(file, types, program))
  const passed = new Set(
    parsed.flatMap(({ functions }) =>
      functions.flatMap(({ parameters }) => parameters.map(({ type }) => type)),
    ),
  )
  for (const file of parsed) {
    const only = isNet ? undefined : widthOf(file)
    for (const one of file.functions) addFunction(program, file, one, types, isNet)
    for (const struct of file.structs)
      addStruct(program, file, struct, { types, isNet, only, passed })
    for (const { line, text } of file.odd)
      program.notFollowed.push({
        file: file.file,
        line,
        why: `${text.slice(0, 60)} is not understood`,
      })
    for (const procedure of file.procedures) addChecks(program, file, procedure, types)
  }
  for (const [index, source] of read.entries()) {
    const masked = blankOut(source.text, notRead)
    const file = parsed[index]
    const only = isNet || !file ? undefined : widthOf(file)
    for (const size of statedSizes(source, masked, sizesOfVb(types, isNet), program.structs))
      if ((size.only ?? only) === (only ?? size.only))
        program.sizes.push({ ...size, only: size.only ?? only })
  }
  const structs = isNet
    ? withOwn(
        program.structs,
        read.map(({ text }) => blankOut(text, notRead)),
        signsOf(passed),
      )
    : program.structs
  return readingOf(
    { ...program, structs },
    {
      architectures,
      vocabulary: isNet ? vbnetVocabulary : vbaVocabulary,
      failures,
      files: read.map(({ file }) => file),
    },
  )
}

interface Meant {
  readonly types: VbTypes
  readonly isNet: boolean
  /** The only width of a pointer that the file is meant for. */
  readonly only: PointerBytes | undefined
  /** Types of parameters of functions, in lower case. */
  readonly passed: ReadonlySet<string>
}

function addStruct(
  program: ReturnType<typeof emptyProgram>,
  file: VbFile,
  struct: VbStruct,
  { types, isNet, only, passed }: Meant,
): void {
  if (!isNet && isPacked(struct.name) && !passed.has(struct.name.toLowerCase())) {
    program.notFollowed.push({
      file: file.file,
      line: struct.line,
      why: `${struct.name} has no gaps in Windows, and nothing here passes it whole`,
    })
    return
  }
  for (const pointerBytes of [4, 8] as const)
    if ((struct.only ?? only ?? pointerBytes) === pointerBytes)
      program.structs.push({
        name: struct.name,
        place: { file: file.file, line: struct.line },
        only: pointerBytes,
        fields: types.fields(struct, pointerBytes),
        pack: types.pack(struct)(pointerBytes),
      })
}

/** A file with the libraries and entry points of its functions, where they are literal or constants. */
function withNames(
  file: VbFile,
  types: VbTypes,
  { notFollowed }: ReturnType<typeof emptyProgram>,
): VbFile {
  const functions = file.functions.flatMap(one => {
    const [library, entry] = [types.text(one.library), types.text(one.entry)]
    if (library !== undefined && entry !== undefined) return [{ ...one, library, entry }]
    const what = library === undefined ? 'the name of its library' : 'its entry point'
    notFollowed.push({
      file: file.file,
      line: one.line,
      why: `${one.name}: ${what} is not literal`,
    })
    return []
  })
  return { ...file, functions }
}

/** https://learn.microsoft.com/en-us/office/vba/language/reference/user-interface-help/len-function: Len leaves out the gaps between the members, LenB has them. */
function sizesOfVb(types: VbTypes, isNet: boolean): SizeSyntax {
  return {
    variables: [/\b(?<name>\w{1,60})\s+As\s+(?:New\s+)?(?:\w+\.)*(?<type>\w{2,60})/gi],
    pointerSize: /\bIntPtr\.Size\b/gi,
    sizeOf: isNet
      ? /^(?:C\w{2,5}\(\s*)?(?:\w+\.){0,4}(?:SizeOf|Len)\s*\(\s*(?:GetType\s*\(\s*(?:\w+\.)*(?<type>\w+)\s*\)|Of\s+(?:\w+\.)*(?<generic>\w+)\s*\)\s*\(|(?<name>\w+))\s*\)/i
      : /^LenB\s*\(\s*(?<name>\w+)\s*\)/i,
    computed: (expression, typeOf, pointerBytes) => {
      const variable = isNet ? undefined : /^Len\s*\(\s*(\w+)\s*\)$/i.exec(expression)?.[1]
      const struct = variable === undefined ? undefined : typeOf(variable)
      return struct === undefined ? undefined : types.unpadded(struct, pointerBytes)
    },
  }
}

/** A struct of a file, such as BITMAPFILEHEADER: Put writes a Type without the gaps that it has in memory. */
function isPacked(name: string): boolean {
  const fields = openWidthTable().struct(name, 'x64')?.fields ?? []
  return fields.some(({ offset, bytes }) => [2, 4, 8].includes(bytes) && offset % bytes !== 0)
}

/** A module without PtrSafe and without conditions is refused by 64-bit Office, and so is VB6 as a whole. */
function widthOf({ functions, structs }: VbFile): PointerBytes | undefined {
  const isWide =
    functions.length === 0 ||
    functions.some(({ isPtrSafe }) => isPtrSafe) ||
    structs.some(({ fields }) => fields.some(({ type }) => type === 'longptr'))
  return isWide ? undefined : 4
}

function addFunction(
  program: ReturnType<typeof emptyProgram>,
  { file, widened }: VbFile,
  declared: VbFunction,
  types: VbTypes,
  isNet: boolean,
): void {
  const charWidth = charWidthOf(declared.charSet)
  if (declared.entry.startsWith('#')) {
    program.notFollowed.push({
      file,
      line: declared.line,
      why: `${declared.name}: it is imported by its number`,
    })
    return
  }
  const isWidened = widened.has(declared.name.toLowerCase())
  const parameter =
    (type: VbType): TypeOn =>
    pointerBytes => {
      const { text, ...value } = types.parameter(type, charWidth, pointerBytes)
      return text && !isWidened ? { ...value, text } : value
    }
  const { result } = declared
  const takesSuffix = isNet && !declared.isExact
  const tried = charWidth === 2 ? wideExportOf : (name: string) => exportOf(name, 'A')
  program.functions.push({
    name: takesSuffix ? tried(declared.entry) : declared.entry,
    library: libraryName(declared.library),
    convention: declared.isCdecl ? 'cdecl' : 'stdcall',
    place: { file, line: declared.line },
    // 64-bit Office takes no Declare without PtrSafe.
    only: declared.only ?? (isNet || declared.isPtrSafe ? undefined : 4),
    result: resultOf(result, charWidth, types),
    parameters: declared.parameters.map(parameter),
    callbacks: new Map(
      declared.parameters.flatMap(({ type }, index) => {
        const delegate = types.delegate(type)
        return delegate ? [[index, callbackOf(delegate, file, types)] as const] : []
      }),
    ),
  })
}

function resultOf(result: VbType | undefined, charWidth: 1 | 2, types: VbTypes): TypeOn {
  return pointerBytes =>
    result
      ? types.result(result, charWidth, pointerBytes)
      : { spelled: 'Sub', kind: 'void', bytes: 0, align: 1 }
}

function callbackOf(
  { name, line, isCdecl, parameters, result }: VbDelegate,
  file: string,
  types: VbTypes,
): SourceCallback {
  return {
    name,
    place: { file, line },
    convention: isCdecl ? 'cdecl' : 'stdcall',
    result: resultOf(result, 1, types),
    parameters: parameters.map(type => pointerBytes => types.parameter(type, 1, pointerBytes)),
  }
}

/** Results that are compared with constants in the procedure of the call. */
function addChecks(
  program: ReturnType<typeof emptyProgram>,
  { file, functions }: VbFile,
  { lines }: VbProcedure,
  types: VbTypes,
): void {
  lines.forEach(({ text, line, only }, index) => {
    const [, variable, called = ''] =
      /^(?:set\s+|dim\s+|let\s+)?([\w.]+)(?:\s+as\s+\w+)?\s*=\s*(?:\w+\.)*(\w+)\s*\(/i.exec(text) ??
      []
    if (!variable) return
    const declared = functions.find(({ name }) => name.toLowerCase() === called.toLowerCase())
    const name = declared?.entry ?? called
    const exported = ['', 'W', 'A'].map(suffix => `${name}${suffix}`).find(one => sentinelOf(one))
    if (!exported) return
    const tests = testsOf(variable, lines.slice(index), types)
    if (tests && tests.length > 0)
      program.comparisons.push({ function: exported, tests, place: { file, line }, only })
  })
}

/** All looks at a variable; undefined where one of them is not understood. */
function testsOf(
  variable: string,
  lines: VbProcedure['lines'],
  types: VbTypes,
): FailureTest[] | undefined {
  const name = variable.replace(/[.]/g, '\\.')
  const test = new RegExp(
    String.raw`(?<![\w.])${name}(\.ToInt(?:32|64)\(\))?\s*(<>|<=|>=|=|<|>|\.Equals\()\s*(new\s+intptr\s*\(\s*-?[\w&]+\s*\)|-?[\w.&]+\^?)`,
    'gi',
  )
  const bare = new RegExp(
    String.raw`\b(if|while|until|not|and|or|elseif)\s+${name}\s*(then|and|or|$|\))`,
    'i',
  )
  const passed = new RegExp(
    String.raw`\b\w*(valid|check|isnull|isnothing)\w*\s*\(\s*${name}\b`,
    'i',
  )
  const tests: FailureTest[] = []
  for (const { text } of lines.slice(0, 400)) {
    if (!/^(if|elseif|while|until|do|loop|select|case|debug\.assert)\b|\biif\b/i.test(text))
      continue
    if (bare.test(text) || passed.test(text)) return undefined
    if (new RegExp(String.raw`^select\s+case\s+${name}\b`, 'i').test(text)) return undefined
    for (const [spelled, conversion, operator = '', value = ''] of text.matchAll(test)) {
      const number = types.number(value.replace(/^new\s+intptr\s*\((.*)\)$/i, '$1'))
      if (/[<>]/.test(operator.replace('<>', '')) || number === undefined) return undefined
      const isCut = /32/.test(conversion ?? '') && { isCut: true as const }
      tests.push({
        spelled,
        value: { kind: 'number', value: BigInt(number) },
        loose: true,
        ...isCut,
      })
    }
  }
  return tests
}
