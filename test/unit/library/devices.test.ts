import t from 'tap'
import { chooseDevices } from '../../../src/library/choose-devices.ts'
import { laneOf } from '../../../src/measure/lanes.ts'
import { parseDevices, parsePort } from '../../../src/library/devices.ts'
import { likelyEngines, selectEngines, usualArchitectures } from '../../../src/library/select.ts'

t.test('parseDevices() takes kinds, a port, and the port at the other end', async t => {
  t.same(parseDevices([]), {})
  t.same(parseDevices(['pipe', 'event']), { devices: ['pipe', 'event'] })
  t.same(parseDevices(['com:com3']), { devices: ['com'], port: 'COM3' })
  t.same(parseDevices(['com:COM3', 'pipe', 'com:COM12']), {
    devices: ['pipe', 'com'],
    port: 'COM3',
    farEnd: 'COM12',
  })
  t.same(parseDevices(['com:COM3', 'com:COM3']), { devices: ['com'], port: 'COM3' })
})

for (const bad of [
  '',
  'COM3',
  'com:',
  'com:COM0',
  'com:COM257',
  'com:COM1000',
  'com:LPT1',
  'com:\\\\.\\COM3',
  'com:COM3 ',
  'none',
  'silent',
]) {
  t.test(`parseDevices() refuses ${JSON.stringify(bad)} in one sentence`, async t => {
    t.throws(() => parseDevices([bad]), { name: 'UserProblem', message: /nothing was opened/ })
  })
}

t.test('parseDevices() refuses three ports', async t => {
  t.throws(() => parseDevices(['com:COM1', 'com:COM2', 'com:COM3']), {
    name: 'UserProblem',
    message: /^Too many ports: COM1, COM2, COM3/,
  })
})

t.test('parsePort() knows the names that Windows gives', async t => {
  for (const name of ['COM1', 'COM9', 'COM10', 'COM256']) t.equal(parsePort(name), name)
})

t.test('selectEngines() takes what can be there: Wine is what plays Windows elsewhere', async t => {
  t.same(likelyEngines('win32'), ['windows', 'sim'])
  t.same(likelyEngines('linux'), ['wine', 'sim'])
  t.same(selectEngines(['auto'], 'win32'), ['windows', 'sim'])
  t.same(
    selectEngines(['windows', 'wine'], 'linux'),
    ['windows', 'wine'],
    'a name is a name: its lanes say why they are not there',
  )
  t.same(usualArchitectures({ platform: 'linux', machine: 'arm64' }), ['x64', 'ia32'])
  t.same(usualArchitectures({ platform: 'win32', machine: 'x64' }), ['x64', 'ia32'])
  t.same(
    usualArchitectures({ platform: 'win32', machine: 'arm64' }),
    ['arm64', 'x64', 'ia32'],
    'one machine gives all its columns',
  )
})

t.test('chooseDevices() says that a simulation does not open a port of this machine', async t => {
  const notices: string[] = []
  const note = (sentence: string) => void notices.push(sentence)
  const lanes = [laneOf('sim', 'x64', 'native'), laneOf('sim', 'ia32', 'native')]
  const named = parseDevices(['com:COM77'])
  t.same(await chooseDevices(named, lanes, false, note), { sim: named })
  t.match(notices, [/^COM77 is not opened in the simulated lanes/])
  await chooseDevices(parseDevices(['pipe']), lanes, false, note)
  t.equal(notices.length, 1, 'and nothing where no port was named')
})
