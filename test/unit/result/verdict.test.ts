import t from 'tap'
import type { Claim } from '../../../src/result/claim.ts'
import { outcomeKinds, type Outcome } from '../../../src/result/outcome.ts'
import { verdictKinds, type VerdictKind } from '../../../src/result/verdict-kind.ts'
import { judge, meetsClaim, type Judged } from '../../../src/result/verdict.ts'
import type { Cause } from '../../../src/result/cause.ts'

const ok: Outcome = { kind: 'ok' }
const error = (code: number, status = 0xc0000008): Outcome => ({
  kind: 'win32-error',
  code,
  status,
})
const notReached: Outcome = { kind: 'not-reached', after: 'open' }
const crashed: Outcome = { kind: 'crashed', exitCode: 5, signal: null }
const hung: Outcome = { kind: 'timed-out', limitMs: 3000 }
const wrong = (field: string): Outcome => ({
  kind: 'wrong-data',
  field,
  expected: '1',
  actual: '2',
})
const lost: Outcome = { kind: 'not-declared', reason: 'the child could not be started' }

const base: Judged = { outcome: ok, control: ok, clean: true, harmless: undefined }
const cases: readonly { title: string; judged: Partial<Judged>; gives: VerdictKind }[] = [
  { title: 'the same as the control', judged: {}, gives: 'same' },
  {
    title: 'declared wrong, and the same by a guarantee',
    judged: { harmless: 'kernel-handle' },
    gives: 'tolerated',
  },
  {
    title: 'declared wrong, and the same this time',
    judged: { harmless: 'not-looked-at' },
    gives: 'lucky',
  },
  { title: 'error 6', judged: { outcome: error(6) }, gives: 'invalid-handle' },
  { title: 'lost by the harness', judged: { outcome: lost }, gives: 'not-judged' },
  {
    title: 'what the lane cannot show',
    judged: { outcome: { kind: 'not-declared', reason: 'it crashes', unsupported: true } },
    gives: 'unsupported',
  },
  { title: 'another error', judged: { outcome: error(87) }, gives: 'other-error' },
  {
    title: 'the same error as the control',
    judged: { outcome: error(50), control: error(50) },
    gives: 'unsupported',
  },
  {
    title: 'the same error by another status',
    judged: { outcome: error(2, 1), control: error(2, 2), harmless: 'kernel-handle' },
    gives: 'unsupported',
  },
  {
    title: 'error 6 where the control has 50',
    judged: { outcome: error(6), control: error(50) },
    gives: 'invalid-handle',
  },
  {
    title: 'error 6 in both, the device being no port',
    judged: { outcome: error(6), control: error(6) },
    gives: 'unsupported',
  },
  {
    title: 'success where the control fails',
    judged: { outcome: ok, control: error(2) },
    gives: 'wrong-data',
  },
  { title: 'wrong data', judged: { outcome: wrong('buffer') }, gives: 'wrong-data' },
  { title: 'a crash', judged: { outcome: crashed }, gives: 'crashed' },
  { title: 'a hang', judged: { outcome: hung }, gives: 'timed-out' },
  {
    title: 'a refusal of the FFI',
    judged: { outcome: { kind: 'ffi-rejected', message: 'no' } },
    gives: 'other-error',
  },
  { title: 'not reached', judged: { outcome: notReached }, gives: 'not-reached' },
  {
    title: 'not reached, as the control',
    judged: { outcome: notReached, control: notReached },
    gives: 'not-reached',
  },
  {
    title: 'success where the control never came',
    judged: { outcome: ok, control: notReached },
    gives: 'not-judged',
  },
  {
    title: 'error 6 where the control never came',
    judged: { outcome: error(6), control: notReached },
    gives: 'invalid-handle',
  },
  {
    title: 'error 6 beside a dirty control',
    judged: { outcome: error(6), clean: false },
    gives: 'not-judged',
  },
  {
    title: 'a cell without a control',
    judged: { outcome: error(6), control: undefined },
    gives: 'not-judged',
  },
  { title: 'a cell that was not measured', judged: { outcome: lost }, gives: 'not-judged' },
  {
    title: 'a cell that was measured by neither',
    judged: { outcome: lost, control: lost },
    gives: 'not-judged',
  },
]

for (const { title, judged, gives } of cases) {
  t.test(`judge() calls ${title} ${gives}`, async t => {
    t.equal(judge({ ...base, ...judged }).kind, gives)
  })
}

t.test('judge() tells what the platform guarantees from luck, and names the reason', async t => {
  t.same(judge({ ...base, harmless: 'kernel-handle' }), {
    kind: 'tolerated',
    because: 'kernel-handle',
  })
  t.same(judge({ ...base, harmless: 'low-address' }), { kind: 'lucky', because: 'low-address' })
})

t.test('judge() has a verdict for every outcome against every control', async t => {
  const samples: Record<Outcome['kind'], Outcome> = {
    ok: ok,
    'win32-error': error(6),
    'wrong-data': wrong('x'),
    'not-reached': notReached,
    'timed-out': hung,
    crashed: crashed,
    'ffi-rejected': { kind: 'ffi-rejected', message: '' },
    'not-declared': lost,
  }
  const seen = new Set<VerdictKind>()
  for (const outcome of outcomeKinds)
    for (const control of outcomeKinds)
      seen.add(judge({ ...base, outcome: samples[outcome], control: samples[control] }).kind)
  t.same(
    [...seen].filter(kind => !verdictKinds.includes(kind)),
    [],
  )
})

interface ClaimCase {
  readonly title: string
  readonly verdict: VerdictKind
  readonly claim?: Claim
  readonly cause?: Cause
  readonly controlReached?: boolean
  readonly stopped?: boolean
  readonly gives: 'as-claimed' | 'surprise' | 'not-judged'
}

const six: Claim = { verdicts: ['invalid-handle'], causes: ['closed', 'wrong-kind'] }
const claims: readonly ClaimCase[] = [
  { title: 'nothing claimed, the same', verdict: 'same', gives: 'as-claimed' },
  { title: 'nothing claimed, lucky', verdict: 'lucky', gives: 'as-claimed' },
  { title: 'nothing claimed, tolerated', verdict: 'tolerated', gives: 'as-claimed' },
  { title: 'nothing claimed, unsupported', verdict: 'unsupported', gives: 'as-claimed' },
  {
    title: 'nothing claimed, error 6',
    verdict: 'invalid-handle',
    cause: 'closed',
    gives: 'surprise',
  },
  { title: 'nothing claimed, a crash', verdict: 'crashed', gives: 'surprise' },
  { title: 'nothing claimed, not reached', verdict: 'not-reached', gives: 'surprise' },
  {
    title: 'not reached, as the control',
    verdict: 'not-reached',
    controlReached: false,
    gives: 'as-claimed',
  },
  {
    title: 'not reached behind a claimed failure',
    verdict: 'not-reached',
    stopped: true,
    gives: 'as-claimed',
  },
  {
    title: 'not reached, as claimed',
    verdict: 'not-reached',
    claim: { verdicts: ['not-reached'] },
    gives: 'as-claimed',
  },
  {
    title: 'error 6 by the claimed cause',
    verdict: 'invalid-handle',
    claim: six,
    cause: 'wrong-kind',
    gives: 'as-claimed',
  },
  {
    title: 'error 6 by another cause',
    verdict: 'invalid-handle',
    claim: six,
    cause: 'tag-lost',
    gives: 'surprise',
  },
  { title: 'error 6 without a cause', verdict: 'invalid-handle', claim: six, gives: 'surprise' },
  {
    title: 'error 6 whatever the cause',
    verdict: 'invalid-handle',
    claim: { verdicts: ['invalid-handle'] },
    cause: 'closed',
    gives: 'as-claimed',
  },
  { title: 'error 6 claimed, success seen', verdict: 'same', claim: six, gives: 'surprise' },
  { title: 'error 6 claimed, luck seen', verdict: 'lucky', claim: six, gives: 'surprise' },
  { title: 'error 6 claimed, tolerance seen', verdict: 'tolerated', claim: six, gives: 'surprise' },
  {
    title: 'luck claimed, as files of version 2 do, tolerance seen',
    verdict: 'tolerated',
    claim: { verdicts: ['lucky'] },
    gives: 'as-claimed',
  },
  {
    title: 'luck claimed, the same seen',
    verdict: 'same',
    claim: { verdicts: ['lucky'] },
    gives: 'as-claimed',
  },
  { title: 'any cell that was not judged', verdict: 'not-judged', claim: six, gives: 'not-judged' },
]

for (const {
  title,
  verdict,
  claim,
  cause,
  controlReached = true,
  stopped = false,
  gives,
} of claims) {
  t.test(`meetsClaim() ${title}: ${gives}`, async t => {
    const full =
      verdict === 'lucky' || verdict === 'tolerated'
        ? ({ kind: verdict, because: 'kernel-handle' } as const)
        : { kind: verdict }
    t.equal(meetsClaim(full, claim, cause, controlReached, stopped), gives)
  })
}
