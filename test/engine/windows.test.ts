import { readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openPty } from '../../src/device/pty.ts'
import type { Ready } from '../../src/engine/engine.ts'
import { windows } from '../../src/engine/windows.ts'
import { wine } from '../../src/engine/wine.ts'
import type { Examination } from '../../src/doctor/finding.ts'
import { parseRun } from '../../src/result/read-run.ts'
import type { RunFile } from '../../src/result/run-file.ts'
import { commandLine } from '../cli/command-line.ts'
import { outcomesOfLane } from '../outcome-text.ts'
import { needs } from '../require.ts'
import { makeWindowsUser, type WindowsUser } from './windows-machine.ts'

const notice = (message: string) => t.comment(message)
const states = { x64: await wine.prepare('x64', notice), ia32: await wine.prepare('ia32', notice) }
const missing = [states.x64, states.ia32].flatMap(state => state.ready ? [] : [`${state.reason} ${state.remedy}`])

const lanes = ['x64', 'x64-tagged', 'ia32', 'ia32-tagged']
/** The control, error 6 in two ways, and a call that hangs and has to be ended. */
const probes = ['correct', 'upper-half-garbage', 'overlapped-32', 'overlapped-32-zeros']

// Two dozen starts of the command line under Wine, on a machine that may do other things besides.
t.setTimeout(600_000)

t.test('prepare() says that there is no Windows here', { skip: process.platform === 'win32' ? 'this is Windows' : false }, async t => {
  for (const architecture of ['x64', 'ia32', 'arm64'] as const) t.match(await windows.prepare(architecture, notice), { ready: false, reason: /^This is no Windows/, remedy: /wine and sim/ })
  t.match(await windows.look?.('x64'), { state: 'absent' })
})

t.test('the command line as a Windows program', needs('wine', missing.length === 0, missing.join(' ')), async (t): Promise<void> => {
  const { x64, ia32 } = states
  if (!x64.ready || !ia32.ready) return void t.fail(missing.join(' '))
  const user = await makeWindowsUser({ x64, ia32 })
  t.teardown(() => { user.remove() })
  await testLooking(t, user)
  await testNamedPort(t, user, x64)
  await testSurrogates(t, user)
  await testRefusals(t, user, x64)
})

async function testLooking(t: Test, user: WindowsUser): Promise<void> {
  await t.test('doctor', async t => {
    for (const architecture of ['x64', 'ia32'] as const) {
      const { exitCode, stdout, stderr } = await user.run(architecture, 'doctor', '--json')
      t.equal(exitCode, 0, stderr)
      const { findings } = JSON.parse(stdout) as Examination
      const detailOf = (title: string) => findings.find(finding => finding.title === title)?.detail
      t.match(detailOf('node'), new RegExp(`^v22.* win32 ${architecture}, `))
      t.match(detailOf('system'), /Windows .* which is wine-/)
      for (const lane of ['windows x64', 'windows ia32', 'sim x64']) t.equal(detailOf(lane), 'ready', lane)
      t.ok(findings.some(({ part }) => part === 'ports'))
    }
  })

  await t.test('list says what it says elsewhere', async t => {
    const own = await commandLine(['list', 'probes', '--json'])
    for (const architecture of ['x64', 'ia32'] as const) t.same(JSON.parse((await user.run(architecture, 'list', 'probes', '--json')).stdout), JSON.parse(own.stdout))
  })
}

function readRunFile(path: string): RunFile {
  return parseRun(readFileSync(path, 'utf8'), path)
}

/** Each lane of the engine windows did what the same lane of the engine wine did. */
function compareLanes(t: Test, asWindows: RunFile, asWine: RunFile): void {
  for (const lane of lanes) {
    const own = outcomesOfLane(asWindows, `windows-${lane}`)
    t.ok(Object.keys(own).length > 0)
    t.same(own, outcomesOfLane(asWine, `wine-${lane}`), `windows-${lane} as wine-${lane}`)
    t.match(asWindows.lanes.find(({ id }) => id === `windows-${lane}`), { status: 'measured', underWine: true })
  }
}

async function testNamedPort(t: Test, user: WindowsUser, ready: Ready): Promise<void> {
  await t.test('run on a COM port, report and replay', async t => {
    const pty = await openPty({ kind: 'echo' })
    const port = await ready.linkPort?.(pty.path)
    t.teardown(async () => {
      await port?.release()
      await pty.close()
    })
    const device = `com:${port?.name}`
    const words = ['run', '--device', device, '--probe', ...probes, '--quiet']
    const { exitCode, stderr } = await user.run('x64', ...words, '--engine', 'windows', '--out', 'run ü.json', '--save-plans', 'plans')
    t.equal(exitCode, 0, stderr)
    const elsewhere = join(t.testdir(), 'run.json')
    t.equal((await commandLine([...words, '--engine', 'wine', '--out', elsewhere])).exitCode, 0)
    const run = readRunFile(join(user.folder, 'run ü.json'))
    compareLanes(t, run, readRunFile(elsewhere))
    t.ok(run.results.some(({ cells }) => cells.some(({ outcome }) => outcome.kind === 'timed-out')), 'a call that hangs was ended')
    await testReport(t, user)
    const plan = join('plans', 'windows-x64', 'overlapped-32@com.json').replaceAll('/', '\\')
    const replayed = await user.run('x64', 'replay', plan, '--port', port?.name ?? '')
    t.match(replayed.stdout, /struct-layout/, replayed.stderr)
  })
}

async function testReport(t: Test, user: WindowsUser): Promise<void> {
  for (const architecture of ['x64', 'ia32'] as const) {
    const { stdout, stderr } = await user.run(architecture, 'report', `${user.windowsFolder}\\run ü.json`, '--format', 'markdown')
    const elsewhere = await commandLine(['report', join(user.folder, 'run ü.json'), '--format', 'markdown'])
    t.equal(stdout.trim(), elsewhere.stdout.trim(), stderr)
  }
}

async function testSurrogates(t: Test, user: WindowsUser): Promise<void> {
  await t.test('run without a port, from a 32-bit parent', async t => {
    const words = ['run', '--probe', 'correct', 'handle-u32', 'upper-half-garbage', 'overlapped-32']
    const { exitCode, stderr } = await user.run('ia32', ...words, '--engine', 'windows', '--out', 'surrogates.json', '--strict')
    t.equal(exitCode, 0, stderr)
    t.match(stderr, /A named pipe and an event stand in/)
    const elsewhere = join(t.testdir(), 'run.json')
    t.equal((await commandLine([...words, '--engine', 'wine', '--device', 'pipe', 'event', '--quiet', '--out', elsewhere])).exitCode, 0)
    const run = readRunFile(join(user.folder, 'surrogates.json'))
    compareLanes(t, run, readRunFile(elsewhere))
    const [environment] = run.lanes.find(({ id }) => id === 'windows-x64')?.environments ?? []
    t.match(environment?.['strict handle checks'], /nothing is raised|refused by this system/, 'Wine lacks strict handle checks, and that is said')
  })
}

async function testRefusals(t: Test, user: WindowsUser, ready: Ready): Promise<void> {
  await t.test('a port that can not be used is one sentence', async t => {
    const file = join(user.folder, 'run ü.json')
    const link = join(ready.command('', []).environment['WINEPREFIX'] ?? '', 'dosdevices', 'com256')
    symlinkSync(file, link)
    t.teardown(() => { rmSync(link, { force: true }) })
    const refusals: readonly (readonly [device: string, RegExp])[] = [
      ['com:COM255', /^handle-width: COM255 is not there: this system names [^\n]+\.\n$/],
      ['com:COM256', /^handle-width: COM256 can be opened, but is no serial port: it has no line settings \(ERROR_INVALID_HANDLE\)\.\n$/]
    ]
    for (const [device, sentence] of refusals) {
      const { exitCode, stdout, stderr } = await user.run('x64', 'run', '--engine', 'windows', '--device', device, '--quiet')
      t.equal(exitCode, 2)
      t.equal(stdout, '')
      t.match(stderr, sentence)
    }
  })
}
