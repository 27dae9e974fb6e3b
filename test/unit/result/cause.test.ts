import t from 'tap'
import { causes, nameCause, type Cause, type FailedCall } from '../../../src/result/cause.ts'
import { causeTexts } from '../../../src/result/cause-text.ts'
import type { RecordedHandle, TagLoss } from '../../../src/result/observation.ts'

const noHandle = 0xc0000008
const wrongObject = 0xc0000024

function handle(changes: Partial<RecordedHandle>): RecordedHandle {
  return {
    position: 'hFile',
    passed: '0xd0',
    true: '0xd0',
    alive: true,
    passedAlive: true,
    fileType: 2,
    openedBy: 'open',
    ...changes,
  }
}

function event(changes: Partial<RecordedHandle>): RecordedHandle {
  return handle({
    position: 'lpOverlapped.hEvent',
    passed: '0xd4',
    true: '0xd4',
    fileType: 0,
    openedBy: 'create-event',
    ...changes,
  })
}

interface Case {
  readonly title: string
  readonly handles: readonly RecordedHandle[]
  readonly status?: number
  readonly pointerBytes?: 4 | 8
  readonly losses?: readonly TagLoss[]
  readonly cause: Cause
}

const tagged = '0x5afe0001000000d0'
const lostAt = (position: string): readonly TagLoss[] => [
  { function: 'ReadFile', position, value: '0xd0' },
]
const dead = { alive: false, passedAlive: false, fileType: 0 }

const cases: readonly Case[] = [
  {
    title: 'all ones after an open that had failed',
    handles: [
      handle({ passed: '0xffffffffffffffff', true: '0xffffffffffffffff', openFailedWith: 2 }),
    ],
    cause: 'sentinel-used',
  },
  {
    title: 'all ones, the kernel calls them another kind',
    handles: [
      handle({ passed: '0xffffffffffffffff', true: '0xffffffffffffffff', openFailedWith: 2 }),
    ],
    status: wrongObject,
    cause: 'sentinel-used',
  },
  {
    title: 'the sentinel cut to 32 bits',
    handles: [
      handle({ passed: '0xffffffff', true: '0xffffffffffffffff', openFailedWith: 2, ...dead }),
    ],
    cause: 'sentinel-used',
  },
  {
    title: 'the sentinel of a 32-bit process',
    handles: [handle({ passed: '0xffffffff', true: '0xffffffff', openFailedWith: 2 })],
    pointerBytes: 4,
    cause: 'sentinel-used',
  },
  {
    title: 'NULL from CreateEventW that had failed',
    handles: [handle({ passed: '0x0', true: '0x0', openFailedWith: 8, ...dead })],
    cause: 'sentinel-used',
  },
  {
    title: 'all ones, but no open had failed: a pseudo handle where a file belongs',
    handles: [handle({ passed: '0xffffffffffffffff', true: '0xffffffffffffffff' })],
    status: wrongObject,
    cause: 'wrong-kind',
  },
  {
    title: 'leftovers above a living handle',
    handles: [handle({ passed: '0x5eed0bad000000d0', passedAlive: false })],
    cause: 'upper-half-dirty',
  },
  {
    title: 'ones above a living handle',
    handles: [handle({ passed: '0xffffffff000000d0', passedAlive: false })],
    cause: 'upper-half-dirty',
  },
  {
    title: 'a pseudo handle, zero-extended',
    handles: [handle({ passed: '0xffffffff', true: '0xffffffffffffffff', passedAlive: false })],
    cause: 'upper-half-dirty',
  },
  {
    title: 'a tag cut off and filled with zeros',
    handles: [handle({ passed: '0xd0', true: tagged, passedAlive: false })],
    losses: lostAt('hFile'),
    cause: 'tag-lost',
  },
  {
    title: 'a tag under leftovers',
    handles: [handle({ passed: '0x5eed0bad000000d0', true: tagged, passedAlive: false })],
    losses: lostAt('hFile'),
    cause: 'upper-half-dirty',
  },
  {
    title: 'a tag rounded by a double',
    handles: [
      handle({ passed: '0x5afe000100000000', true: '0x5afe0001000000d0', passedAlive: false }),
    ],
    losses: lostAt('hFile'),
    cause: 'tag-lost',
  },
  { title: 'a closed handle', handles: [handle({ closedBy: 'close', ...dead })], cause: 'closed' },
  {
    title: 'a closed handle whose number lives again as an event',
    handles: [handle({ closedBy: 'close', fileType: 0 })],
    status: wrongObject,
    cause: 'closed',
  },
  {
    title: 'a number that never was a handle',
    handles: [handle({ passed: '0x7770', ...dead })],
    cause: 'never-a-handle',
  },
  { title: 'NULL', handles: [handle({ passed: '0x0', ...dead })], cause: 'never-a-handle' },
  {
    title: 'a living event where a file belongs',
    handles: [handle({ fileType: 0 })],
    status: wrongObject,
    cause: 'wrong-kind',
  },
  {
    title: 'an event at another place of OVERLAPPED',
    handles: [
      handle({}),
      event({ passed: '0xfdfdfdfdfdfdfdfd', meant: '0xd4', passedAlive: false }),
    ],
    cause: 'struct-layout',
  },
  {
    title: 'an event cut in its field, seen by the tags',
    handles: [
      handle({}),
      event({
        passed: '0xd4',
        true: '0x5afe0002000000d4',
        meant: '0x5afe0002000000d4',
        passedAlive: false,
      }),
    ],
    losses: lostAt('lpOverlapped.hEvent'),
    cause: 'tag-lost',
  },
  {
    title: 'an event with leftovers above it',
    handles: [
      handle({}),
      event({ passed: '0xa5a5a5a5000000d4', meant: '0xd4', passedAlive: false }),
    ],
    cause: 'upper-half-dirty',
  },
  {
    title: 'a closed event',
    handles: [handle({}), event({ meant: '0xd4', closedBy: 'close-event', ...dead })],
    cause: 'closed',
  },
  {
    title: 'an address as event',
    handles: [handle({}), event({ passed: '0x7ff000010030', true: '0x7ff000010030', ...dead })],
    cause: 'never-a-handle',
  },
  {
    title: 'a file as event',
    handles: [handle({}), event({ fileType: 2 })],
    status: wrongObject,
    cause: 'wrong-kind',
  },
  {
    title: 'no event, and the file is an event itself',
    handles: [handle({ fileType: 0 }), event({ passed: '0x0', true: '0x0', ...dead })],
    status: wrongObject,
    cause: 'wrong-kind',
  },
  {
    title: 'the handle before the event',
    handles: [
      event({ passed: '0xfd', meant: '0xd4', passedAlive: false }),
      handle({ passed: '0x5eed0bad000000d0', passedAlive: false }),
    ],
    cause: 'upper-half-dirty',
  },
  {
    title: 'the second of two handles',
    handles: [
      handle({ position: 'hSourceProcessHandle' }),
      handle({ position: 'hSourceHandle', passed: '0x5eed0bad000000d0', passedAlive: false }),
    ],
    cause: 'upper-half-dirty',
  },
  { title: 'nothing recorded', handles: [], cause: 'never-a-handle' },
]

for (const { title, handles, status = noHandle, pointerBytes = 8, losses = [], cause } of cases) {
  t.test(`nameCause() calls ${title} ${cause}`, async t => {
    const failed: FailedCall = { ntStatus: status, pointerBytes, handles, losses }
    t.equal(nameCause(failed), cause)
  })
}

t.test('every cause is named by a case, and has its words', async t => {
  t.same([...new Set(cases.map(({ cause }) => cause))].sort(), [...causes].sort())
  for (const cause of causes) {
    t.not(causeTexts[cause].says, '', cause)
    t.not(causeTexts[cause].cure, '', cause)
  }
})
