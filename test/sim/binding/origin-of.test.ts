import t from 'tap'
import { originOf } from '../../../src/binding/origin-of.ts'
import { readBinding } from '../../../src/binding/read-binding.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'

/** Places in the bindings of the fixtures, as a run file names them, and where they were declared. */
const table = [
  ['overlapped-32.py', 'OVERLAPPED', 'Internal', 5, 'c_size_t', 'the alias of its type'],
  ['overlapped-32.py', 'OVERLAPPED', 'hEvent', 5, 'c_size_t', 'an earlier field moved it'],
  ['overlapped-32.py', 'ReadFile', 'hFile', undefined, undefined, 'it is right'],
  ['handle-u32.mjs', 'CreateFileW', 'returns', 4, 'void *', 'CreateFileA was declared'],
  ['handle-u32.mjs', 'CloseHandle', 'hObject', 4, 'void *', 'the alias of its type'],
  ['handle-u32.mjs', 'sentinel', 'value', undefined, undefined, 'nothing is compared'],
] as const

t.test('originOf() finds the line to change', async t => {
  const bindings = new Map(
    await Promise.all(
      [...new Set(table.map(([file]) => file))].map(
        async file =>
          [
            file,
            await readBinding(`fixtures/bindings/${file}`, {
              folder: packageFolder,
              architectures: ['x64', 'ia32'],
            }),
          ] as const,
      ),
    ),
  )
  for (const [file, subject, position, line, fix, title] of table) {
    t.same(
      originOf(bindings.get(file)?.findings ?? [], { subject, position }),
      line === undefined ? undefined : { file: `fixtures/bindings/${file}`, line, fix },
      `${file}, ${subject}.${position}: ${title}`,
    )
  }
})
