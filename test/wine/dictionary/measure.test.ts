import t from 'tap'
import { enumerateFaults } from '../../../src/dictionary/enumerate.ts'
import { measure, type MeasureRequest } from '../../../src/dictionary/measure.ts'
import { engines } from '../../../src/lanes/engines/index.ts'
import { wine } from '../../../src/lanes/engines/wine.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { lanesOf } from '../../../src/measure/lanes.ts'
import { spellSignature } from '../../support/dictionary/small-dictionary.ts'
import { hangMs } from '../../support/hang.ts'
import { needs } from '../../support/require.ts'

const [control] = await loadProbes()
if (!control) throw new Error('no control')
const there = await wine.prepare('x64', () => undefined)
const faults = enumerateFaults()

function requestFor(
  engine: 'sim' | 'wine',
  ids: readonly string[],
  more: Partial<MeasureRequest> = {},
): MeasureRequest {
  if (!control) throw new Error('no control')
  return {
    version: '0',
    engines,
    control,
    lanes: lanesOf([engine], ['x64'], ['native']),
    faults: faults.filter(({ id }) => ids.includes(id)),
    jobs: 2,
    notice: () => undefined,
    isKnown: () => false,
    save: async () => undefined,
    ...more,
  }
}

t.test('measure() saves each piece, and leaves out what is known', async t => {
  let saved = 0
  const [lane] = await measure(
    requestFor('sim', ['GetCommState.lpDCB.cut-zero', 'CloseHandle.hObject.upper-garbage'], {
      isKnown: (_, fault) => fault.startsWith('CloseHandle'),
      save: async () => {
        saved++
      },
    }),
  )
  t.same(
    [...(lane?.signatures ?? [])].map(([id, signature]) => [id, spellSignature(signature)]),
    [['GetCommState.lpDCB.cut-zero', 'above-4gib:get-state=crashed']],
  )
  t.equal(saved, 1)
})

t.test(
  'every plan of a child under Wine has its memory above 4 GiB where it shall, not the first alone',
  {
    ...needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`),
    timeout: hangMs,
  },
  async t => {
    const ids = [
      'GetCommState.lpDCB.cut-zero',
      'GetCommTimeouts.lpCommTimeouts.cut-zero',
      'GetCommProperties.lpCommProp.cut-zero',
      'SetCommState.lpDCB.cut-sign',
    ]
    const [lane] = await measure(requestFor('wine', ids))
    // Refused or dead at the call that got the cut address: it met memory that nobody may use, neither its own nor that of another by chance.
    for (const id of ids)
      t.match(
        spellSignature(lane?.signatures.get(id) ?? []),
        /^above-4gib:[gs]et-(?:state|timeouts|properties)=(?:crashed|998|1784)/,
        id,
      )
  },
)
