import t from 'tap'
import {
  behind,
  both,
  calling,
  either,
  endsIn,
  everyStep,
  except,
  invalidHandle,
  named,
  passingOverlapped,
  taking,
  using,
  type StepFilter,
} from '../../../src/program/claims.ts'
import { address, nothing, number, step, variable } from '../../../src/program/step-builders.ts'
import { claimsInWords } from '../../../src/explain/topics/claims-in-words.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { resolve } from '../../../src/program/resolve.ts'
import { claimedText } from '../../../src/views/words.ts'
import type { Lane } from '../../../src/result/lane.ts'
import { laneOf } from '../../../src/measure/lanes.ts'

const port = variable('port')
const transfer = {
  hFile: port,
  lpBuffer: address('buffer'),
  nNumberOfBytesToRead: number(4),
  lpNumberOfBytesRead: address('count'),
}

const steps = [
  step('read', 'read', 'ReadFile', 'overlapped', {
    ...transfer,
    lpOverlapped: address('overlapped'),
  }),
  step('read-plain', 'read', 'ReadFile', 'not overlapped', { ...transfer, lpOverlapped: nothing }),
  step('close', 'close', 'CloseHandle', 'the port', { hObject: port }),
  step('close-null', 'close', 'CloseHandle', 'NULL', { hObject: nothing }),
  step('find-close', 'find', 'FindClose', 'a search', { hFindFile: variable('search') }),
  step('last-error', 'identify', 'GetLastError', 'no handle', {}),
]

const cases: readonly { title: string; filter: StepFilter; gives: readonly string[] }[] = [
  {
    title: 'everyStep',
    filter: everyStep,
    gives: ['read', 'read-plain', 'close', 'close-null', 'find-close', 'last-error'],
  },
  {
    title: 'calling() by function',
    filter: calling('CloseHandle', 'GetLastError'),
    gives: ['close', 'close-null', 'last-error'],
  },
  { title: 'named() by id', filter: named('read', 'close'), gives: ['read', 'close'] },
  {
    title: 'taking(kernel), where a variable is passed',
    filter: taking('kernel'),
    gives: ['read', 'read-plain', 'close'],
  },
  { title: 'taking(pointer-like)', filter: taking('pointer-like'), gives: ['find-close'] },
  { title: 'using() by variable', filter: using('search'), gives: ['find-close'] },
  { title: 'passingOverlapped, not NULL', filter: passingOverlapped, gives: ['read'] },
  {
    title: 'behind() a step, without it',
    filter: behind('close'),
    gives: ['close-null', 'find-close', 'last-error'],
  },
  {
    title: 'except()',
    filter: except(taking('kernel'), calling('CloseHandle')),
    gives: ['read', 'read-plain'],
  },
  { title: 'both()', filter: both(calling('ReadFile'), passingOverlapped), gives: ['read'] },
  {
    title: 'either()',
    filter: either(named('read'), using('search')),
    gives: ['read', 'find-close'],
  },
]

for (const { title, filter, gives } of cases) {
  t.test(`${title} takes ${gives.length} of ${steps.length} steps`, async t => {
    t.same(
      steps.filter(item => filter(item, steps)).map(({ id }) => id),
      gives,
    )
  })
}

t.test('invalidHandle() and endsIn() say how the steps end', async t => {
  t.same(invalidHandle({ pointerBytes: 8 }, everyStep, 'closed').claim, {
    verdicts: ['invalid-handle'],
    causes: ['closed'],
  })
  t.same(endsIn({}, everyStep, 'lucky', 'crashed').claim, { verdicts: ['lucky', 'crashed'] })
})

t.test(
  'expectedOnWindows() is a rule for Windows itself, and not for Wine, whoever starts the children',
  async t => {
    const probe = (await loadProbes()).find(({ id }) => id === 'overlapped-32')
    if (!probe) return void t.fail('overlapped-32 is there')
    const claimOf = (lane: Lane) =>
      resolve(probe, lane, { kind: 'com', path: '\\\\.\\COM3' }, 'as-they-come').cells.find(
        ({ step }) => step === 'write',
      )?.claim
    const native = laneOf('windows', 'x64', 'native')
    t.same(claimOf(native), {
      verdicts: ['invalid-handle', 'lucky'],
      causes: ['struct-layout'],
      basis: 'expected',
    })
    t.equal(claimOf({ ...native, underWine: true }), undefined)
    t.equal(claimOf(laneOf('wine', 'x64', 'native')), undefined)
    t.equal(claimOf(laneOf('windows', 'ia32', 'native')), undefined)
    t.match(
      claimsInWords(probe).join('\n'),
      /With 64-bit pointers, with the engine windows: WriteFile .*: `error 6` or `lucky`, cause `struct-layout`, expected from what is documented, and not measured\./,
    )
    t.equal(
      claimedText({ claim: claimOf(native) ?? { verdicts: [] } }),
      'invalid-handle or lucky (expected from what is documented, and not measured)',
    )
  },
)
