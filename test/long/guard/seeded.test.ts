import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import { findHere } from '../../support/audit/audit-here.ts'
import { makePick } from '../../support/audit/pick.ts'
import {
  correctBinding,
  plantMistake,
  writeKoffi,
  type Seeded,
} from '../../support/audit/seeded.ts'
import { koffi } from '../../../src/os/koffi.ts'
import type { NativeKoffi } from '../../../src/guard/native.ts'
import { needs } from '../../support/require.ts'
import { makeFakeKernel } from '../../support/guard/fake-kernel.ts'
import { guardHere, type Told } from '../../support/guard/guarded.ts'
import {
  correctProgram,
  plantInProgram,
  type SeededProgram,
} from '../../support/guard/seeded-programs.ts'

/** Handles have an upper half, and koffi's memory 64-bit addresses. */
const wide = needs('64-bit', koffi.sizeof('void *') === 8, 'Run the tests with a 64-bit Node.')

interface Ran {
  readonly told: Told | undefined
  readonly results: readonly unknown[]
  readonly refused: readonly string[]
}

/** Runs a program over a kernel of its own, under the guard or without it. */
function run(source: string, guarded: boolean): Ran {
  koffi.reset()
  const kernel = makeFakeKernel()
  const told = guarded ? guardHere(kernel.native) : undefined
  const text = `${source.replace(/^import .*$/m, '').replaceAll('export ', '')}\nreturn main()`
  try {
    return {
      told,
      results: new Function('koffi', text)(kernel.native) as unknown[],
      refused: kernel.refused,
    }
  } finally {
    kernel.release()
  }
}

const programs: readonly SeededProgram[] = Array.from({ length: 100 }, (_, index) =>
  plantInProgram(makePick(104_729 * (index + 1))),
)

t.test(
  'the correct program behaves under the guard as without it, and nothing is told',
  wide,
  async t => {
    const [plain, guarded] = [run(correctProgram, false), run(correctProgram, true)]
    t.same(guarded.results, plain.results)
    t.same(
      [guarded.refused, plain.refused],
      [['CloseHandle'], ['CloseHandle']],
      'the second close of a handle alone',
    )
    t.same(guarded.told?.losses, [])
    t.same(guarded.told?.findings, [])
    t.equal(guarded.told?.tags.count(), 3, 'handles were followed')
  },
)

t.test(
  '100 mistakes in the use of handles: the audit sees none of them, the guard each',
  wide,
  async t => {
    t.ok(new Set(programs.map(({ mistake }) => mistake)).size > 60, 'they differ')
    t.same(
      programs.filter(({ source }) => findHere(source).length > 0).map(({ mistake }) => mistake),
      [],
      'seen by the audit',
    )
    t.same(
      programs
        .filter(({ source }) => run(source, true).told?.losses.length === 0)
        .map(({ mistake }) => mistake),
      [],
      'missed by the guard',
    )
    // What lies behind memory that is too short is anybody's guess.
    const certain = programs.filter(({ mistake }) => !/of (16|20|24) bytes/.test(mistake))
    t.same(
      certain
        .filter(
          ({ source }) => !isDeepStrictEqual(run(source, true).results, run(source, false).results),
        )
        .map(({ mistake }) => mistake),
      [],
      'each does what it does without the guard',
    )
  },
)

t.test(
  '100 mistakes in declarations: the guard sees what the audit sees, save for sentinels, which are no declarations',
  async t => {
    const mistakes = Array.from({ length: 100 }, (_, index) =>
      plantMistake(makePick(7919 * (index + 1))),
    )
    const isFound = ({ binding }: Seeded, architecture: 'x64' | 'ia32'): boolean =>
      declareGuarded(writeKoffi(binding), architecture).findings.length > 0
    const found = mistakes.filter(one => isFound(one, 'x64') || isFound(one, 'ia32'))
    const missed = mistakes.filter(one => !found.includes(one))
    t.same(
      missed.filter(({ mistake }) => !/compared with/.test(mistake)).map(({ mistake }) => mistake),
      [],
    )
    t.same(
      missed.filter(({ binding }) => findHere(writeKoffi(binding)).length === 0),
      [],
      'each is found by one of the two',
    )
    for (const architecture of ['x64', 'ia32'] as const)
      t.same(declareGuarded(writeKoffi(correctBinding), architecture).findings, [])
    t.comment(
      `audit 100 of 100, guard ${found.length} of 100 declarations; audit 0 of 100, guard 100 of 100 uses`,
    )
  },
)

/** What the guard tells when the module is loaded; the library has every function, and none is called. */
function declareGuarded(source: string, architecture: 'x64' | 'ia32'): Told {
  koffi.reset()
  let serial = 0
  const func = (...values: unknown[]): unknown => {
    const [result, parameters] = values.slice(-2) as [string, string[]]
    const pointer = koffi.register(
      () => 0,
      koffi.pointer(koffi.proto(`one_${(serial += 1)}`, 'void', [])),
    )
    const made = koffi.decode(pointer, koffi.proto(`two_${serial}`, result, parameters)) as unknown
    koffi.unregister(pointer)
    return made
  }
  const native: NativeKoffi = { ...(koffi as unknown as NativeKoffi), load: () => ({ func }) }
  const told = guardHere(native, architecture)
  new Function('koffi', source.replace(/^import .*$/m, '').replaceAll('export ', ''))(native)
  return told
}
