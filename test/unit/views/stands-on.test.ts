import t from 'tap'
import { jsonData } from '../../../src/views/json.ts'
import { unmeasuredProbes } from '../../../src/views/unmeasured-probes.ts'
import { render, type FormatName } from '../../../src/views/index.ts'
import { pageData } from '../../../src/views/page/data.ts'
import { reportOf } from '../../../src/views/report.ts'
import { witnessesOf } from '../../../src/views/second-witness.ts'
import { standsOf } from '../../../src/views/stands-on.ts'
import { viewOf } from '../../../src/views/view.ts'
import { evidences } from '../../../src/result/evidence.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import type { RunCell, RunFile, RunLane, RunProbe } from '../../../src/result/run-file.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'

const ids = everyOutcome.steps.filter(({ sequence }) => sequence === 'serial').map(({ id }) => id)
const [firstProbe] = everyOutcome.probes

function lane(id: string, engine: RunLane['engine'], extras: Partial<RunLane> = {}): RunLane {
  return {
    id,
    engine,
    architecture: 'x64',
    kernel: 'native',
    host: 'koffi',
    pointerBytes: 8,
    status: 'measured',
    environments: [{ facts: { node: '22.23.2' } }],
    ...extras,
  }
}

function probe(id: string, device: string, extras: Partial<RunProbe> = {}): RunProbe {
  if (!firstProbe) throw new Error('The fixture has no probe')
  return { ...firstProbe, id, device, control: id, ...extras }
}

const lanes = [
  lane('windows-x64', 'windows', {
    environments: [
      { facts: { node: '22.23.2' }, strictHandles: 'an exception for each bad handle' },
    ],
  }),
  lane('windows-ia32', 'windows', {
    architecture: 'ia32',
    pointerBytes: 4,
    underWine: true,
    environments: [
      {
        facts: { node: '22.23.2' },
        strictHandles: 'accepted by this system, but nothing is raised',
      },
    ],
  }),
  lane('wine-x64', 'wine'),
  lane('wine-arm64', 'wine', { architecture: 'arm64', emulatedCpu: 'qemu-user 10.0' }),
  lane('sim-x64', 'sim', { kernel: 'simulated' }),
]
const probes = [
  probe('correct@com', 'com'),
  probe('correct@event', 'event', { otherCalls: { open: 'CreateEventW' } }),
  probe('correct@none', 'none'),
]

function six(step: string, strict?: 'confirmed' | 'not-confirmed'): RunCell {
  return {
    step,
    outcome: { kind: 'win32-error', code: 6, status: 0xc0000008 },
    seen: {
      returned: '0x0',
      shape: 'number',
      lastError: 6,
      ntStatus: 0xc0000008,
      elapsedUs: 1,
      ...(strict ? { strict } : {}),
    },
  }
}

const run: RunFile = {
  ...everyOutcome,
  lanes,
  probes,
  results: lanes.flatMap(({ id, engine }) =>
    probes.map(one => {
      const cells =
        id === 'windows-x64' && one.device === 'event'
          ? [six('open'), six('file-type', 'confirmed'), six('write', 'not-confirmed'), six('read')]
          : []
      return {
        lane: id,
        probe: one.id,
        ok:
          engine === 'sim' && one.device === 'none'
            ? []
            : ids.filter(step => !cells.some(cell => cell.step === step)),
        cells,
      }
    }),
  ),
}
const report = reportOf(parseRun(JSON.stringify(run), 'fixture'))
const view = viewOf(report)
const text = (name: FormatName): string =>
  render(name, report, { width: 200, colour: false }).replaceAll('\\_', '_')

t.test(
  'standsOf() says what stands behind the cells of each lane, and on which device',
  async t => {
    t.same(
      standsOf(view).map(({ evidence, places }) => [evidence, ...places]),
      [
        ['native-port', 'windows-x64 (com)'],
        ['native-call', 'windows-x64 (none)'],
        ['surrogate', 'windows-x64 (event)'],
        ['wine', 'windows-ia32', 'wine-x64'],
        ['wine-emulated', 'wine-arm64'],
        ['simulator', 'sim-x64'],
      ],
    )
  },
)

for (const name of ['pretty', 'html', 'markdown'] as const) {
  t.test(`${name} names the evidence`, async t => {
    for (const sentence of Object.values(evidences)) t.match(text(name), sentence)
    if (name !== 'pretty') t.match(text(name), /wine-arm64(<\/code>|`)? \(emulated CPU\)/)
  })

  t.test(`${name} says what strict handle checks saw`, async t => {
    t.match(text(name), 'an exception for each bad handle')
    t.match(text(name), 'accepted by this system, but nothing is raised')
    t.match(text(name), 'GetFileType (file-type)')
    t.match(text(name), 'WriteFile (write)')
    t.notMatch(
      render(name, reportOf(everyOutcome), { width: 80, colour: false }),
      /borne out in|strict handle checks/i,
      'and nothing where they were not asked for',
    )
  })
}

t.test('witnessesOf() tells the calls that were borne out from those that were not', async t => {
  t.same(witnessesOf(view), [
    {
      lane: 'windows-x64',
      system: 'an exception for each bad handle',
      probes: [
        {
          probe: 'correct@event',
          confirmed: ['GetFileType (file-type)'],
          not: ['WriteFile (write)'],
        },
      ],
    },
    { lane: 'windows-ia32', system: 'accepted by this system, but nothing is raised', probes: [] },
  ])
})

t.test('the page shows evidence, second witness and the true call behind a cell', async t => {
  const { sequences, probes: shown, cells, evidence } = pageData(viewOf(report))
  const operation = (id: string): string | undefined =>
    sequences[shown.find(one => one.id === id)?.sequence ?? -1]?.find(step => step.id === 'open')
      ?.operation
  t.equal(operation('correct@event'), 'CreateEventW')
  t.equal(operation('correct@com'), 'CreateFileW')
  const numbers = cells[1]?.[0] ?? []
  const ofStep = (step: string) =>
    Object.fromEntries(evidence[numbers[5 * ids.indexOf(step) + 4] ?? -1] ?? [])
  t.match(ofStep('file-type'), {
    'stands on': evidences.surrogate,
    'strict handle checks': /^borne out/,
  })
  t.match(ofStep('write'), { 'strict handle checks': /^not borne out/ })
  t.equal(ofStep('read')['strict handle checks'], undefined)
})

t.test('on an event the open is named as the call that it is', async t => {
  t.equal(view.operation(probes[1] ?? probe('', ''), 'open'), 'CreateEventW')
  t.match(
    jsonData(report).probes.find(({ id }) => id === 'correct@event'),
    { otherCalls: { open: 'CreateEventW' } },
  )
  t.match(text('junit'), 'name="open (CreateEventW)"')
  t.match(
    text('markdown')
      .split('<details>')
      .find(section => section.startsWith('<summary><code>correct@event</code>')),
    /`CreateEventW`/,
  )
})

t.test('a probe of which nothing could be made is named with the reason', async t => {
  const reason = 'a port that can be unplugged at will is made on Linux only'
  const unplugged = probe('unplugged', 'unplugged')
  const notDeclared: RunFile = {
    ...run,
    probes: [...probes, unplugged],
    results: [
      ...run.results,
      ...['windows-x64', 'windows-ia32'].map(id => ({
        lane: id,
        probe: 'unplugged',
        ok: [],
        cells: ids.map(step => ({ step, outcome: { kind: 'not-declared', reason } as const })),
      })),
      { lane: 'wine-x64', probe: 'unplugged', ok: [...ids], cells: [] },
    ],
  }
  const made = reportOf(parseRun(JSON.stringify(notDeclared), 'fixture'))
  t.same(unmeasuredProbes(viewOf(made)), [
    { probes: ['unplugged'], lanes: ['windows-x64', 'windows-ia32'], reason },
  ])
  for (const name of ['pretty', 'html', 'markdown', 'tap', 'junit'] as const)
    t.match(render(name, made, { width: 200, colour: false }), reason, name)
  t.same(
    unmeasuredProbes(viewOf(reportOf(everyOutcome))),
    [],
    'a single step that is not declared is no such probe',
  )
})
