import { cpuMs } from '../../../os/cpu-clock.ts'
import type { Architecture } from '../../win32/architecture.ts'
import { pointerBytesOf } from '../../win32/architecture.ts'
import type { Declaration } from '../../model.ts'
import type { NotFollowed, Reading } from '../../reading.ts'
import { openWidthTable } from '../../widths/table.ts'
import { callFunction } from './calls.ts'
import { collect, collectNotFollowed } from './collect.ts'
import { isExhausted, makeMachine, stepLimit, type Interpreter } from './machine.ts'
import { openParser } from './parse.ts'
import { openProgram, type PythonProgram } from './program.ts'
import { runBlock } from './statements.ts'
import type { PythonNode } from './syntax.ts'
import type { Scope } from './value.ts'
import { ctypesVocabulary } from './vocabulary.ts'

/** Reads Python files without running them and collects what they declare with ctypes. */
export async function readCtypes(
  files: readonly string[],
  architectures: readonly Architecture[],
  limitMs: number,
): Promise<Reading> {
  // A slow machine takes seconds to load the grammar, which no time limit of a file has to pay for.
  const parse = await openParser()
  const deadline = cpuMs() + limitMs
  const program = openProgram(files, parse, { deadline, limitMs })
  const declarations = new Map<Architecture, Declaration[]>()
  const failures: string[] = []
  const notFollowed = new Map<string, NotFollowed>()
  let wide: Interpreter | undefined
  for (const architecture of architectures) {
    // What never asks for the processor is the same on both processors with wide pointers.
    const isSame = pointerBytesOf(architecture) === 8 && wide?.asksProcessor === false
    const known = isSame
      ? architectures.map(one => declarations.get(one)).find(made => made !== undefined)
      : undefined
    if (known && wide) {
      declarations.set(architecture, known)
      continue
    }
    const machine = interpret(program, architecture, deadline)
    if (pointerBytesOf(architecture) === 8) wide = machine
    declarations.set(architecture, collect(machine))
    for (const one of collectNotFollowed(machine)) notFollowed.set(`${one.file}:${one.line}`, one)
    if (machine.steps > stepLimit)
      failures.push(
        `The Python files hold more than can be followed within ${limitMs / 1000} s of processor time; what was read by then was audited`,
      )
  }
  const told = [...new Set([...program.failures(), ...failures])]
  return {
    declarations,
    vocabulary: ctypesVocabulary,
    notices: told,
    failures: told,
    files: program.files(),
    notFollowed: [...notFollowed.values()],
  }
}

/** Whether a DLL of Windows exports a function on an architecture; undefined for one that the table does not know at all. */
function isExportedOn(architecture: Architecture): (name: string) => boolean | undefined {
  const table = openWidthTable()
  return name => {
    if (table.function(name, architecture)) return true
    const isElsewhere = table.function(name, architecture === 'ia32' ? 'x64' : 'ia32')
    return isElsewhere || table.resolveFunctionName(name) ? false : undefined
  }
}

/** Looks at every file of interest; modules are looked at when they are first imported. */
function interpret(
  program: PythonProgram,
  architecture: Architecture,
  deadline: number,
): Interpreter {
  const scopes = new Map<string, Scope>()
  const machine = makeMachine({
    pointerBytes: pointerBytesOf(architecture),
    architecture,
    isExported: isExportedOn(architecture),
    importModule: (name, level, from) => {
      const file = isExhausted(machine) ? undefined : program.findModule(name, level, from)
      return file === undefined ? undefined : run(file)
    },
    runBlock,
    callFunction: (machine, callee, values, at) =>
      callFunction(machine, callee, { values, keywords: new Map(), node: callee.node, at }),
    deadline,
  })
  const run = (file: string): Scope | undefined => {
    const known = scopes.get(file)
    if (known) return known
    const root = program.parse(file)
    if (!root) return undefined
    // Named first: modules may import each other.
    const scope: Scope = { names: new Map(), varying: namesOfFunctions(root) }
    scopes.set(file, scope)
    const { file: before, frames, unsure } = machine
    const around = frames.splice(0)
    machine.file = file
    machine.unsure = 0
    const expected = { ...machine.expected }
    Object.assign(machine.expected, { ImportError: 0, AttributeError: 0 })
    runBlock(machine, root, scope)
    Object.assign(machine.expected, expected)
    frames.push(...around)
    machine.file = before
    machine.unsure = unsure
    return scope
  }
  for (const file of program.ofInterest) run(file)
  // Bodies of functions may define functions, whose bodies come after them.
  for (let index = 0; index < machine.later.length; index += 1) machine.later[index]?.()
  return machine
}

/** Names of a module that its functions change. */
function namesOfFunctions(root: PythonNode): Set<string> {
  const names = new Set<string>()
  if (!/\bglobal\b/.test(root.text)) return names
  const look = (node: PythonNode): void => {
    if (node.type === 'global_statement') for (const { text } of node.children) names.add(text)
    else if (/^(block|module|.*_statement|.*_definition|.*_clause)$/.test(node.type))
      for (const child of node.children) look(child)
  }
  look(root)
  return names
}
