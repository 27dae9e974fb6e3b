import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { hiddenMistakes, notesOn, probesOf } from '../../../src/binding/probes-of.ts'
import {
  readBinding,
  type Binding,
  type BindingOptions,
} from '../../../src/binding/read-binding.ts'
import { abiOf } from '../../../src/program/define-probe.ts'
import { trueAbi } from '../../../src/declare/win32/abi.ts'
import { describeDeviation } from '../../../src/declare/deviation.ts'
import { compareAbi } from '../../../src/declare/win32/compare-abi.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { moduleFolder } from '../../support/binding/equivalence.ts'

const fixtures = join(packageFolder, 'fixtures')
const read = (target: string, more: Partial<BindingOptions> = {}): Promise<Binding> =>
  readBinding(target, { folder: fixtures, architectures: ['x64', 'ia32'], ...more })

function rows(binding: Binding): string[] {
  const [probe] = probesOf(binding)
  return ([8, 4] as const).flatMap(width =>
    probe
      ? compareAbi(abiOf(probe, width), width)
          .map(describeDeviation)
          .map(({ subject, position, declared }) => `${width} ${subject}.${position}: ${declared}`)
      : [],
  )
}

t.test(
  'readBinding() finds nothing wrong in a right binding, in whatever form it declares',
  async t => {
    const binding = await read('bindings/correct.mjs')
    t.same(rows(binding), [])
    t.match(binding, { name: 'correct', ffi: 'koffi' })
    t.same(hiddenMistakes(binding), [])
    t.equal(probesOf(binding)[0]?.mistake, 'as-published')
    t.equal(binding.expressed[8]?.declared.length, 19, 'each function of the module')
  },
)

t.test('readBinding() takes what a Python file declares', async t => {
  const binding = await read('bindings/overlapped-32.py')
  t.equal(binding.ffi, 'ctypes')
  t.same(
    rows(binding).filter(row => /hEvent|size/.test(row)),
    ['8 OVERLAPPED.hEvent: 8 bytes at 16', '8 OVERLAPPED.size: 24 bytes'],
    'on 32 bits it is right',
  )
  t.equal(
    binding.expressed[8]?.abi.structs.DCB.members,
    trueAbi.structs.DCB.members,
    'bit fields fill the unit that they share',
  )
  t.equal(probesOf(binding)[0]?.mistake, 'struct-layout-shrunk')
})

t.test(
  'probesOf() makes a probe for a port that is there and one for a port that is not',
  async t => {
    const probes = probesOf(await read('bindings/handle-u32.mjs'))
    t.same(
      probes.map(({ id, device, claims }) => ({ id, device, claims })),
      [
        { id: 'binding-handle-u32', device: 'loopback', claims: [] },
        { id: 'binding-handle-u32@missing', device: 'missing', claims: [] },
      ],
    )
    t.match(
      probes[0]?.why,
      /Not in the binding, measured with the true declaration: GetFileType, .*In the binding, not called by the sequence: Sleep\./,
    )
  },
)

t.test('readBinding() takes the declarations of each architecture', async t => {
  const folder = moduleFolder(t.testdir())
  writeFileSync(
    join(folder, 'By Width.mjs'),
    `
    import koffi from 'koffi'
    const handle = process.arch === 'ia32' ? 'uint16_t' : 'uint32_t'
    const kernel32 = koffi.load('kernel32.dll')
    export const purge = kernel32.func('PurgeComm', 'int', [handle, 'long'])
    export const close = kernel32.func('__stdcall', 'CloseHandle', 'int', ['double'])
  `,
  )
  const binding = await read('By Width.mjs', { folder })
  t.equal(binding.name, 'by-width')
  t.same(rows(binding), [
    '8 PurgeComm.hFile: uint32_t',
    '4 PurgeComm.convention: __cdecl',
    '4 PurgeComm.hFile: uint16_t',
  ])
  t.match(hiddenMistakes(binding), [{ place: { subject: 'CloseHandle', position: 'hObject' } }])
  t.ok(
    notesOn(binding).includes(
      'CloseHandle.hObject is declared as double, which cannot be measured; the true declaration was used',
    ),
    notesOn(binding).join('\n'),
  )
})

t.test('readBinding() takes TypeScript', async t => {
  const folder = moduleFolder(t.testdir())
  writeFileSync(
    join(folder, 'typed.ts'),
    "import koffi from 'koffi'\nenum Width { bits = 32 }\nconst handle: string = `uint${Width.bits}_t`\nexport const close = koffi.load('kernel32').func('__stdcall', 'CloseHandle', 'int', [handle])\n",
  )
  t.same(rows(await read('typed.ts', { folder })), ['8 CloseHandle.hObject: uint32_t'])
})

t.test('notesOn() lists some of many functions', async t => {
  const folder = moduleFolder(t.testdir())
  const many = Array.from(
    { length: 60 },
    (_, index) => `kernel32.func('int __stdcall Other${index}(int)')`,
  )
  writeFileSync(
    join(folder, 'many.mjs'),
    `import koffi from 'koffi'\nconst kernel32 = koffi.load('kernel32.dll')\nkernel32.func('int __stdcall CloseHandle(void *handle)')\n${many.join('\n')}\n`,
  )
  t.ok(
    notesOn(await read('many.mjs', { folder })).some(note =>
      /Other0, .*Other39 and 20 more$/.test(note),
    ),
  )
})

t.test('probesOf() keeps within what a run file takes, however much there is to say', async t => {
  const folder = moduleFolder(t.testdir())
  const long = 'T'.repeat(200)
  const functions = [
    ['CreateFileW', 7],
    ['ReadFile', 5],
    ['WriteFile', 5],
    ['GetOverlappedResult', 4],
    ['CreateEventW', 4],
    ['SetupComm', 3],
    ['ClearCommError', 3],
  ] as const
  const lines = functions.map(
    ([name, count]) =>
      `kernel32.func('__stdcall', '${name}', 'int', [${Array.from({ length: count }, () => `'${long}'`).join(', ')}])`,
  )
  writeFileSync(
    join(folder, 'wordy.mjs'),
    `import koffi from 'koffi'\nconst kernel32 = koffi.load('kernel32.dll')\nkoffi.struct('${long}', { a: 'int64_t', b: 'int64_t' })\n${lines.join('\n')}\n`,
  )
  const [probe] = probesOf(await read('wordy.mjs', { folder }))
  t.ok((probe?.why.length ?? 0) <= 10_000, `${probe?.why.length} characters`)
  t.match(probe?.why, /more remarks did not fit\.$/)
})

t.test('readBinding() marks what is declared wrongly on one width alone', async t => {
  const folder = moduleFolder(t.testdir())
  writeFileSync(
    join(folder, 'fast.mjs'),
    "import koffi from 'koffi'\nexport const close = koffi.load('kernel32.dll').func('__fastcall', 'CloseHandle', 'int', ['void *'])\n",
  )
  t.ok(
    notesOn(await read('fast.mjs', { folder })).some(note =>
      /calling convention.*\(ia32\)$/.test(note),
    ),
  )
})

t.test('readBinding() cuts addresses where the binding does', async t => {
  const folder = moduleFolder(t.testdir())
  writeFileSync(
    join(folder, 'cut.mjs'),
    "import koffi from 'koffi'\nexport const cancel = koffi.load('kernel32.dll').func('__stdcall', 'CancelIoEx', 'int', ['void *', 'uint32_t'])\n",
  )
  t.same(probesOf(await read('cut.mjs', { folder }))[0]?.addresses, ['as-they-come', 'above-4gib'])
})

t.test('readBinding() calls what declares when it is called', async t => {
  const folder = moduleFolder(t.testdir())
  writeFileSync(
    join(folder, 'late.mjs'),
    "import koffi from 'koffi'\nexport function load(type) { const own = type ?? 'uint32_t'; return koffi.load('kernel32.dll').func('__stdcall', 'CloseHandle', 'int', [own]) }\n",
  )
  await t.rejects(read('late.mjs', { folder }), { message: /--call/ })
  t.same(rows(await read('late.mjs', { folder, call: ['load'] })), [
    '8 CloseHandle.hObject: uint32_t',
  ])
})
