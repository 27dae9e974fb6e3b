import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { chooseDevice, type DeviceChoice } from '../../../../src/lanes/devices/choose.ts'
import { provideDevice } from '../../../../src/lanes/devices/provide.ts'
import type { Ready } from '../../../../src/lanes/engines/engine.ts'
import type { PortQuestion, PortState } from '../../../../src/program/ports.ts'

const fake = fileURLToPath(new URL('fake-ports.js', import.meta.url))

interface World {
  readonly states?: Readonly<Record<string, PortState>>
  readonly listed?: readonly string[]
  /** `COM3-COM4`: what COM3 sends arrives at COM4. */
  readonly hears?: readonly string[]
  /** The port child ends without an answer. */
  readonly silent?: boolean
}

function engineIn(t: Test, world: World): { ready: Ready; asked: () => PortQuestion[] } {
  const path = join(t.testdir(), 'world.json')
  writeFileSync(path, JSON.stringify(world))
  writeFileSync(`${path}.asked`, '')
  const ready: Ready = {
    ready: true,
    environment: {},
    childPath: one => one,
    command: (_, words) => ({
      file: process.execPath,
      arguments: [fake, path, ...words],
      environment: {},
    }),
  }
  return {
    ready,
    asked: () =>
      readFileSync(`${path}.asked`, 'utf8')
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line) as PortQuestion),
  }
}

const free: PortState = { state: 'free' }
const com3: DeviceChoice = { devices: ['com'], port: 'COM3' }
const joined: DeviceChoice = { devices: ['com'], port: 'COM3', farEnd: 'COM4' }

const named: readonly (readonly [
  title: string,
  World,
  DeviceChoice,
  expected: DeviceChoice | string,
])[] = [
  ['a loopback', { states: { COM3: free }, hears: ['COM3-COM3'] }, com3, com3],
  [
    'a port that nobody answers on',
    { states: { COM3: free } },
    com3,
    { ...com3, devices: ['silent'] },
  ],
  [
    'two joined ports',
    { states: { COM3: free, COM4: free }, hears: ['COM3-COM4'] },
    joined,
    joined,
  ],
  [
    'two ports that are not joined',
    { states: { COM3: free, COM4: free } },
    joined,
    'What COM3 sends does not arrive at COM4: check the cable between them, and their line settings',
  ],
  [
    'a missing port',
    { listed: ['COM1', 'COM7'] },
    com3,
    'COM3 is not there; there is COM1, COM7: name that, for example --device com:COM1, or leave --device out to measure with a loopback',
  ],
  [
    'a missing port where there is none',
    {},
    com3,
    'COM3 is not there, and no other serial port is either; leave --device out to measure with a loopback',
  ],
  [
    'a busy port',
    { states: { COM3: { state: 'busy', code: 5 } } },
    com3,
    'COM3 is in use by another program (ERROR_ACCESS_DENIED): end that program and try again',
  ],
  [
    'a busy far end',
    { states: { COM3: free, COM4: { state: 'busy', code: 5 } } },
    joined,
    'COM4 is in use by another program (ERROR_ACCESS_DENIED): end that program and try again',
  ],
  [
    'what is no serial port',
    { states: { COM3: { state: 'not-serial', code: 1 } } },
    com3,
    'COM3 can be opened, but is no serial port: it has no line settings (ERROR_INVALID_FUNCTION)',
  ],
  [
    'a broken port',
    { states: { COM3: { state: 'broken', code: 31 } } },
    com3,
    'COM3 cannot be opened (ERROR_GEN_FAILURE)',
  ],
  [
    'a port on which the child dies',
    { silent: true },
    com3,
    'COM3 could not be tried: the process that opened it did not answer',
  ],
]

for (const [title, world, wish, expected] of named) {
  t.test(`chooseDevice() with ${title}`, async t => {
    const { ready, asked } = engineIn(t, world)
    t.same(
      await chooseDevice(wish, ready, false, () => undefined),
      typeof expected === 'string' ? { problem: expected } : expected,
    )
    const touched = asked().flatMap(question =>
      question.ask === 'ping'
        ? [question.from, question.to]
        : question.ask === 'inspect'
          ? [question.port]
          : [],
    )
    t.same(
      touched.filter(port => port !== wish.port && port !== wish.farEnd),
      [],
      'no port is touched that was not named',
    )
  })
}

const found: readonly (readonly [
  title: string,
  World,
  ping: boolean,
  expected: DeviceChoice,
  notice: RegExp,
])[] = [
  ['no port at all', {}, true, { devices: ['pipe', 'event'] }, /^There is no serial port here/],
  [
    'ports, but no leave to write',
    { listed: ['COM3'], hears: ['COM3-COM3'] },
    false,
    { devices: ['pipe', 'event'] },
    /^COM3: not used/,
  ],
  [
    'a loopback',
    { listed: ['COM1', 'COM3'], hears: ['COM3-COM3'] },
    true,
    { devices: ['com'], port: 'COM3' },
    /^COM3 sends back/,
  ],
  [
    'a loopback beside a pair',
    { listed: ['COM1', 'COM2', 'COM3'], hears: ['COM1-COM2', 'COM3-COM3'] },
    true,
    { devices: ['com'], port: 'COM3' },
    /^COM3 sends back/,
  ],
  [
    'a pair',
    { listed: ['COM1', 'COM3', 'COM4'], hears: ['COM3-COM4', 'COM4-COM3'] },
    true,
    { devices: ['com'], port: 'COM3', farEnd: 'COM4' },
    /^COM3 and COM4 are joined/,
  ],
  [
    'ports that are silent',
    { listed: ['COM3'] },
    true,
    { devices: ['pipe', 'event'] },
    /^None of COM3 sends anything back/,
  ],
]

for (const [title, world, ping, expected, notice] of found) {
  t.test(`chooseDevice() finds ${title}`, async t => {
    const { ready, asked } = engineIn(t, world)
    const said: string[] = []
    t.same(await chooseDevice({}, ready, ping, message => said.push(message)), expected)
    t.match(said.join('\n'), notice)
    if (!ping)
      t.same(
        asked().map(({ ask }) => ask),
        ['list'],
        'nothing is opened',
      )
  })
}

t.test(
  'chooseDevice() leaves it to an engine that makes its own wire, and to a user who named a surrogate',
  async t => {
    const { ready, asked } = engineIn(t, { listed: ['COM3'] })
    const linkPort = async (): Promise<never> => {
      throw new Error('not asked')
    }
    t.same(await chooseDevice({}, { ...ready, linkPort }, true, () => undefined), {})
    t.same(await chooseDevice({ devices: ['pipe'] }, ready, true, () => undefined), {
      devices: ['pipe'],
    })
    t.same(asked(), [])
  },
)

t.test('provideDevice() serves the far end while the device is in use', async t => {
  const { ready, asked } = engineIn(t, {})
  const provided = await provideDevice('com', ready, { port: 'COM3', farEnd: 'COM4' })
  t.match(provided, { device: { kind: 'com', path: '\\\\.\\COM3' } })
  t.same(asked(), [{ ask: 'echo', port: 'COM4' }])
  if ('release' in provided) await provided.release()
  const busy = engineIn(t, { states: { COM4: { state: 'busy', code: 5 } } })
  t.same(await provideDevice('com', busy.ready, { port: 'COM3', farEnd: 'COM4' }), {
    reason: 'the far end COM4 could not be opened',
  })
})
