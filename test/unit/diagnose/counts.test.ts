import t from 'tap'
import { isPlainRefusal, isWide, outcomeOf, type Symptom } from '../../../src/diagnose/symptom.ts'
import { mistakeIds, mistakes, type MistakeId } from '../../../src/mistakes/index.ts'
import { ofAddresses } from '../../../src/diagnose/support/process.ts'
import { functionFacts } from '../../../src/diagnose/functions.ts'
import { publicReports } from '../../../src/tools/reports.ts'

/** How many public reports are like this, and how many of them accept one of the classes. */
function count(
  isLike: (symptom: Symptom) => boolean,
  ...classes: readonly MistakeId[]
): readonly [all: number, accepting: number] {
  const like = publicReports().filter(({ said }) => said !== undefined && isLike(said))
  return [
    like.length,
    like.filter(report => report.classes.some(one => classes.some(own => own === one))).length,
  ]
}

const calls = ({ also }: Symptom, ...groups: readonly string[]): boolean =>
  also?.call?.some(call => groups.includes(call)) === true

t.test('the rules say truly how many public reports were so', async t => {
  t.same(
    count(symptom => isPlainRefusal(symptom), 'last-error-lost', 'stale-last-error'),
    [81, 0],
    'refused calls and last errors: src/diagnose/exclude/end.ts',
  )
  t.same(
    count(symptom => {
      const {
        failed: [first],
        ffiName,
      } = symptom
      return (
        first !== undefined &&
        (first.outcome === 'failed' || (first.outcome === 'refused' && ffiName !== 'native')) &&
        (first.call.startsWith('LoadLibrary') || (first.call === '' && calls(symptom, 'module')))
      )
    }, 'process-bitness'),
    [24, 21],
    'modules that fail without a code: src/diagnose/support/process.ts',
  )
  t.same(
    count(symptom => {
      const {
        failed: [first],
        also,
      } = symptom
      return (
        isWide(symptom) === false &&
        first?.call === '' &&
        first.outcome !== '6' &&
        (also?.hint?.includes('wow64') === true || calls(symptom, 'process', 'memory'))
      )
    }, 'process-bitness'),
    [12, 9],
    '32-bit processes and other processes: src/diagnose/support/process.ts',
  )
  t.same(
    count(
      symptom =>
        isWide(symptom) === true && symptom.failed.some(({ call }) => ofAddresses.test(call)),
      'process-bitness',
    ),
    [17, 4],
    'addresses in other processes, in 64 bits: src/diagnose/support/process.ts',
  )
  for (const [observation, name, all, accepting] of [
    ['hint=closed', 'closed-handle', 32, 32],
    ['check=wrong', 'sentinel-mismatch', 49, 49],
    ['hint=cbsize', 'struct-size-constant', 7, 6],
  ] as const)
    t.same(
      count(({ told }) => told?.includes(observation) === true, name),
      [all, accepting],
      `${observation}: src/diagnose/support/observation.ts`,
    )
  t.same(
    count(
      ({ ffiName, failed: [first] }) => ffiName === 'rust' && first?.outcome === 'refused',
      'type-alias',
    ),
    [9, 7],
    'what Rust refuses: src/diagnose/support/source.ts',
  )
  t.same(
    count(
      ({ ffi, also, failed: [first] }) =>
        (ffi === 'ctypes' || ffi === 'ctypes-old') &&
        first?.outcome === 'refused' &&
        also?.hint?.includes('stack') !== true,
      'shared-prototype-pollution',
    ),
    [34, 27],
    'what ctypes refuses: src/diagnose/support/words.ts',
  )
  const ofWidth = mistakeIds.filter(name => mistakes[name].width)
  t.same(
    count(
      ({ architecture, okOn, sameOn, elsewhere, failed: [first] }) =>
        first !== undefined &&
        outcomeOf(first.outcome) === 'hang' &&
        [architecture, okOn, sameOn, elsewhere].every(one => one === undefined),
      ...ofWidth,
    ),
    [15, 1],
    'calls that never return, of no process that is told: src/diagnose/width-odds.ts',
  )
  const failsWide = ({ failed: [first], okOn, ...symptom }: Symptom): boolean =>
    okOn === 'ia32' ||
    (outcomeOf(first?.outcome ?? '') === 'crash' &&
      isWide({ ...symptom, failed: [], ok: [] }) === true)
  const takes = ({ failed: [first] }: Symptom, isAlone: boolean): boolean => {
    const facts = functionFacts(first?.call ?? '')
    const alone = facts?.handles.length === 0 && !facts.addresses && !facts.wideResult
    return (
      facts?.structs.some(({ name, differs }) => differs && name !== 'SECURITY_ATTRIBUTES') ===
        true && alone === isAlone
    )
  }
  t.same(
    [true, false].map(isAlone =>
      count(symptom => failsWide(symptom) && takes(symptom, isAlone), 'struct-layout-shrunk'),
    ),
    [
      [14, 13],
      [8, 4],
    ],
    'functions whose struct differs, given no handle and given one: src/diagnose/support/structs.ts',
  )
  t.same(
    count(symptom => isWide(symptom) === false, 'field-narrowed'),
    [264, 10],
    'members that are too narrow in 32-bit processes: src/diagnose/width-odds.ts',
  )
})
