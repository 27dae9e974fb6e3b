import type {
  Declaration,
  DeclaredCall,
  DeclaredFunction,
  DeclaredType,
  Undeclared,
} from '../../model.ts'
import type { NotFollowed } from '../../reading.ts'
import { isWindowsLibrary, openWidthTable } from '../../widths/table.ts'
import type { CtypesType, StructType } from './ctype.ts'
import { declaredCType, declaredParameter, declaredStruct } from './declared.ts'
import { isUnclear } from './failure-tests.ts'
import { isExhausted, parametersOf, type Interpreter } from './machine.ts'
import {
  type At,
  type ForeignCall,
  type CtypesFunction,
  type ForeignResult,
  type Instance,
  type PyValue,
} from './value.ts'

/** Functions whose handle is a small negative number. */
const pseudoHandles = new Set(['GetCurrentProcess', 'GetCurrentThread'])

/** What an interpretation found, as declarations. */
export function collect(machine: Interpreter): Declaration[] {
  const foreign = machine.found.libraries.flatMap(library => [...library.functions.values()])
  for (const one of foreign) {
    testByFunction(machine, one.errcheck, one)
    testByFunction(machine, one.restype?.value, one)
  }
  const { structs, renamed, aliases, sizes, results } = machine.found
  markNested(structs)
  const elsewhere = filesOfOthers(foreign)
  const isOurs = ({ kind, place: { file } }: Declaration): boolean =>
    kind === 'function' || kind === 'comparison' || file === undefined || !elsewhere.has(file)
  return [
    ...foreign.flatMap(one => collectFunction(machine, one)),
    ...structs.flatMap(struct => collectStruct(machine, struct, struct.name, struct)),
    ...renamed.flatMap(({ name, struct, at }) =>
      collectStruct(machine, struct, name, struct.file === '' ? at : struct),
    ),
    ...aliases.flatMap(alias => collectAlias(machine, alias)),
    ...sizes.map(({ struct, field, value, at }): Declaration => ({
      kind: 'size',
      struct,
      field,
      value: Number(value),
      place: at,
    })),
    ...results.flatMap(result => collectComparison(machine, result)),
  ].filter(isOurs)
}

/** Files that use libraries, and none that may be of Windows: what they call BOOL is their own. */
function filesOfOthers(foreign: readonly CtypesFunction[]): ReadonlySet<string> {
  const ours = new Set<string>()
  const all = new Set<string>()
  const table = openWidthTable()
  for (const { library, restype, argtypes, calls } of foreign) {
    const isOther =
      isOfUnknownLibrary(library) || (library.name !== '' && !isWindowsLibrary(library.name, table))
    for (const at of [restype?.at, argtypes?.at, ...calls.map(call => call.at)]) {
      if (at) all.add(at.file)
      if (at && !isOther) ours.add(at.file)
    }
  }
  return new Set([...all].filter(file => !ours.has(file)))
}

/** A struct in a struct that the program makes is made with it. */
function markNested(structs: readonly StructType[]): void {
  const mark = (type: CtypesType, depth: number): void => {
    if (depth > 16) return
    if (type.kind === 'array') mark(type.of, depth + 1)
    if (type.kind !== 'struct' || (type.isMade && depth > 0)) return
    type.isMade = true
    if (type.base) mark(type.base, depth + 1)
    for (const field of type.fields ?? []) mark(field.type, depth + 1)
  }
  for (const struct of structs) if (struct.isMade) mark(struct, 0)
}

function collectAlias(
  machine: Interpreter,
  { name, type, spelled, at }: Interpreter['found']['aliases'][number],
): Declaration[] {
  const declared = declaredCType(type, machine.pointerBytes)
  if (declared.callback) {
    const described = describedBy(machine, name)
    return described === undefined
      ? [{ kind: 'callback', name, ...declared.callback, place: at }]
      : [{ kind: 'function', name: described, ...declared.callback, place: at }]
  }
  return [{ kind: 'alias', name, type: { ...declared, spelled }, place: at }]
}

/** The function that a prototype is named after: `CreateFileWPrototype = WINFUNCTYPE(…)`, to be bound later. */
function describedBy(machine: Interpreter, name: string): string | undefined {
  const stem = /^(\w+?)_?[Pp]roto(?:type)?$/.exec(name)?.[1]
  return stem !== undefined && machine.isExported(stem) ? stem : undefined
}

function collectComparison(
  machine: Interpreter,
  { foreign: { name, library, restype, errcheck }, tests, at, isChecker }: ForeignResult,
): Declaration[] {
  // Where errcheck has looked at the result before the program sees it, what the program does is no test for failure.
  if (tests.length === 0 || isUnclear(tests) || (errcheck && !isChecker)) return []
  if (isOfUnknownLibrary(library)) return []
  return [
    {
      kind: 'comparison',
      function: name,
      tests,
      result: restype ? declaredCType(restype.type, machine.pointerBytes) : undeclared(machine),
      place: at,
    },
  ]
}

/** A library that was opened as cdecl, and of which not even the name is known, is none of Windows. */
function isOfUnknownLibrary({ name, convention }: CtypesFunction['library']): boolean {
  return name === '' && convention === 'cdecl'
}

function undeclared(machine: Interpreter, positions?: Positions): Undeclared {
  return {
    kind: 'undeclared',
    fallback: declaredCType(
      { kind: 'scalar', name: 'C int', class: 'signed', bytes: 4 },
      machine.pointerBytes,
    ),
    ...positions,
  }
}

function collectFunction(machine: Interpreter, foreign: CtypesFunction): DeclaredFunction[] {
  const { name, library, restype, argtypes, calls, misspelt } = foreign
  const at = restype?.at ?? argtypes?.at ?? misspelt[0]?.at ?? calls[0]?.at
  if (!at || isOfUnknownLibrary(library)) return []
  const types = argtypes?.types === 'unknown' ? undefined : argtypes?.types
  const passed = calls.flatMap(call => passedBy(machine, call))
  const isUnread = calls.length > 0 && calls.every(({ result }) => !result.isRead)
  return [
    {
      kind: 'function',
      name,
      library: library.name,
      convention: library.convention,
      place: at,
      result: restype ? declaredCType(restype.type, machine.pointerBytes) : undeclared(machine),
      parameters: types
        ? types.map(type => declaredParameter(type, machine.pointerBytes))
        : undeclared(machine, argtypes ? { positions: [], certain: [] } : positionsIn(calls)),
      ...(restype && { resultPlace: restype.at }),
      ...(argtypes && { parametersPlace: argtypes.at }),
      ...(!argtypes && calls[0] && { parametersPlace: plainestOf(calls).at }),
      ...(isUnread && { isResultUnread: true as const }),
      ...(passed.length > 0 && { calls: passed }),
      negative: positionsIn(calls)?.negative ?? [],
      ...(misspelt.length > 0 && {
        ignored: misspelt.map(one => ({
          attribute: one.attribute,
          meant: one.meant,
          place: one.at,
        })),
      }),
    },
  ]
}

/** The types of what a call passes; nothing where none is known. */
function passedBy(machine: Interpreter, { values, at }: ForeignCall): DeclaredCall[] {
  const types = values.map(value => passedType(machine, value))
  return types.some(type => type !== undefined) ? [{ values: types, place: at }] : []
}

function passedType(machine: Interpreter, value: PyValue): DeclaredType | undefined {
  if (value.kind !== 'instance' || value.type.kind === 'unknown' || isSmallConstant(value))
    return undefined
  const { pointerBytes } = machine
  const { type } = value
  const declared = declaredParameter(type, pointerBytes)
  return declared.kind === 'unknown' ? undefined : declared
}

/** `c_int(0)`, `DWORD()`: a number that nobody changes, and that is the same in 32 and in 64 bits. */
function isSmallConstant({ type, value, isZero, isOpen }: Instance): boolean {
  const known = value ?? (isZero ? 0n : undefined)
  return (
    type.kind === 'scalar' && known !== undefined && !isOpen && known >= 0n && known < 2n ** 31n
  )
}

interface Positions {
  readonly positions: readonly number[]
  readonly certain: readonly number[]
  readonly negative?: readonly number[]
}

/** Positions at which a call passes something that ctypes does not know the type of; undefined where there is no call in sight. */
function positionsIn(calls: readonly ForeignCall[]): Positions | undefined {
  if (calls.length === 0) return undefined
  const find = (matches: (value: PyValue) => boolean): number[] => [
    ...new Set(
      calls.flatMap(({ values }) =>
        values.flatMap((value, index) => (matches(value) ? [index] : [])),
      ),
    ),
  ]
  return {
    positions: find(value => isPlainNumber(value) || value.kind === 'unknown'),
    certain: find(isPlainNumber),
    negative: find(isNegative),
  }
}

/** The call that shows best what is lost where nothing is declared. */
function plainestOf(calls: readonly ForeignCall[]): Pick<ForeignCall, 'at'> {
  const found =
    calls.find(({ values }) => values.some(isNegative)) ??
    calls.find(({ values }) => values.some(isPlainNumber))
  return found ?? calls[0] ?? { at: { file: '', line: 0 } }
}

/** A number that is not the same in 32 and in 64 bits, or may not be. */
function isPlainNumber(value: PyValue): boolean {
  return (
    value.kind === 'result' ||
    (value.kind === 'int' && (value.value < 0n || value.value >= 2n ** 31n))
  )
}

/** A negative number, or one of 32 bits that is a pseudo handle there. */
function isNegative(value: PyValue): boolean {
  if (value.kind === 'instance')
    return (
      value.type.kind === 'scalar' && value.value !== undefined && isNegativeNumber(value.value)
    )
  return value.kind === 'int'
    ? isNegativeNumber(value.value)
    : value.kind === 'result' && pseudoHandles.has(value.result.foreign.name)
}

function isNegativeNumber(value: bigint): boolean {
  return value < 0n || value === 0xffff_ffffn || value === 0xffff_fffen
}

function collectStruct(
  machine: Interpreter,
  struct: StructType,
  name: string,
  place: At,
): Declaration[] {
  if (struct.isSwapped) return []
  const made = declaredStruct(struct, machine.pointerBytes, { file: place.file, line: place.line })
  return made && !isExhausted(machine) ? [{ ...made, name }] : []
}

/** Looks at a function that is handed the result of a foreign one, by `errcheck` or as a result type, for how it tests it. */
function testByFunction(
  machine: Interpreter,
  checker: PyValue | undefined,
  foreign: CtypesFunction,
): void {
  if (checker?.kind !== 'def') return
  const [first] = parametersOf(checker)
  if (first?.type !== 'identifier') return
  const at = { file: checker.file, line: checker.node.line }
  const result: ForeignResult = { foreign, tests: [], at, isChecker: true, frame: 0, isRead: true }
  machine.found.results.push(result)
  const names = new Map<string, PyValue>([[first.text, { kind: 'result', result }]])
  const before = machine.file
  machine.file = checker.file
  machine.runBlock(machine, checker.node.field('body'), { names, parent: checker.scope })
  machine.file = before
}

/** Declarations that were seen and not followed: those whose place was not followed in some other call either. */
export function collectNotFollowed({ found }: Interpreter): NotFollowed[] {
  return [...found.notFollowed]
    .filter(([key]) => !found.followed.has(key))
    .map(([, { file, line, why }]) => ({ file, line, why }))
}
