import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import {
  BindingProblem,
  readBinding,
  type Binding,
  type BindingOptions,
} from '../../../src/binding/read-binding.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { moduleFolder } from '../../support/binding/equivalence.ts'

const fixtures = join(packageFolder, 'fixtures')
const read = (target: string, more: Partial<BindingOptions> = {}): Promise<Binding> =>
  readBinding(target, { folder: fixtures, architectures: ['x64', 'ia32'], ...more })

const refused: readonly (readonly [
  target: string,
  says: RegExp,
  more?: Partial<BindingOptions>,
])[] = [
  ['bindings/none.mjs', /there is no such file or folder/],
  ['audit/koffi/throws.mjs', /failed: not on this machine/],
  ['audit/koffi/exits.mjs', /ended the process \(exit code 7\)/],
  ['audit/koffi/loops.mjs', /did not finish loading within 1\.5 s/, { limitMs: 1500 }],
  ['audit/koffi/patches.mjs', /replaced koffi\.load/],
  [
    'audit/ctypes/broken.py',
    /^Cannot run the binding "audit\/ctypes\/broken\.py": audit\/ctypes\/broken\.py has invalid syntax at line 2/,
  ],
  ['client/serialport-13.json', /neither JavaScript or TypeScript that uses koffi nor Python/],
  ['children/never-starts.mjs', /./, { limitMs: 10_000 }],
]

for (const [target, says, more] of refused) {
  t.test(`readBinding() refuses ${target} in one sentence`, async t => {
    const error = await read(target, more).catch((caught: unknown) => caught)
    t.ok(error instanceof BindingProblem)
    t.match(error instanceof Error ? error.message : '', says)
    t.notMatch(error instanceof Error ? error.message : '\n', /\n/)
  })
}

t.test('readBinding() refuses a module that declares nothing of a serial port', async t => {
  const folder = moduleFolder(t.testdir())
  writeFileSync(
    join(folder, 'other.mjs'),
    "import koffi from 'koffi'\nexport const beep = koffi.load('kernel32.dll').func('int __stdcall Beep(uint32_t, uint32_t)')\n",
  )
  writeFileSync(join(folder, 'plain.mjs'), 'export const one = 1\n')
  for (const name of ['other.mjs', 'plain.mjs'])
    await t.rejects(read(name, { folder }), {
      message: /declares none of the functions that the serial sequence calls/,
    })
})
