import { match, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { parseDevices, parsePort } from '../../src/library/devices.ts'
import { UserProblem } from '../../src/os/problem.ts'
import { deviceName } from './arbitraries/device-names.ts'
import { holds } from './property.ts'
import { sentenceOf } from './refused.ts'

const kinds = ['loopback', 'pipe', 'event', 'missing', 'busy', 'unplugged', 'com']

holds('a port is COM1 to COM256, or nothing is opened', deviceName, name => {
  let port: string | undefined
  const sentence = sentenceOf(UserProblem, () => {
    port = parsePort(name)
  })
  if (port === undefined)
    return match(sentence ?? '', /^Not a COM port: .*\(nothing was opened\)$/su)
  // Written without a regular expression, so that the two cannot be wrong in the same way.
  const numbers = Array.from({ length: 256 }, (_, index) => `COM${index + 1}`)
  ok(numbers.includes(port), port)
  ok(name.length === port.length && name.toUpperCase() === port, name)
})

const value = fc.oneof(
  fc.constantFrom(...kinds),
  deviceName.map(name => `com:${name}`),
  deviceName,
)

holds(
  'the values of --device name known kinds and ports, or nothing is opened',
  fc.array(value, { maxLength: 4 }),
  values => {
    let chosen: ReturnType<typeof parseDevices> | undefined
    const sentence = sentenceOf(UserProblem, () => {
      chosen = parseDevices(values)
    })
    if (!chosen) return match(sentence ?? '', /\(nothing was opened\)$/)
    for (const kind of chosen.devices ?? []) ok(kinds.includes(kind), kind)
    for (const port of [chosen.port, chosen.farEnd])
      if (port !== undefined) ok(/^COM\d{1,3}$/.test(port), port)
    ok(values.every(one => kinds.includes(one) || one.startsWith('com:')))
  },
)
