import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import t, { type Test } from 'tap'
import { audit } from '../../src/audit/audit.ts'
import { packageFolder } from '../../src/os/package-folder.ts'
import { processNumbers, readProcessFile } from '../../src/os/processes.ts'
import { runTool, type ToolResult } from '../../src/os/spawn.ts'
import { commandLine, outsideCi } from '../support/cli/command-line.ts'
import { driveOutsideCi, type Said } from '../support/cli/drive.ts'
import { hangMs } from '../support/hang.ts'
import { often } from '../support/often.ts'
import { takeOwnPlace } from './own-place.ts'
import { isRecorded, recordFault } from './record-fault.ts'

const place = takeOwnPlace(t)
/** A word that only what these targets start has in its command line. */
const seconds = String(200_000 + process.pid)
const recorded = join(packageFolder, 'fixtures/runs/wine-x64.json')

function living(): number[] {
  return processNumbers().filter(pid =>
    readProcessFile(pid, 'cmdline').split('\0').includes(seconds),
  )
}

/** Counts commands, those that end as no document says, and what is left of all of them. */
function accountInput(
  fault: string,
  act: (t: Test, told: (isRight: boolean, what: string) => void) => Promise<void>,
): void {
  t.test(
    fault,
    { timeout: hangMs, skip: process.platform !== 'linux' && 'needs /proc' },
    async t => {
      const kept = readdirSync(place.temporary)
      let [provoked, wrong] = [0, 0]
      await act(t, (isRight, what) => {
        provoked++
        if (!isRight) wrong++
        t.ok(isRight, what)
      })
      const left = [...living(), ...readdirSync(place.temporary).filter(one => !kept.includes(one))]
      t.same(left, [], 'nothing is left behind')
      recordFault({ area: 'input', fault, provoked, lost: wrong, left: left.length })
      t.ok(
        isRecorded({ area: 'input', fault }),
        `'${fault}' stands in fixtures/faults, else npm run faults`,
      )
    },
  )
}

/** Whether a command ended with this exit code, in sentences. */
function endsWith(exitCode: number, ended: ToolResult | Said): boolean {
  const timedOut = 'timedOut' in ended && ended.timedOut
  return ended.exitCode === exitCode && !/^ {4}at /m.test(ended.stderr) && !timedOut
}

const head =
  "import koffi from 'koffi'\nconst lib = koffi.load('kernel32.dll')\nlib.func('int CloseHandle(void *h)')\n"
const start = (options: string): string =>
  `import { spawn } from 'node:child_process'\ntry { spawn('sleep', ['${seconds}'], { stdio: 'ignore', ${options} }).unref() } catch {}\n`

/** Targets that leave a process, each in another way. */
const leaving: readonly string[] = [
  start(''),
  start('detached: true'),
  start('detached: true, env: {}'),
  `import { spawnSync } from 'node:child_process'\ntry { spawnSync('/bin/sh', ['-c', 'setsid nohup sleep ${seconds} > /dev/null 2>&1 &'], { env: {} }) } catch {}\n`,
]

accountInput('targets that leave processes behind', async (t, told) => {
  const folder = t.testdir({})
  const file = (index: number): string => `leaving-${index}.mjs`
  for (const [index, text] of leaving.entries())
    writeFileSync(join(folder, file(index)), head + text)
  for (let count = 0; count < often(100, 8); count++) {
    const { failures } = await audit([file(count % leaving.length)], { folder })
    told(failures.length === 0, failures.join(' '))
  }
})

/** Targets that do not let themselves be looked at. */
const unwilling: readonly string[] = [
  'process.exit(0)',
  "process.kill(process.pid, 'SIGKILL')",
  'process.abort()',
  'for (;;);',
  'throw { get message() { throw 1 }, toString() { throw new Error() } }',
  "Array.prototype.map = () => []; JSON.stringify = () => '{}'",
  "import fs from 'node:fs'; fs.writeSync(3, 'anything\\n')",
  'import fs from \'node:fs\'; fs.writeSync(3, \'{"kind":"failed","entry":"file:///%00%2f..","message":"m"}\\n\')',
  "import fs from 'node:fs'; for (const b = Buffer.alloc(1 << 20, 'x');;) fs.writeSync(3, b)",
  'const all = []; for (;;) all.push(Buffer.alloc(2 ** 26, 1))',
]

accountInput('targets that end, hang, throw, tamper or flood', async (t, told) => {
  const folder = t.testdir({})
  for (const [index, text] of unwilling.entries()) {
    const file = join(folder, `unwilling-${index}.mjs`)
    writeFileSync(file, `import koffi from 'koffi'\n${text}\n`)
    const timeout = text.startsWith('for') ? '2' : '10'
    const ended = await commandLine(['audit', file, '--timeout', timeout])
    told(endsWith(2, ended), `${text}: ${ended.exitCode} ${ended.stderr}`)
  }
})

accountInput('sources that grow when they are read', async (_, told) => {
  const folder = join(packageFolder, 'fixtures/hostile/sources')
  for (const name of readdirSync(folder)) {
    const ended = await driveOutsideCi(['audit', join(folder, name)])
    const isRight = [0, 1, 2].some(code => endsWith(code, ended))
    told(isRight, `${name}: ${ended.exitCode} ${ended.stderr}`)
  }
})

accountInput('files that never end, or that nobody writes to', async (t, told) => {
  const folder = t.testdir({ package: {} })
  const at = (name: string): string => join(folder, name)
  for (const name of ['fifo', 'fifo.py', 'fifo.mjs', 'fifo.cs', 'package/package.json'])
    execFileSync('mkfifo', [at(name)])
  for (const name of ['zero.py', 'zero.cs', 'zero.json']) symlinkSync('/dev/zero', at(name))
  const commands = [
    ...['report', 'merge', 'replay'].flatMap(command =>
      ['fifo', 'zero.json'].map(name => [command, at(name)]),
    ),
    ['diff', recorded, at('zero.json')],
    ['diagnose', '--text', at('zero.json')],
    ['run', '--baseline', at('fifo')],
    ['run', '--config', at('zero.json')],
    ['run', '--binding', at('zero.py')],
    ['audit', recorded, '--ignore', at('fifo')],
    ['audit', recorded, '--baseline', at('zero.json')],
    ...['fifo.py', 'fifo.cs', 'zero.py', 'zero.cs', 'package'].map(name => ['audit', at(name)]),
  ]
  const some = commands.filter((_, index) => index % 3 === 1)
  for (const words of often(commands, some))
    told(endsWith(2, await commandLine(words)), words.join(' '))
})

accountInput('results that cannot be written', async (t, told) => {
  const folder = t.testdir({ folder: {}, 'read-only.json': '' })
  chmodSync(join(folder, 'read-only.json'), 0o444)
  symlinkSync('nowhere', join(folder, 'link.json'))
  execFileSync('mkfifo', [join(folder, 'fifo')])
  mkdirSync(join(folder, 'more'))
  for (const name of ['folder', 'read-only.json', 'link.json', 'fifo', 'nowhere/run.json'])
    for (const words of [
      ['run', '--engine', 'sim', '--save'],
      ['report', recorded, '--format', 'json', '--out'],
      ['audit', join(packageFolder, 'fixtures/bindings/overlapped-32.py'), '--out'],
    ])
      told(endsWith(2, await driveOutsideCi([...words, join(folder, name)])), `${words[0]} ${name}`)
})

/** Lines of a shell in which `$HW` is the command, and how they end. What the runner of the tests loads into node has needs of its own. */
const shortages: readonly (readonly [line: string, exitCode: number])[] = [
  ['ulimit -n 24; $HW run --engine sim --quiet', 3],
  ['ulimit -v 1500000; $HW audit fixtures/audit/ctypes/latin1.py', 3],
  ['export NODE_OPTIONS=--max-old-space-size=16; $HW report "$RUN"', 3],
  ['export NODE_OPTIONS=--max-old-space-size=16; $HW report "$RUN" --format html', 3],
  ['$HW report "$RUN" > /dev/full', 3],
  ['$HW report /none 2> /dev/full', 2],
  ['$HW report /none 2>&-', 2],
  ['mkdir "$PLACE/gone"; cd "$PLACE/gone"; rmdir "$PLACE/gone"; $HW report run.json', 3],
]

accountInput('too little memory, descriptors or room; streams that are closed', async (t, told) => {
  const main = join(packageFolder, 'dist/bundle/cli/main.js')
  const environment = {
    ...outsideCi,
    HW: `${process.execPath} ${main}`,
    RUN: recorded,
    PLACE: t.testdir({}),
  }
  for (const [line, exitCode] of shortages) {
    const ended = await runTool(
      '/bin/sh',
      ['-c', `export NODE_OPTIONS=; cd ${JSON.stringify(packageFolder)}; ${line}`],
      {
        environment,
        timeoutMs: hangMs,
      },
    )
    told(endsWith(exitCode, ended), `${line}: ${ended.exitCode} ${ended.stderr}`)
  }
})
