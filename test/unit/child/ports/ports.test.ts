import t from 'tap'
import { kernelFor } from '../../../../src/child/kernels/index.ts'
import { joinPorts, listPorts } from '../../../../src/child/ports/list.ts'
import { ping } from '../../../../src/child/ports/ping.ts'
import { inspectPort } from '../../../../src/child/ports/serial.ts'
import { createTools, textIn, type Tools } from '../../../../src/child/ports/tools.ts'
import type { DeviceKind } from '../../../../src/devices/index.ts'
import type { ListedPort } from '../../../../src/program/ports.ts'
import { smallPlan, small } from '../../../support/child/small-plan.ts'

function toolsOn(device: DeviceKind, pointerBytes: 4 | 8 = 8): Tools {
  return createTools(kernelFor(smallPlan({ steps: [small.open], device, pointerBytes })))
}

for (const pointerBytes of [4, 8] as const) {
  t.test(`ports of a simulated machine, ${pointerBytes} bytes`, async t => {
    t.same(inspectPort(toolsOn('loopback', pointerBytes), 'COM1'), { state: 'free' })
    t.same(inspectPort(toolsOn('missing', pointerBytes), 'COM1'), { state: 'missing', code: 2 })
    t.same(inspectPort(toolsOn('busy', pointerBytes), 'COM1'), { state: 'busy', code: 5 })
    t.same(inspectPort(toolsOn('loopback', pointerBytes), 'NUL'), { state: 'not-serial', code: 6 })
    t.same(ping(toolsOn('loopback', pointerBytes), 'COM1', 'COM1', 'are you there?'), {
      from: { state: 'free' },
      to: { state: 'free' },
      heard: true,
    })
    t.same(ping(toolsOn('busy', pointerBytes), 'COM1', 'COM1', 'are you there?'), {
      from: { state: 'busy', code: 5 },
      to: { state: 'free' },
      heard: false,
    })
    t.same(ping(toolsOn('loopback', pointerBytes), 'COM1', 'COM9', 'are you there?'), {
      from: { state: 'free' },
      to: { state: 'missing', code: 2 },
      heard: false,
    })
  })

  t.test(`listPorts() reads the registry and SetupAPI, ${pointerBytes} bytes`, async t => {
    const ports = listPorts(toolsOn('loopback', pointerBytes))
    t.ok(ports.length > 0)
    for (const { name, sources, device } of ports) {
      t.match(name, /^COM\d+$/)
      t.ok(sources.length > 0)
      t.ok(device.length > 0)
    }
  })
}

t.test('inspectPort() and ping() leave nothing open', async t => {
  const plan = smallPlan({ steps: [small.open] })
  const kernel = kernelFor(plan)
  const open = new Set<bigint>()
  const tools = createTools({
    ...kernel,
    call(name, values) {
      const result = kernel.call(name, values)
      if (name === 'CreateFileW') open.add(result)
      if (name === 'CloseHandle') open.delete(values[0] ?? 0n)
      return result
    },
  })
  inspectPort(tools, 'COM1')
  ping(tools, 'COM1', 'COM1', 'x')
  t.equal(open.size, 0)
})

const port = (name: string, source: ListedPort['sources'][number], device: string): ListedPort => ({
  name,
  sources: [source],
  device,
})

t.test('joinPorts() sorts by number and says where a port was found', async t => {
  t.same(
    joinPorts(
      [
        port('COM10', 'registry', '\\Device\\Serial9'),
        port('com3', 'registry', '\\Device\\Serial0'),
      ],
      [port('COM3', 'setupapi', 'USB\\VID_0403'), port('CNCA0', 'setupapi', 'COM0COM\\1')],
    ),
    [
      { name: 'COM3', sources: ['registry', 'setupapi'], device: 'USB\\VID_0403' },
      { name: 'COM10', sources: ['registry'], device: '\\Device\\Serial9' },
      { name: 'CNCA0', sources: ['setupapi'], device: 'COM0COM\\1' },
    ],
  )
  t.same(joinPorts([], []), [])
})

t.test('textIn() ends at the first zero', async t => {
  t.equal(textIn(Buffer.from('COM3\0rest', 'utf16le')), 'COM3')
  t.equal(textIn(Buffer.from('COM3', 'utf16le')), 'COM3')
})

t.test('within() gives memory back', async t => {
  const tools = toolsOn('loopback')
  for (let round = 0; round < 1000; round++) tools.within(() => tools.allocate(4096))
  t.throws(() => {
    for (;;) tools.allocate(4096)
  }, /used up/)
})
