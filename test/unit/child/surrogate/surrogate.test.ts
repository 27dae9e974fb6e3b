import t from 'tap'
import { interpret } from '../../../../src/child/interpret.ts'
import { kernelFor } from '../../../../src/child/kernels/index.ts'
import type { Kernel } from '../../../../src/child/kernels/kernel.ts'
import type { Plan } from '../../../../src/program/plan.ts'
import type { DeviceKind } from '../../../../src/devices/index.ts'
import { passAs, unchanged, type Change } from '../../../../src/program/changes.ts'
import type { Probe } from '../../../../src/program/define-probe.ts'
import { placeDevice, resolve } from '../../../../src/program/resolve.ts'
import { serial } from '../../../../src/program/sequences/serial/index.ts'
import { laneOf } from '../../../../src/measure/lanes.ts'
import { outcomeText } from '../../../support/outcome-text.ts'
import { memoryJournal } from '../../../support/child/small-plan.ts'

function planOn(
  device: DeviceKind,
  change: Change = unchanged,
  architecture: 'x64' | 'ia32' = 'x64',
): Plan {
  const probe: Probe = {
    id: 'p',
    title: '',
    mistake: 'control',
    sequence: serial,
    device,
    change,
    claims: [],
    danger: 'none',
    why: '',
    seenIn: [],
  }
  const path = device === 'pipe' ? '\\\\.\\pipe\\handle-width-test' : '\\\\.\\COM7'
  return placeDevice(
    resolve(probe, laneOf('sim', architecture, 'native'), { kind: device, path }, 'as-they-come'),
    path,
  ).plan
}

function outcomesOf(plan: Plan, kernel: Kernel = kernelFor(plan)): Record<string, string> {
  const journal = memoryJournal()
  interpret(plan, kernel, journal)
  return outcomeText(plan, journal.lines)
}

for (const architecture of ['x64', 'ia32'] as const) {
  t.test(
    `a pipe carries the transfers and refuses what only a serial port does, ${architecture}`,
    async t => {
      t.match(outcomesOf(planOn('pipe', unchanged, architecture)), {
        open: 'ok',
        'file-type': 'ok',
        'get-state': 'error 50',
        'write-result': 'ok',
        'read-result': 'ok',
        'read-wait-result': 'ok',
        'read-cancel-ex-result': 'ok',
        'sync-open': 'ok',
        'sync-read': 'ok',
        'sync-close': 'ok',
      })
    },
  )
}

t.test('a pipe can be opened again by a program that lost its handle', async t => {
  const outcomes = outcomesOf(planOn('pipe', passAs({ types: ['HANDLE'] }, 'upper-garbage')))
  t.match(outcomes, { open: 'ok', write: 'error 6', 'close-port': 'error 6', 'sync-open': 'ok' })
})

t.test('an event takes the place of the port', async t => {
  const outcomes = outcomesOf(planOn('event'))
  t.match(outcomes, {
    open: 'ok',
    'file-type': 'error 6',
    'handle-information': 'ok',
    write: 'error 6',
    'set-event': 'ok',
    'close-port': 'ok',
  })
})

t.test('a busy port is refused', async t => {
  t.match(outcomesOf(planOn('busy')), { open: 'error 5', 'file-type': 'not reached after open' })
})

t.test('an unplugged port goes away after the first write, whatever became of that', async t => {
  const right = outcomesOf(planOn('unplugged'))
  t.match(right, {
    write: 'ok',
    flush: 'error 21',
    'read-result': 'error 109',
    'sync-open': 'error 2',
  })
  t.equal(right['cancel-io'], undefined, 'nothing is cancelled where the end of a read is a race')
  const wrong = outcomesOf(planOn('unplugged', passAs({ types: ['HANDLE'] }, 'upper-garbage')))
  t.match(wrong, { write: 'error 6', flush: 'error 6', 'sync-open': 'error 2' })
})

t.test('the harness leaves the last error to the program', async t => {
  const plan = planOn('pipe')
  const kernel = kernelFor(plan)
  const seen: number[] = []
  interpret(plan, kernel, {
    write: line => {
      if (line.at === 'begin') seen.push(kernel.lastError())
    },
    close: () => undefined,
  })
  const failing = plan.steps.findIndex(({ id }) => id === 'get-state')
  t.equal(
    seen[failing + 1],
    50,
    'the error of GetCommState is still there when the next call begins',
  )
})

t.test('the harness closes what it opened', async t => {
  for (const device of ['pipe', 'busy', 'unplugged'] as const) {
    const plan = planOn(device)
    const kernel = kernelFor(plan)
    const open = new Set<bigint>()
    const made = ['CreateNamedPipeW', 'CreateFileW']
    interpret(
      plan,
      {
        ...kernel,
        call(name, values) {
          const result = kernel.call(name, values)
          if (made.includes(name) && result !== 0xffffffffffffffffn) open.add(result)
          if (name === 'CloseHandle') open.delete(values[0] ?? 0n)
          return result
        },
      },
      memoryJournal(),
    )
    t.same([...open], [], device)
  }
})
