import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parseDevices } from '../../../src/library/devices.ts'
import { constants } from '../../../src/declare/win32/constants.ts'
import { deviceKinds, devices } from '../../../src/devices/index.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { fitTo } from '../../../src/program/on-device.ts'
import { serial } from '../../../src/program/sequences/serial/index.ts'
import { flawOf } from '../../../src/result/clean.ts'
import type { RunResult } from '../../../src/result/run-file.ts'
import { simulate } from '../../support/child/kernels/simulated/simulation.ts'

t.test('each kind of device is one file and one line of the registry', async t => {
  const files = readdirSync(join(packageFolder, 'src/devices')).map(name => name.slice(0, -3))
  t.same(
    files.filter(name => name !== 'device' && name !== 'index').sort(),
    [...deviceKinds].sort(),
    'src/devices/NAME.ts, and NAME in src/devices/index.ts',
  )
})

/** The control of a device as it ends where the open goes as given and all else succeeds. */
function control(open: 'succeeds' | 'fails'): RunResult {
  const refused = { kind: 'win32-error', code: 2, status: 0 } as const
  return {
    lane: 'sim-x64',
    probe: 'correct',
    ok: open === 'succeeds' ? ['open', 'write'] : [],
    cells: open === 'succeeds' ? [] : [{ step: 'open', outcome: refused }],
  }
}

for (const kind of deviceKinds) {
  const device = devices[kind]
  t.test(`the device ${kind} keeps its word`, async t => {
    t.notMatch(device.title, /\.$/)
    const steps = fitTo(kind)(serial.steps)
    t.equal(
      steps.every((step, index) => step === serial.steps[index]),
      device.program === 'whole',
      `the program is ${device.program}`,
    )
    for (const open of ['succeeds', 'fails'] as const)
      t.equal(
        flawOf(control(open), kind) === undefined,
        device.open === open || device.open === 'not-made',
        `a control whose open ${open} is fit or not`,
      )
    if (device.chosen === 'by-name') t.same(parseDevices([kind]), { devices: [kind] })
    else t.throws(() => parseDevices([kind]), /^Unknown device/)
  })

  if (device.simulated.finds === 'no-port') continue
  t.test(`the simulation opens ${kind} as the device says`, async t => {
    const { path } = device.simulated
    const simulation = simulate({ device: kind, path })
    const opened = simulation.call('CreateFileW', {
      lpFileName: simulation.text(path),
      dwDesiredAccess: constants.GENERIC_READ + constants.GENERIC_WRITE,
      dwCreationDisposition: constants.OPEN_EXISTING,
    })
    t.equal(opened.failed, device.open === 'fails')
    if (!opened.failed)
      t.notOk(simulation.call('PurgeComm', { hFile: opened.returned, dwFlags: 1 }).failed)
    else if (device.endsInError6)
      t.equal(
        simulation.call('PurgeComm', { hFile: opened.returned, dwFlags: 1 }).code,
        6,
        'what follows a failed open is error 6',
      )
  })
}
