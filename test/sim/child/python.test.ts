import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import t from 'tap'
import { pythonChild } from '../../../src/lanes/children/python.ts'
import { laneOf } from '../../../src/measure/lanes.ts'
import { launch } from '../../../src/measure/launch.ts'
import { passedEnvironment } from '../../../src/os/environment.ts'
import { runTool } from '../../../src/os/spawn.ts'
import { loadProbes } from '../../../src/program/load.ts'
import type { Plan } from '../../../src/program/plan.ts'
import { resolve } from '../../../src/program/resolve.ts'
import { spellOut } from '../../../src/program/spell-out.ts'
import type { Ready } from '../../../src/lanes/engines/engine.ts'
import { makeExports } from '../../support/child/exports-library.ts'
import { needs } from '../../support/require.ts'
import { folderForFile } from '../../support/temporary-folders.ts'

const folder = folderForFile()
const python = await runTool('python3', ['--version'])
const exports = await makeExports(folder)
const is64 = process.arch === 'x64' || process.arch === 'arm64'
const need = needs(
  'python',
  process.platform === 'linux' && is64 && python.exitCode === 0 && 'path' in exports,
  'needs Linux on 64 bits with python3 and gcc',
)
const arrivedFile = join(folder, 'arrived')

/** CPython of this computer, with a library that stands for the DLLs. */
function ready(): Ready {
  return {
    ready: true,
    environment: {},
    command: () => {
      throw new Error('not used')
    },
    childPath: path => path,
    async layOut(plans, place) {
      const spelled = join(place, 'spelled.json')
      await writeFile(spelled, JSON.stringify(plans.map(spellOut)))
      return words => ({
        file: '/usr/bin/env',
        arguments: ['python3', '-B', '-E', '-s', pythonChild, spelled, ...words],
        environment: {
          ...passedEnvironment(),
          HANDLE_WIDTH_EXPORTS: 'path' in exports ? exports.path : '',
          HANDLE_WIDTH_ARRIVED: arrivedFile,
        },
      })
    },
  }
}

const probes = await loadProbes()

function planOf(id: string): Plan {
  const probe = probes.find(one => one.id === id)
  if (!probe) throw new Error(`There is no probe ${id}`)
  return resolve(
    probe,
    laneOf('windows', 'x64', 'native', 'ctypes'),
    { kind: probe.device, path: '' },
    'as-they-come',
  ).plan
}

async function run(ids: readonly string[], extra: readonly string[] = []) {
  await writeFile(arrivedFile, '')
  const launched = await launch(ready(), ids.map(planOf), join(folder, ids[0] ?? 'none'), {}, extra)
  const arrived = (await readFile(arrivedFile, 'utf8')).trim().split('\n')
  return { ...launched, arrived }
}

t.test('Python carries plans out and writes the journal that the parent reads', need, async t => {
  const { end, hello, plans, arrived } = await run([
    'correct',
    'handle-u32',
    'overlapped-32',
    'upper-half-garbage',
  ])
  t.same(end, { kind: 'exited', exitCode: 0, signal: null })
  t.match(hello?.environment, { python: /^3\./, platform: 'linux' })
  t.same(hello?.calibration['uint32_t'], '0xfffffffe')
  t.same([...plans.keys()], ['correct', 'handle-u32', 'overlapped-32', 'upper-half-garbage'])
  const outcomes = (id: string) =>
    new Map(plans.get(id)?.map(({ step, outcome, end }) => [step, { outcome, end }]))
  t.same(
    plans.get('correct')?.filter(({ outcome }) => outcome.kind === 'ffi-rejected'),
    [],
    'ctypes takes the true declarations',
  )
  t.notOk(
    [...outcomes('correct').values()].some(
      ({ outcome }) => outcome.kind === 'win32-error' && outcome.code === 6,
    ),
    'nothing is wrong with the control',
  )
  const six = [...outcomes('overlapped-32').values()].filter(
    ({ outcome }) => outcome.kind === 'win32-error' && outcome.code === 6,
  )
  t.ok(six.length > 0, 'an OVERLAPPED with 32-bit members ends in error 6')
  t.match(six[0]?.end?.evidence?.handles.at(-1), { position: 'lpOverlapped.hEvent', meant: /^0x/ })
  const dirty = [...outcomes('upper-half-garbage').values()].filter(
    ({ outcome }) => outcome.kind === 'win32-error' && outcome.code === 6,
  )
  t.ok(dirty.length > 0, 'leftovers in the upper half end in error 6')
  t.ok(
    arrived.some(line => /0x5eed0bad[0-9a-f]{8}$/.test(line)),
    'and arrive in the callee',
  )
})

t.test('what ctypes passes is what is judged, not what is assumed of it', need, async t => {
  const { plans, arrived, hello } = await run(['pseudo-handle-i32', 'pseudo-handle-u32'])
  const isSigned = hello?.calibration['int32_t'] === '0xfffffffffffffffe'
  const processId = (id: string) =>
    plans.get(id)?.find(({ step }) => step === 'process-id')?.outcome.kind
  t.equal(processId('pseudo-handle-u32'), 'win32-error')
  t.equal(processId('pseudo-handle-i32'), isSigned ? 'ok' : 'win32-error')
  t.ok(arrived.includes(`GetProcessId.Process 0x${isSigned ? 'ffffffff' : ''}ffffffff`))
})

t.test('the programs of pyserial are carried out', need, async t => {
  const { plans } = await run(['pyserial-2.6', 'pyserial-2.5'])
  const failing = (id: string): string[] =>
    plans
      .get(id)
      ?.flatMap(({ step, outcome }) =>
        outcome.kind === 'win32-error' && outcome.code === 6 ? [step] : [],
      ) ?? []
  t.same(failing('pyserial-2.6'), [])
  t.ok(
    failing('pyserial-2.5').some(step => step.startsWith('read')),
    'the first read says error 6',
  )
})

t.test('an undeclared parameter is converted as ctypes does it', need, async t => {
  const plan = planOf('pseudo-handle-i32')
  const declared = plan.abi.functions.GetProcessId
  if (!declared) throw new Error('The plan calls no GetProcessId')
  const undeclared: Plan = {
    ...plan,
    abi: {
      ...plan.abi,
      functions: {
        ...plan.abi.functions,
        GetProcessId: {
          ...declared,
          parameters: declared.parameters.map(one => ({ ...one, passing: 'checked-32' })),
        },
      },
    },
  }
  const [step] = spellOut(undeclared).steps.filter(({ function: name }) => name === 'GetProcessId')
  t.match(step?.parameters, [{ passing: 'checked-32' }])
  await writeFile(arrivedFile, '')
  const { plans } = await launch(ready(), [undeclared], join(folder, 'undeclared'), {})
  t.match(
    plans.get(plan.id)?.find(one => one.step === 'process-id')?.outcome.kind,
    /^(ok|win32-error)$/,
  )
  t.match(await readFile(arrivedFile, 'utf8'), /GetProcessId.Process 0x(f{8})?f{8}\n/)
})

t.test('it says what ctypes does with each declared type', need, async t => {
  const { ffi } = await run([], ['1000'])
  t.equal(ffi?.calls, 1000)
  const row = (declared: string, value: string) =>
    ffi?.arrivals.find(one => one.declared === declared && one.value === value)?.cold
  t.equal(row('uint32_t', 'minus-one'), '0xffffffff')
  t.equal(row('void *', 'minus-one'), '0xffffffffffffffff')
  t.equal(row('uint32_t', 'wide'), '0xd0', 'a wide value is cut in silence')
  t.match(
    ffi?.results.find(one => one.declared === 'void *' && one.of === 'INVALID_HANDLE_VALUE'),
    { shape: 'int', value: '18446744073709551615' },
  )
})
