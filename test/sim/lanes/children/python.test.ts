import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import t from 'tap'
import { preparePython } from '../../../../src/lanes/children/python.ts'
import type { Ready } from '../../../../src/lanes/engines/engine.ts'
import { passedEnvironment } from '../../../../src/os/environment.ts'
import { folderForFile } from '../../../support/temporary-folders.ts'

const folder = folderForFile()
const program = join(folder, 'python.exe')
// The headers of a Windows program for x64, and nothing else.
const image = Buffer.alloc(512)
image.write('MZ', 0, 'latin1')
image.writeUInt32LE(0x80, 0x3c)
image.write('PE\0\0', 0x80, 'latin1')
image.writeUInt16LE(0x8664, 0x84)
writeFileSync(program, image)

/** An engine in which every program is this script of Node. */
function engineOf(script: string, asked: (readonly string[])[] = []): Ready {
  const node = (words: readonly string[]) => {
    asked.push(words)
    return {
      file: process.execPath,
      arguments: ['-e', script],
      environment: passedEnvironment(),
    }
  }
  return {
    ready: true,
    environment: {},
    command: (_, words) => node(words),
    start: (_, words) => node(words),
    childPath: path => path,
  }
}

const remedy = 'Name another python.exe, 3.8 or newer, with --python PATH.'
const refused: readonly (readonly [title: string, script: string, message: string])[] = [
  [
    'an older Python',
    "console.log('2.7.18')",
    `${program} is Python 2.7.18, and plans are carried out by 3.8 or newer.`,
  ],
  [
    'one just too old',
    "console.log('3.7.17')",
    `${program} is Python 3.7.17, and plans are carried out by 3.8 or newer.`,
  ],
  [
    'a Python without ctypes',
    'console.log("Traceback\\nImportError: No module named \'_ctypes\'"); process.exitCode = 1',
    `${program} does not start with ctypes (exit code 1: ImportError: No module named '_ctypes').`,
  ],
  [
    'another program',
    "console.log('Usage: notepad FILE')",
    `${program} does not start with ctypes (exit code 0: Usage: notepad FILE).`,
  ],
  ['one that says nothing', '', `${program} does not start with ctypes (exit code 0).`],
]

for (const [title, script, message] of refused)
  t.test(`${title} is refused before the run`, async t => {
    await t.rejects(preparePython(engineOf(script), 'x64', [program]), {
      name: 'ProvisionProblem',
      message,
      remedy,
    })
  })

for (const version of ['3.8.0', '3.14.0', '4.0.1'])
  t.test(`Python ${version} is taken`, async t => {
    const asked: (readonly string[])[] = []
    const { layOut } = await preparePython(engineOf(`console.log('${version}')`, asked), 'x64', [
      program,
    ])
    t.type(layOut, 'function')
    t.match(asked, [['-B', '-E', '-s', '-c', /import sys, ctypes/]], 'and was asked once')
  })

t.test('a Python of another architecture is not started', async t => {
  const asked: (readonly string[])[] = []
  await t.rejects(preparePython(engineOf('', asked), 'ia32', [program]), {
    message: 'There is no python.exe for ia32 here.',
  })
  t.same(asked, [])
})
