import t from 'tap'
import { engines } from '../../../src/lanes/engines/index.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { matrixOf } from '../../../src/result/matrix.ts'
import { kernelChoices, lanesOf } from '../../../src/measure/lanes.ts'
import { runAll } from '../../../src/measure/run-all.ts'
import {
  bindingOf,
  declaredBy,
  essence,
  likeProbe,
  moduleFolder,
} from '../../support/binding/equivalence.ts'

/**
 * Probes whose whole mistake is a declaration. That memory holds leftovers to begin with, or the way in which a value is
 * passed, is in no module that declares with koffi.
 */
const declared: readonly string[] = [
  'handle-u32',
  'handle-i64',
  'handle-returns-u32',
  'handle-parameters-u32',
  'bool-i64',
  'dword-cell-16',
  'overlapped-32',
  'hevent-u32',
  'overlapped-address-u32',
  'cdecl',
  'sentinel-u32',
  'sentinel-zero',
  'sentinel-js-pointer',
  'sentinel-js-uint64',
]

const silent = { planned: () => undefined, began: () => undefined, done: () => undefined }

t.test('a module that declares what a probe declares ends as that probe', async t => {
  const all = await loadProbes()
  const [control] = all
  if (!control) throw new Error('There is no control')
  const folder = moduleFolder(t.testdir())
  const probes = all.filter(({ id }) => declared.includes(id))
  t.equal(probes.length, declared.length, 'all of them are there')
  const pairs = []
  for (const probe of probes)
    pairs.push({
      probe,
      own: likeProbe(await bindingOf(folder, probe.id, declaredBy(probe), probe.sequence), probe),
    })
  const lanes = lanesOf(['sim'], ['x64', 'ia32'], kernelChoices)
  const run = await runAll({
    version: 'test',
    lanes,
    engines,
    probes: pairs.flatMap(({ probe, own }) => [probe, own]),
    control,
    jobs: 2,
    notice: () => undefined,
    progress: silent,
  })
  const matrix = matrixOf(run)
  for (const { probe, own } of pairs) {
    for (const { id } of lanes) {
      const expected = essence(matrix, id, probe.id)
      t.ok(expected.length > 100, `${probe.id} was measured in ${id}`)
      t.same(essence(matrix, id, own.id), expected, `the binding of ${probe.id} in ${id}`)
    }
  }
})
