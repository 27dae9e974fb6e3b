import { dirname, join, resolve, sep } from 'node:path'
import type { Architecture } from '../../win32/architecture.ts'
import { pointerBytesOf } from '../../win32/architecture.ts'
import type { Declaration, DeclaredFunction, Undeclared } from '../../model.ts'
import type { Reading } from '../../reading.ts'
import { declaredCType, layoutStruct, type CType, type StructType } from './ctype.ts'
import { isExhausted, makeMachine, stepLimit, type Machine } from './interpreter.ts'
import { parsePython, type ParsedFile } from './parse.ts'
import { isUnclear, runBlock, testByFunction } from './statements.ts'
import type { ForeignFunction, PyValue, Scope } from './value.ts'
import { ctypesVocabulary } from './vocabulary.ts'

/** Reads Python files without running them and collects what they declare with ctypes. */
export async function readCtypes(
  files: readonly string[],
  architectures: readonly Architecture[],
  limitMs: number,
): Promise<Reading> {
  const deadline = performance.now() + limitMs
  const parsed: ParsedFile[] = []
  for (const file of files) parsed.push(await parsePython(file, deadline, limitMs))
  const trees = new Map(
    parsed.flatMap(one => (one.kind === 'parsed' ? [[one.file, one] as const] : [])),
  )
  const declarations = new Map<Architecture, Declaration[]>()
  const failures = parsed.flatMap(noticeOf)
  for (const architecture of architectures) {
    const machine = interpret(trees, architecture, deadline)
    declarations.set(architecture, collect(machine))
    if (machine.steps > stepLimit)
      failures.push(
        `The Python files hold more than can be followed within ${limitMs / 1000} s; what was read by then was audited`,
      )
  }
  for (const { tree } of trees.values()) tree.delete()
  return {
    declarations,
    vocabulary: ctypesVocabulary,
    notices: [...new Set(failures)],
    failures: [...new Set(failures)],
    files: [...trees.keys()],
  }
}

function noticeOf(parsed: ParsedFile): string[] {
  if (parsed.kind === 'skipped') return [`${parsed.file} was not read: ${parsed.reason}`]
  return parsed.firstError === undefined
    ? []
    : [
        `${parsed.file} has invalid syntax at line ${parsed.firstError}; what could be read of it was audited`,
      ]
}

type Trees = ReadonlyMap<string, Extract<ParsedFile, { kind: 'parsed' }>>

function interpret(trees: Trees, architecture: Architecture, deadline: number): Machine {
  const scopes = new Map<string, Scope>()
  const machine = makeMachine(
    pointerBytesOf(architecture),
    (name, level, from) => {
      const file = isExhausted(machine, trees.size)
        ? undefined
        : findModule(trees, name, level, from)
      return file === undefined ? undefined : run(file)
    },
    deadline,
  )
  const run = (file: string): Scope => {
    const known = scopes.get(file)
    if (known) return known
    // Named first: modules may import each other.
    const scope: Scope = { names: new Map() }
    scopes.set(file, scope)
    const before = machine.file
    machine.file = file
    runBlock(machine, trees.get(file)?.tree.rootNode ?? null, scope)
    machine.file = before
    return scope
  }
  for (const file of trees.keys()) run(file)
  // Bodies of functions may define functions, whose bodies come after them.
  for (let index = 0; index < machine.later.length; index += 1) machine.later[index]?.()
  return machine
}

function findModule(trees: Trees, name: string, level: number, from: string): string | undefined {
  const path = name.split('.').join(sep)
  if (level > 0) {
    let folder = dirname(from)
    for (let up = 1; up < level; up += 1) folder = dirname(folder)
    return [join(folder, `${path}.py`), join(folder, path, '__init__.py')].find(file =>
      trees.has(resolve(file)),
    )
  }
  const files = [...trees.keys()]
  return [`${sep}${path}.py`, `${sep}${path}${sep}__init__.py`].flatMap(end =>
    files.filter(file => file.endsWith(end)),
  )[0]
}

function collect(machine: Machine): Declaration[] {
  const foreign = machine.found.libraries.flatMap(library => [...library.functions.values()])
  for (const one of foreign) {
    testByFunction(machine, one.errcheck, one)
    testByFunction(machine, one.restype?.value, one)
  }
  return [
    ...foreign.flatMap(one => collectFunction(machine, one)),
    ...machine.found.structs.flatMap(struct => collectStruct(machine, struct, struct.name)),
    ...machine.found.renamed.flatMap(({ name, struct }) => collectStruct(machine, struct, name)),
    ...machine.found.aliases.map(({ name, type, spelled, file, line }): Declaration => ({
      kind: 'alias',
      name,
      type: { ...declaredCType(type, machine.pointerBytes), spelled },
      place: { file, line },
    })),
    ...machine.found.sizes.map(({ struct, field, value, file, line }): Declaration => ({
      kind: 'size',
      struct,
      field,
      value: Number(value),
      place: { file, line },
    })),
    ...machine.found.results.flatMap(
      ({ foreign: { name, restype, errcheck }, tests, at, isChecker }): Declaration[] => {
        // Where errcheck has looked at the result before the program sees it, what the program does is no test for failure.
        if (tests.length === 0 || isUnclear(tests) || (errcheck && !isChecker)) return []
        return [
          {
            kind: 'comparison',
            function: name,
            tests,
            result: restype
              ? declaredCType(restype.type, machine.pointerBytes)
              : undeclared(machine),
            place: at,
          },
        ]
      },
    ),
  ]
}

function undeclared(machine: Machine, loose?: LoosePositions): Undeclared {
  return {
    kind: 'undeclared',
    fallback: declaredCType(
      { kind: 'scalar', name: 'C int', class: 'signed', bytes: 4 },
      machine.pointerBytes,
    ),
    ...loose,
  }
}

function collectFunction(
  machine: Machine,
  { name, library, restype, argtypes, calls }: ForeignFunction,
): DeclaredFunction[] {
  const at = restype?.at ?? argtypes?.at ?? calls[0]?.at
  if (!at || argtypes?.types === 'unknown' || isUnknown(restype?.type)) return []
  return [
    {
      kind: 'function',
      name,
      library: library.name,
      convention: library.convention,
      place: at,
      result: restype ? declaredCType(restype.type, machine.pointerBytes) : undeclared(machine),
      parameters: argtypes
        ? argtypes.types.map(type => declaredCType(type, machine.pointerBytes))
        : undeclared(machine, loosePositions(calls.map(({ values }) => values))),
      ...(restype && { resultPlace: restype.at }),
      ...(argtypes && { parametersPlace: argtypes.at }),
      ...(!argtypes && calls[0] && { parametersPlace: calls[0].at }),
    },
  ]
}

function isUnknown(type: CType | undefined): boolean {
  return type?.kind === 'unknown'
}

interface LoosePositions {
  readonly positions: readonly number[]
  readonly certain: readonly number[]
}

/** Positions at which a call passes something that ctypes does not know the type of; undefined where there is no call in sight. */
function loosePositions(calls: readonly (readonly PyValue[])[]): LoosePositions | undefined {
  if (calls.length === 0) return undefined
  const find = (matches: (value: PyValue) => boolean): number[] => [
    ...new Set(
      calls.flatMap(values => values.flatMap((value, index) => (matches(value) ? [index] : []))),
    ),
  ]
  return {
    positions: find(value => isPlainNumber(value) || value.kind === 'unknown'),
    certain: find(isPlainNumber),
  }
}

/** A number that is not the same in 32 and in 64 bits, or may not be. */
function isPlainNumber(value: PyValue): boolean {
  return (
    value.kind === 'result' ||
    (value.kind === 'int' && (value.value < 0n || value.value >= 2n ** 31n))
  )
}

function collectStruct(machine: Machine, struct: StructType, name: string): Declaration[] {
  // A class has the fields of the one it is made from, and so may a thousand others.
  if (isExhausted(machine, struct.fields?.length)) return []
  const layout = layoutStruct(struct, machine.pointerBytes)
  if (!layout) return []
  const fields = layout.fields.map(({ field, offset }) => ({
    name: field.name,
    type: declaredCType(field.type, machine.pointerBytes),
    offset,
    place: { file: struct.file, line: field.line },
    ...(field.bits !== undefined && { bits: field.bits }),
  }))
  return [
    {
      kind: 'struct',
      name,
      bytes: layout.bytes,
      fields,
      place: { file: struct.file, line: struct.line },
    },
  ]
}
