import t from 'tap'
import {
  machineArchitecture,
  runnableOn,
  type EnvironmentVariables,
} from '../../../../../src/lanes/engines/windows/machine.ts'
import { architectures, type Architecture } from '../../../../../src/declare/win32/architecture.ts'

const cases: readonly (readonly [
  title: string,
  EnvironmentVariables,
  own: Architecture,
  machine: Architecture,
])[] = [
  ['a 64-bit process on x64', { PROCESSOR_ARCHITECTURE: 'AMD64' }, 'x64', 'x64'],
  [
    'a 32-bit process on x64',
    { PROCESSOR_ARCHITECTURE: 'x86', PROCESSOR_ARCHITEW6432: 'AMD64' },
    'ia32',
    'x64',
  ],
  [
    'a 32-bit process on arm64',
    { PROCESSOR_ARCHITECTURE: 'x86', PROCESSOR_ARCHITEW6432: 'ARM64' },
    'ia32',
    'arm64',
  ],
  ['a native process on arm64', { PROCESSOR_ARCHITECTURE: 'ARM64' }, 'arm64', 'arm64'],
  ['a 32-bit Windows', { PROCESSOR_ARCHITECTURE: 'x86' }, 'ia32', 'ia32'],
  ['an unknown processor', { PROCESSOR_ARCHITECTURE: 'IA64' }, 'x64', 'x64'],
  ['an empty environment', {}, 'ia32', 'ia32'],
  [
    'an empty variable',
    { PROCESSOR_ARCHITECTURE: 'AMD64', PROCESSOR_ARCHITEW6432: '' },
    'x64',
    'x64',
  ],
]

for (const [title, environment, own, machine] of cases) {
  t.test(`machineArchitecture() in ${title}`, async t => {
    t.equal(machineArchitecture(environment, own), machine)
  })
}

t.test("runnableOn() names the machine's own architecture first, and ia32 everywhere", async t => {
  for (const machine of architectures) {
    t.equal(runnableOn(machine)[0], machine)
    t.ok(runnableOn(machine).includes('ia32'))
  }
  t.notOk(runnableOn('x64').includes('arm64'))
})
