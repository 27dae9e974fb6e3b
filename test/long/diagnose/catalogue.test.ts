import t from 'tap'
import { diagnose, type Result } from '../../../src/diagnose/diagnose.ts'
import { renderDiagnosis } from '../../../src/diagnose/render.ts'
import type { Symptom } from '../../../src/diagnose/symptom.ts'
import { engines } from '../../../src/lanes/engines/index.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { knownDifferences } from '../../../src/result/differences.ts'
import type { RunFile } from '../../../src/result/run-file.ts'
import { lanesOf } from '../../../src/measure/lanes.ts'
import { runAll } from '../../../src/measure/run-all.ts'
import { recordedRun } from '../../support/readme-rows.ts'
import { storiesOf, type UserStory } from '../../support/diagnose/catalogue.ts'
import { classesWithSymptom, classesWithVectorOf } from '../../support/diagnose/vectors.ts'

async function simulatedRun(): Promise<RunFile> {
  const [control, ...probes] = await loadProbes()
  if (!control) throw new Error('no control')
  const progress = { planned: () => undefined, began: () => undefined, done: () => undefined }
  return runAll({
    version: '0',
    lanes: lanesOf(['sim'], ['x64', 'ia32'], ['native', 'tagged']),
    engines,
    control,
    probes: [control, ...probes],
    jobs: 2,
    notice: () => undefined,
    progress,
  })
}

/** Two classes that a probe of each shows in exactly the same way in every lane. Whoever sees the calls alone has to look at the source. */
const sameVectors: Readonly<Record<string, readonly string[]>> = {
  // The failed open is used as if it had succeeded, whether it is compared wrongly or not at all.
  'failed-open': [
    'sentinel-js-pointer',
    'sentinel-js-uint64',
    'sentinel-js-uintptr',
    'sentinel-zero',
  ],
  // hEvent has 32 bits and leftovers behind it, whether it lies where it should or not.
  'struct-layout-shrunk': ['hevent-u32-leftovers'],
}

/** Probes whose first message is that of so many classes that no two of them hold the true one for sure. */
const sharedMessages: Readonly<Record<'x64' | 'ia32', readonly string[]>> = {
  x64: [
    'event-as-port',
    'hevent-u32-leftovers',
    'upper-half-garbage',
    'upper-half-ones',
    'wrong-kind',
  ],
  ia32: ['event-as-port', 'wrong-kind'],
}

const placeIn = ({ ranking }: Result, name: string): number =>
  ranking.findIndex(ranked => ranked.class === name) + 1
const isAmongTwo = (result: Result, { class: name }: UserStory): boolean =>
  placeIn(result, name) === 1 || placeIn(result, name) === 2

/** A symptom with what the diagnosis asks for next, as often as `times`, where the story knows the answer. */
function answered(symptom: Symptom, story: UserStory, times: number): Symptom {
  const next = diagnose(symptom).next.find(({ feature }) => story.answers[feature] !== undefined)
  if (times === 0 || !next) return symptom
  return answered(
    { ...symptom, also: { ...symptom.also, [next.feature]: story.answers[next.feature] } },
    story,
    times - 1,
  )
}

const pointerBytesOf = { x64: 8, ia32: 4 } as const

/** A simulation that is known to end otherwise than the recorded lanes shows another vector than the one that was learned. */
function showsWhatWasLearned(
  run: RunFile,
  architecture: 'x64' | 'ia32',
  { probe }: UserStory,
): boolean {
  const isSimulated = run.lanes.every(({ engine }) => engine === 'sim')
  return (
    !isSimulated ||
    !knownDifferences.some(
      known =>
        known.engine === 'wine' &&
        !known.sometimes &&
        known.probe === probe &&
        known.pointerBytes.includes(pointerBytesOf[architecture]),
    )
  )
}

for (const [name, run] of [
  ['recorded under Wine', recordedRun()],
  ['simulated, which the method has never seen', await simulatedRun()],
] as const) {
  for (const architecture of ['x64', 'ia32'] as const) {
    const { stories } = storiesOf(run, architecture)
    t.test(`${name}, ${architecture}: the whole vector puts the true class first`, async t => {
      t.ok(stories.length > 20, `${stories.length} probes show something`)
      for (const story of stories.filter(one => showsWhatWasLearned(run, architecture, one))) {
        const result = diagnose(story.whole)
        const [first] = result.ranking
        if (first && sameVectors[first.class]?.includes(story.probe)) {
          t.equal(
            placeIn(result, story.class),
            2,
            `${story.probe}: ${story.class} is second to ${first.class}`,
          )
          t.ok(
            classesWithVectorOf(run, story.probe).has(first.class),
            `a probe of ${first.class} shows the same in every lane`,
          )
          t.match(
            renderDiagnosis(result).replace(/\s+/g, ' '),
            `cannot tell ${first.class}, ${story.class} apart`,
          )
          t.equal(
            placeIn(diagnose(answered(story.whole, story, 1)), story.class),
            1,
            'the observation that is asked for puts it first',
          )
        } else {
          t.equal(first?.class, story.class, `${story.probe}: ${story.class} is first`)
        }
      }
    })

    t.test(
      `${name}, ${architecture}: a program that stopped at its first error has the true class among the first two`,
      async t => {
        for (const story of stories)
          t.ok(isAmongTwo(diagnose(story.firstError), story), `${story.probe}: ${story.class}`)
      },
    )

    t.test(
      `${name}, ${architecture}: the first message alone has the true class among the first two, or says what cannot be told apart`,
      async t => {
        for (const story of stories.filter(
          ({ probe }) => !sharedMessages[architecture].includes(probe),
        ))
          t.ok(isAmongTwo(diagnose(story.message), story), `${story.probe}: ${story.class}`)
        for (const probe of sharedMessages[architecture]) {
          const story = stories.find(item => item.probe === probe)
          const [failed] = story?.message.failed ?? []
          if (!story || !failed) {
            t.fail(`${probe} shows nothing`)
            continue
          }
          const result = diagnose(story.message)
          const [before = ''] = result.ranking.map(ranked => ranked.class)
          const sharing = classesWithSymptom(run, architecture, failed)
          t.ok(
            sharing.size > 2 && sharing.has(story.class),
            `${probe}: ${failed.call} ends in ${failed.outcome} with ${[...sharing].join(', ')}`,
          )
          t.ok(
            ([...sharing] as string[]).includes(before),
            `${before}, which stands first, is one of them`,
          )
          t.ok(
            before === story.class ? result.alike.length > 1 : result.alike.includes(story.class),
            `${story.class} is named as one that cannot be told apart`,
          )
          t.type(result.thin, 'string')
          t.ok(result.next.length > 0, 'there is a next observation')
          const after = answered(story.message, story, 3)
          t.ok(
            isAmongTwo(diagnose(after), story),
            `${probe}: after ${Object.keys(after.also ?? {}).join(', ')} it is among the first two`,
          )
        }
      },
    )
  }
}
