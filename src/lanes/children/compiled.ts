import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Architecture } from '../../declare/win32/architecture.ts'
import { packageFolder } from '../../os/package-folder.ts'
import { runTool } from '../../os/spawn.ts'
import type { Plan } from '../../program/plan.ts'
import { spellOut, type SpelledPlan, type SpelledStep } from '../../program/spell-out.ts'
import type { Ready } from '../engines/engine.ts'
import { ProvisionProblem } from '../provision/problem.ts'
import { listText, planText, type Refusals } from './c-text.ts'

const sources = join(packageFolder, 'src', 'child', 'c')
const parts = ['main.c', 'evidence.c', 'journal.c', 'measure.c']

/** The mingw-w64 compilers, by target architecture. */
const compilers: Readonly<Partial<Record<Architecture, string>>> = {
  x64: 'x86_64-w64-mingw32-gcc',
  ia32: 'i686-w64-mingw32-gcc',
}

// By default the linker resolves a __cdecl name to a __stdcall function, which would hide the mistake.
const settings = [
  '-std=gnu17',
  '-O2',
  '-w',
  '-fno-builtin',
  '-DWIN32_LEAN_AND_MEAN',
  '-Wl,--disable-stdcall-fixup',
]
const compileLimitMs = 600_000
/** An argument takes at least four bytes in 32-bit code. */
const slotBytes = 4

/** The symbol that 32-bit code asks the linker for. It includes the bytes of the arguments where the callee pops them. */
function askedName({ function: name, convention, parameters }: SpelledStep): string {
  const bytes = parameters.reduce(
    (sum, { bits }) => sum + Math.max(slotBytes, Math.ceil(bits / 8)),
    0,
  )
  return convention === '__stdcall' ? `${name}@${bytes}` : name
}

/** Why a plan with a checked conversion cannot run in C. */
export const uncheckedInC = 'C has no checked conversion to 32 bits'

function checkedRefusals({ steps }: SpelledPlan): [string, string][] {
  return steps.flatMap(step =>
    step.parameters.some(({ passing }) => passing === 'checked-32')
      ? [[step.function, uncheckedInC]]
      : [],
  )
}

/** Functions that the linker cannot find under the declarations of a plan, with its message. */
function linkRefusals({ steps }: SpelledPlan, missing: ReadonlySet<string>): [string, string][] {
  return steps.flatMap(step => {
    const name = askedName(step)
    return missing.has(name) ? [[step.function, `ld: undefined reference to \`${name}'`]] : []
  })
}

function missingIn(output: string): ReadonlySet<string> {
  return new Set(
    [...output.matchAll(/undefined reference to `([^']+)'/g)].map(([, name = '']) => name),
  )
}

/** Compiles plans into a Windows program. Functions that the linker refuses are left out and reported. */
async function compile(
  compiler: string,
  plans: readonly SpelledPlan[],
  folder: string,
): Promise<string> {
  const program = join(folder, 'child.exe')
  const libraries = new Set(plans.flatMap(({ steps }) => steps.map(({ library }) => library)))
  const files = plans.map((_, index) => join(folder, `plan-${index}.c`))
  // In one file, since to read windows.h takes longer than all that is compiled: 6 s for the parts one by one, 1.4 s at once.
  const main = join(folder, 'child.c')
  const included = parts.map(name => `#include "${name}"\n`).join('')
  await writeFile(main, included + listText(plans.length))
  const words = [
    ...settings,
    `-I${sources}`,
    '-o',
    program,
    main,
    ...files,
    ...[...libraries].map(name => `-l${name}`),
  ]
  let refusals: readonly Refusals[] = plans.map(plan => new Map(checkedRefusals(plan)))
  for (;;) {
    await Promise.all(
      plans.map((plan, index) =>
        writeFile(files[index] ?? '', planText(plan, index, refusals[index] ?? new Map())),
      ),
    )
    const made = await runTool(compiler, words, { timeoutMs: compileLimitMs, cwd: folder })
    if (made.exitCode === 0) return program
    const missing = missingIn(made.stderr)
    const next = plans.map(
      (plan, index) => new Map([...(refusals[index] ?? []), ...linkRefusals(plan, missing)]),
    )
    // Nothing more is refused, so the failure has another cause than a single declaration.
    if (next.every((one, index) => one.size === refusals[index]?.size))
      throw new ProvisionProblem(
        `${compiler} does not compile the plans: ${made.startError ?? made.stderr.split('\n').find(line => /error|undefined/.test(line)) ?? `exit code ${made.exitCode}`}.`,
        'Reinstall mingw-w64.',
      )
    refusals = next
  }
}

/** Prepares children that are compiled for their plans. */
export async function prepareCompiled(ready: Ready, architecture: Architecture): Promise<Ready> {
  const { start } = ready
  const compiler = compilers[architecture] ?? ''
  const { startError } = await runTool(compiler, ['-dumpfullversion'])
  if (startError !== null || !start)
    throw new ProvisionProblem(
      `There is no ${compiler} here, which compiles the plans.`,
      'Install mingw-w64; on Debian: apt-get install gcc-mingw-w64.',
    )
  return {
    ...ready,
    async layOut(plans: readonly Plan[], folder: string) {
      const program = await compile(compiler, plans.map(spellOut), folder)
      return words => start(program, words)
    },
  }
}
