import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openPty } from '../../../../src/lanes/devices/pty.ts'
import type { Ready } from '../../../../src/lanes/engines/engine.ts'
import { wine } from '../../../../src/lanes/engines/wine.ts'
import { parseRun } from '../../../../src/result/read-run.ts'
import { commandLine } from '../../../support/cli/command-line.ts'
import { outcomesOfLane } from '../../../support/outcome-text.ts'
import { needs } from '../../../support/require.ts'
import { crossTerminals } from '../../../support/lanes/devices/crossed.ts'

const state = await wine.prepare('x64', message => t.comment(message))
const lack = state.ready ? '' : `${state.reason} ${state.remedy}`

async function link(t: Test, ready: Ready, path: string): Promise<string> {
  const port = await ready.linkPort?.(path)
  t.teardown(() => port?.release())
  return port?.name ?? ''
}

/** Runs two probes on named ports and returns the notices and what the control and the other one did. */
async function measure(
  t: Test,
  ports: readonly string[],
): Promise<{ readonly stderr: string; readonly outcomes: ReturnType<typeof outcomesOfLane> }> {
  const out = join(t.testdir(), 'run.json')
  const devices = ports.flatMap(port => ['--device', `com:${port}`])
  const { exitCode, stderr } = await commandLine([
    'run',
    '--engine',
    'wine',
    '--arch',
    'x64',
    '--kernel',
    'native',
    '--probe',
    'correct',
    'overlapped-32',
    ...devices,
    '--save',
    out,
  ])
  t.equal(exitCode, 0, stderr)
  return { stderr, outcomes: outcomesOfLane(parseRun(readFileSync(out, 'utf8'), out), 'wine-x64') }
}

t.test('ports that the user names', needs('wine', state.ready, lack), async t => {
  if (!state.ready) return void t.fail(lack)

  await t.test('two ports joined by a cable: the far end is served', async t => {
    const crossed = crossTerminals()
    t.teardown(() => {
      crossed.close()
    })
    const { outcomes } = await measure(t, [
      await link(t, state, crossed.paths[0]),
      await link(t, state, crossed.paths[1]),
    ])
    t.match(outcomes['correct@com'], {
      open: 'ok',
      'read-result': 'ok',
      'read-wait-result': 'ok',
      'sync-read': 'ok',
    })
    t.match(outcomes['overlapped-32@com'], { read: 'error 6' })
  })

  await t.test('a port on which nobody answers: what needs an answer is left out', async t => {
    const pty = await openPty({ kind: 'silent' })
    t.teardown(() => pty.close())
    const { outcomes, stderr } = await measure(t, [await link(t, state, pty.path)])
    t.match(stderr, /^COM\d+ sends nothing back, so what needs an answer is left out/m)
    t.match(outcomes['correct@silent'], {
      open: 'ok',
      'write-result': 'ok',
      'read-timeout-result': 'ok',
      'close-port': 'ok',
    })
    t.equal(outcomes['correct@silent']?.['read-result'], undefined)
    t.match(outcomes['overlapped-32@silent'], { 'read-timeout': 'error 6' })
  })
})
