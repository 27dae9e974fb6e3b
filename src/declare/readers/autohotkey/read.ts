import type { FailureTest } from '../../model.ts'
import type { Reading } from '../../reading.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import { openWidthTable, type FieldInfo, type StructInfo } from '../../widths/table.ts'
import { saysItsSize } from '../../compare-struct.ts'
import { sentinelOf } from '../../failures.ts'
import {
  emptyProgram,
  exportOf,
  libraryName,
  scalar,
  voidType,
  type SourceFunction,
} from '../common/program.ts'
import { readingOf } from '../common/reading.ts'
import { readSources, type Source } from '../common/sources.ts'
import type { ReadOptions } from '../language.ts'
import { buffersOf, type BuffersAt } from './buffers.ts'
import { findCalls, type DllCall, type AutoHotkeyScript } from './calls.ts'
import { widthAt } from './conditions.ts'
import { numberOf, textOf, type TextNames } from './evaluate.ts'
import { textNames } from './names.ts'
import { isResultRead } from './result-use.ts'
import { parameterType, resultType, typeName } from './types.ts'
import { autohotkeyVocabulary } from './vocabulary.ts'

/** Reads scripts of AutoHotkey, of version 1 and 2, without running them: their calls are their declarations. */
export async function readAutoHotkey(
  files: readonly string[],
  { architectures }: ReadOptions,
): Promise<Reading> {
  const { read, failures } = readSources(files)
  const program = emptyProgram()
  for (const source of read) addScript(program, source)
  return readingOf(program, {
    architectures,
    vocabulary: autohotkeyVocabulary,
    failures,
    files: read.map(({ file }) => file),
  })
}

type Program = ReturnType<typeof emptyProgram>

function addScript(program: Program, { file, text }: Source): void {
  if (!/\bDllCall\s*\(/i.test(text)) return
  const script = findCalls(text)
  for (const line of script.skipped)
    program.notFollowed.push({ file, line, why: 'the call is too long to be followed' })
  const names = textNames(text, script)
  const buffers = buffersOf(script.calls, text)
  for (const call of script.calls) {
    if (call.name !== 'dllcall') continue
    const only = widthAt(script.branches, call.start)
    for (const pointerBytes of [4, 8] as const) {
      if (only !== undefined && only !== pointerBytes) continue
      const made = functionOf(call, script, { file, names, buffers }, pointerBytes)
      if (made === undefined) continue
      if (typeof made === 'string') {
        if (pointerBytes === 8) program.notFollowed.push({ file, line: call.line, why: made })
        continue
      }
      program.functions.push(made)
      addChecks(program, call, made, script, text)
    }
  }
  addPlaces(program, script, file)
}

/** What is known of a script beside its calls. */
interface ScriptFacts {
  readonly file: string
  readonly names: TextNames
  readonly buffers: BuffersAt
}

/** The declaration that a call is, or why it cannot be followed; undefined for what calls no export. */
function functionOf(
  call: DllCall,
  script: AutoHotkeyScript,
  { file, names, buffers }: ScriptFacts,
  pointerBytes: PointerBytes,
): SourceFunction | string | undefined {
  const [target = '', ...args] = call.args
  const said = textOf(target, pointerBytes, names)
  // A method of a COM object, by its place in the table: no function that a library exports.
  if (said === undefined && /\bNumGet\b|vtable|vtbl/i.test(target)) return undefined
  if (said === undefined) return 'the name of the function is not literal'
  const parts = said.split(/[\\/]/)
  const name = parts.at(-1) ?? ''
  if (!/^[A-Za-z_]\w*$/.test(name)) return 'the function is called by a number or an address'
  if (/^[\w.\]]+\*$/.test(args.at(-1) ?? '')) return `${name}: its arguments are in an array`
  const rest = args.map((one, index) => {
    const type = index % 2 === 0 ? textOf(one, pointerBytes, names) : undefined
    return type === undefined ? one : `"${type}"`
  })
  const pairs = Array.from(
    { length: rest.length >> 1 },
    (_, index) => [rest[2 * index] ?? '', rest[2 * index + 1] ?? ''] as const,
  )
  const odd = pairs.find(([type]) => typeName(type, pointerBytes) === undefined)
  if (odd) return `${name}: its type ${odd[0].slice(0, 40)} is not literal`
  const result = rest.length % 2 === 1 ? rest.at(-1) : undefined
  const isRead = isResultRead(call, script)
  const truth = openWidthTable().function(exportOf(name, 'W'), 'x64')?.parameters
  return {
    name: exportOf(name, 'W'),
    library: parts.length > 1 ? libraryName(parts.at(-2) ?? '') : undefined,
    // What is called without Cdecl is called as stdcall; DllCall then says for cdecl that the stack was off.
    convention: /^\s*"?\s*cdecl\b/i.test(result ?? '') ? 'cdecl' : undefined,
    place: { file, line: call.line },
    only: pointerBytes,
    result: width => {
      const type = resultType(result, width)
      // There is no other way to call a function that returns nothing.
      if (result === undefined && returnsNothing(name)) return voidType
      return isRead ? type : { ...type, kind: type.kind === 'void' ? 'void' : 'unknown' }
    },
    parameters: pairs.map(
      ([type, value], index) =>
        width =>
          parameterType(type, value, width, {
            buffer: argument => buffers(argument, call.start, width),
            isFloat: truth?.[index]?.type.kind === 'float',
          }),
    ),
  }
}

function returnsNothing(name: string): boolean {
  return openWidthTable().function(exportOf(name, 'W'), 'x64')?.result.kind === 'void'
}

/** Offsets at which a script reads and writes in a buffer that it passes for a struct of Windows. */
function addPlaces(program: Program, { calls }: AutoHotkeyScript, file: string): void {
  const table = openWidthTable()
  const structs = new Map<string, string>()
  for (const { name, args } of calls) {
    if (name !== 'dllcall') continue
    const called = exportOf((textOf(args[0] ?? '', 8) ?? '').split(/[\\/]/).at(-1) ?? '', 'W')
    const found = table.function(called, 'x64')
    found?.parameters.forEach(({ type }, index) => {
      const variable = /^&\s*(\w+)$|^(\w+)(?:\.ptr)?$/i.exec(args[2 * index + 2] ?? '')
      const key = (variable?.[1] ?? variable?.[2])?.toLowerCase()
      if (key && type.target && table.struct(type.target, 'x64'))
        structs.set(key, type.target.replace(/^const /, ''))
    })
  }
  for (const call of calls) {
    if (call.name !== 'numput' && call.name !== 'numget') continue
    const place = placeOf(call)
    const struct = place && structs.get(place.variable)
    const found = struct === undefined ? undefined : table.struct(struct, 'x64')
    if (!place || !found) continue
    if (numberOf(place.offset, 8) === 0 && saysItsSize(found)) addSize(program, call, found, file)
    const offset = numberOf(place.offset, 8)
    const name = typeName(place.type, 8)
    if (offset === undefined || name === undefined) continue
    const meant = handleAt32(place, table.struct(found.name, 'ia32'), found)
    if (!meant && fits(found, offset)) continue
    program.structs.push({
      name: found.name.replace(/^_/, ''),
      place: { file, line: call.line },
      only: 8,
      size: found.bytes,
      fields: [
        {
          name: meant ?? `offset ${offset}`,
          line: call.line,
          offset,
          type: () => scalar(place.type, 'signed', 8),
        },
      ],
    })
  }
}

/** The handle that is meant by an offset for both widths, which is its place in 32 bits alone. */
function handleAt32(
  { offset, type }: Place,
  narrow: StructInfo | undefined,
  wide: StructInfo,
): string | undefined {
  const place = numberOf(offset, 4)
  if (place !== numberOf(offset, 8) || !/^u?ptr$/.test(typeName(type, 8) ?? '')) return undefined
  const isHandle = (field: FieldInfo): boolean =>
    field.offset === place && field.type.family !== undefined
  if (wide.fields.some(isHandle)) return undefined
  return narrow?.fields.find(isHandle)?.name
}

/** `NumPut(68, si, 0, "UInt")`: the size that a program writes into a struct. */
function addSize(
  program: Program,
  { name, args, line }: DllCall,
  found: StructInfo,
  file: string,
): void {
  const [value = ''] =
    name === 'numput' ? (typeName(args[0] ?? '', 8) === undefined ? args : args.slice(1)) : []
  for (const only of [4, 8] as const) {
    const number = numberOf(value, only)
    if (number !== undefined)
      program.sizes.push({
        struct: found.name.replace(/^_/, ''),
        field: found.fields[0]?.name ?? '',
        value: number,
        only,
        place: { file, line },
      })
  }
}

function fits({ fields, bytes }: StructInfo, offset: number): boolean {
  return (
    offset >= bytes ||
    fields.some(
      field =>
        offset === field.offset ||
        (/^(struct|array)$/.test(field.type.kind) &&
          offset > field.offset &&
          offset < field.offset + field.bytes),
    )
  )
}

/** Where a script reads or writes in a variable. */
interface Place {
  readonly variable: string
  readonly offset: string
  readonly type: string
}

/** `NumPut(value, &x, 8, "UInt")` and `NumGet(x, 8, "UInt")`; version 2 puts the type first when it writes. */
function placeOf({ name, args }: DllCall): Place | undefined {
  const isOld = name === 'numget' || typeName(args[0] ?? '', 8) === undefined
  const [target = '', offset = '0', type = '"UPtr"'] =
    name === 'numget'
      ? args
      : isOld
        ? args.slice(1)
        : [args[2] ?? '', args[3] ?? '0', args[0] ?? '']
  const variable = /^&?\s*(\w+)$/.exec(target)?.[1]?.toLowerCase()
  const isShort = name === 'numget' && args.length === 2 && typeName(offset, 8) !== undefined
  return variable === undefined
    ? undefined
    : { variable, offset: isShort ? '0' : offset, type: isShort ? offset : type }
}

/** What a result is compared with in the lines behind the call. */
function addChecks(
  program: Program,
  call: DllCall,
  { name, place, only, result }: SourceFunction,
  { masked }: AutoHotkeyScript,
  text: string,
): void {
  if (sentinelOf(name) === undefined) return
  const [, variable] =
    /([\w.]+)\s*:=\s*$/.exec(masked.slice(Math.max(0, call.start - 100), call.start)) ?? []
  if (!variable) return
  const until = masked.slice(call.end, call.end + 3000).search(/\n\}/)
  const behind = text.slice(call.end, call.end + (until < 0 ? 3000 : until))
  const tests = testsOf(variable, behind)
  if (tests && tests.length > 0)
    program.comparisons.push({ function: name, result, tests, place, only })
}

function testsOf(variable: string, text: string): FailureTest[] | undefined {
  const name = variable.replace(/\./g, '\\.')
  const tests: FailureTest[] = []
  for (const line of text.split('\n').slice(0, 60)) {
    if (new RegExp(`(?<![\\w.])${name}\\s*:=`, 'i').test(line)) break
    if (!/\bif\b|\?|\bwhile\b|&&|\|\|/i.test(line)) continue
    if (new RegExp(`(?<![\\w.])${name}\\s*[<>](?!>)`, 'i').test(line)) return undefined
    if (new RegExp(`(?<![\\w.!])${name}\\s*(\\)|$|\\?|&&|\\|\\||\\{|and\\b|or\\b)`, 'i').test(line))
      return undefined
    for (const [spelled] of line.matchAll(new RegExp(`!\\s*${name}(?![\\w.])`, 'gi')))
      tests.push({ spelled, value: { kind: 'falsy' }, loose: true })
    for (const [spelled, value = ''] of line.matchAll(
      new RegExp(`(?<![\\w.])${name}\\s*(?:!==?|==?|<>)\\s*(-?\\w+)`, 'gi'),
    )) {
      const number = numberOf(value, 8)
      if (number === undefined) return undefined
      tests.push({ spelled, value: { kind: 'number', value: BigInt(number) }, loose: true })
    }
  }
  return tests
}
