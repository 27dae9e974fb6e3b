import t from 'tap'
import { flawOf, isClean } from '../../../src/result/clean.ts'
import type { Outcome } from '../../../src/result/outcome.ts'
import type { RunResult } from '../../../src/result/run-file.ts'

const six: Outcome = { kind: 'win32-error', code: 6, status: 0xc0000024 }
const denied: Outcome = { kind: 'win32-error', code: 5, status: 0xc0000022 }
const unsupported: Outcome = { kind: 'win32-error', code: 50, status: 0xc00000bb }
const skipped: Outcome = { kind: 'not-reached', after: 'open' }
const hung: Outcome = { kind: 'timed-out', limitMs: 3000 }

function control(outcomes: Readonly<Record<string, Outcome>>, ok: readonly string[]): RunResult {
  return {
    lane: 'l',
    probe: 'correct',
    ok: [...ok],
    cells: Object.entries(outcomes).map(([step, outcome]) => ({ step, outcome })),
  }
}

const cases: readonly (readonly [
  title: string,
  device: string,
  RunResult,
  flaw: string | undefined,
])[] = [
  ['a loopback on which all goes well', 'loopback', control({}, ['open', 'read']), undefined],
  [
    'a loopback that lacks a capability',
    'loopback',
    control({ lines: unsupported }, ['open']),
    undefined,
  ],
  [
    'a loopback with error 6',
    'loopback',
    control({ read: six }, ['open']),
    'the control is not clean: read ended win32-error',
  ],
  [
    'a loopback that could not be opened',
    'loopback',
    control({ open: denied, read: skipped }, []),
    'the device could not be opened',
  ],
  [
    'a pipe that refuses line settings',
    'pipe',
    control({ state: unsupported }, ['open']),
    undefined,
  ],
  [
    'a pipe with error 6',
    'pipe',
    control({ state: six }, ['open']),
    'the control is not clean: state ended win32-error',
  ],
  ['an event, which is of the wrong kind', 'event', control({ read: six }, ['open']), undefined],
  [
    'an event on which a call hangs',
    'event',
    control({ read: hung }, ['open']),
    'the control is not clean: read ended timed-out',
  ],
  ['a busy port that is refused', 'busy', control({ open: denied, read: skipped }, []), undefined],
  [
    'a busy port that opens, as under Wine',
    'busy',
    control({}, ['open', 'read']),
    'the open succeeded, so there is no busy port here',
  ],
  [
    'a missing port that is there',
    'missing',
    control({}, ['open']),
    'the open succeeded, so there is no missing port here',
  ],
  [
    'a loopback that went away',
    'loopback',
    control({ read: { kind: 'win32-error', code: 109, status: 0xc000014b } }, ['open']),
    'the device went away: read found it gone',
  ],
  [
    'a pipe whose far end is closed',
    'pipe',
    control({ read: { kind: 'win32-error', code: 109, status: 0xc000014b } }, ['open']),
    undefined,
  ],
  [
    'an unplugged port',
    'unplugged',
    control({ read: { kind: 'win32-error', code: 109, status: 0 } }, ['open']),
    undefined,
  ],
  ['a sequence that opens no device', 'none', control({ duplicate: six }, []), undefined],
]

for (const [title, device, result, flaw] of cases) {
  t.test(`flawOf() on ${title}`, async t => {
    t.equal(flawOf(result, device), flaw)
    t.equal(isClean(result, device), flaw === undefined)
  })
}
