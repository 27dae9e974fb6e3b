import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { lookAtWine } from '../../../../src/lanes/engines/wine/look.ts'
import { matrixOf } from '../../../../src/result/matrix.ts'
import { parseRun } from '../../../../src/result/read-run.ts'
import { callAs } from '../../../../src/program/changes.ts'
import { serial } from '../../../../src/program/sequences/serial/index.ts'
import { trueAbi } from '../../../../src/declare/win32/abi.ts'
import { essence, moduleFolder } from '../../../support/binding/equivalence.ts'
import { koffiModule } from '../../../support/binding/koffi-module.ts'
import { packageFolder } from '../../../../src/os/package-folder.ts'
import { needs } from '../../../support/require.ts'
import { commandLine } from '../../../support/cli/command-line.ts'

const look = await lookAtWine('x64')
const wine = needs(
  'wine',
  look.state !== 'absent',
  'Wine is not here: type "handle-width setup wine"',
)

const bindings = join(packageFolder, 'fixtures', 'bindings')

t.test(
  'bindings under Wine: a right one is the control, the mistake of pyserial 2.5 is its probe',
  wine,
  async t => {
    const out = join(t.testdir(), 'run.json')
    const { exitCode, stdout, stderr } = await commandLine([
      'run',
      '--engine',
      'wine',
      '--arch',
      'x64',
      '--quiet',
      '--save',
      out,
      '--probe',
      'overlapped-32',
      '--binding',
      join(bindings, 'correct.mjs'),
      join(bindings, 'overlapped-32.py'),
    ])
    t.equal(exitCode, 1, stderr)
    const matrix = matrixOf(parseRun(readFileSync(out, 'utf8'), 'run'))
    for (const lane of ['wine-x64', 'wine-x64-tagged']) {
      t.ok(essence(matrix, lane, 'correct').length > 100, `the control was measured in ${lane}`)
      t.same(
        essence(matrix, lane, 'binding-correct'),
        essence(matrix, lane, 'correct'),
        `the right binding in ${lane}`,
      )
      t.same(
        essence(matrix, lane, 'binding-overlapped-32'),
        essence(matrix, lane, 'overlapped-32'),
        `the wrong binding in ${lane}`,
      )
    }
    t.match(
      matrix.cells.find(
        ({ lane, probe, step }) =>
          lane === 'wine-x64' && probe === 'binding-overlapped-32' && step === 'read',
      ),
      { outcome: { kind: 'win32-error', code: 6, status: 0xc0000008 }, cause: 'struct-layout' },
    )
    t.match(
      stdout.replaceAll(/\s+/g, ' '),
      /overlapped-32\.py first diverges at read \(ReadFile\) in wine-x64: error 6, struct-layout: OVERLAPPED\.hEvent is declared 8 bytes at 16, true is 8 bytes at 24\./,
    )
  },
)

const narrow = await lookAtWine('ia32')
const wine32 = needs(
  'wine',
  narrow.state !== 'absent',
  'Wine for 32-bit programs is not here: type "handle-width setup wine"',
)

t.test(
  'a binding that forgot __stdcall is measured on ia32 as declared, and told to be wrong',
  wine32,
  async t => {
    const folder = moduleFolder(t.testdir())
    const out = join(folder, 'run.json')
    writeFileSync(
      join(folder, 'no-stdcall.mjs'),
      koffiModule(callAs(undefined, '__cdecl')(trueAbi), serial).replaceAll(
        "func('__cdecl', ",
        'func(',
      ),
    )
    const { exitCode, stdout, stderr } = await commandLine([
      'run',
      '--engine',
      'wine',
      '--arch',
      'ia32',
      '--kernel',
      'native',
      '--quiet',
      '--save',
      out,
      '--probe',
      'cdecl',
      '--binding',
      join(folder, 'no-stdcall.mjs'),
    ])
    t.equal(exitCode, 1, stderr)
    const matrix = matrixOf(parseRun(readFileSync(out, 'utf8'), 'run'))
    t.ok(essence(matrix, 'wine-ia32', 'cdecl').length > 100)
    t.same(
      essence(matrix, 'wine-ia32', 'binding-no-stdcall'),
      essence(matrix, 'wine-ia32', 'cdecl'),
    )
    t.match(
      stdout.replaceAll(/\s+/g, ' '),
      /the calling convention of CreateFileW(?: is declared|: )? ?__cdecl, true is __stdcall/,
    )
  },
)
