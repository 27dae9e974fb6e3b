import { exemplars } from '../../../src/diagnose/exemplars.ts'
import { mistakes } from '../../../src/mistakes/index.ts'
import {
  allParts,
  diagnose,
  type MethodParts,
  type Result,
} from '../../../src/diagnose/diagnose.ts'
import { causeGroupOf } from '../../../src/diagnose/cause-groups.ts'
import type { Exemplar } from '../../../src/diagnose/exemplar.ts'
import { reportWeights, type ReportWeights } from '../../../src/diagnose/terms/weights.ts'
import { failures, projectOf, symptomOfCase } from '../../../src/tools/documented-cases.ts'
import { fitFacts } from '../../../src/tools/fit-reports.ts'
import { publicReports, writtenReports } from '../../../src/tools/reports.ts'

/** If the classes of width together have at least this probability, a diagnosis is confident that it is a matter of width. */
export const confident = 0.8

/** A documented case, diagnosed with all other data. */
export interface HeldOut {
  readonly case: Exemplar
  readonly result: Result
  /** Rank of the true class, from 1; 0 where it is not listed. */
  readonly rank: number
}

/** The parts and the exemplar sources that the method may use. */
interface Allowed {
  readonly parts: MethodParts
  readonly sources: readonly Exemplar['source'][]
}

const everything: Allowed = {
  parts: allParts,
  sources: ['recorded', 'fault', 'case', 'rule'],
}

/** The weights of facts are fitted so often, each time without the cases of other projects. */
const folds = 8

const projects = [...new Set(failures.map(projectOf))]
const foldOf = (one: Exemplar): number => projects.indexOf(projectOf(one)) % folds

const fitted = new Map<string, ReportWeights>()

/** What public reports say, and the documented cases of other projects than those held out. */
function weightsWithout(fold: number, usesCases: boolean): ReportWeights {
  const key = usesCases ? `${fold}` : 'none'
  const known = fitted.get(key)
  if (known) return known
  const others = usesCases ? failures.filter(one => foldOf(one) !== fold) : []
  const weights = {
    ...reportWeights(),
    facts: fitFacts([...publicReports(), ...writtenReports()], others),
  }
  fitted.set(key, weights)
  return weights
}

/** Diagnoses each documented case with an observed failure, without the case itself or without its whole project. */
export function leaveOneOut(
  held: 'case' | 'project' = 'case',
  { parts, sources }: Allowed = everything,
): readonly HeldOut[] {
  return failures.map(one => {
    const isHeld = (other: Exemplar): boolean =>
      other === one ||
      (held === 'project' && other.source === 'case' && projectOf(other) === projectOf(one))
    const result = diagnose(
      symptomOfCase(one),
      exemplars.filter(exemplar => sources.includes(exemplar.source) && !isHeld(exemplar)),
      parts,
      weightsWithout(foldOf(one), sources.includes('case')),
    )
    return {
      case: one,
      result,
      rank: result.ranking.findIndex(ranked => ranked.class === one.class) + 1,
    }
  })
}

const isWidth = ({ case: { class: name } }: HeldOut): boolean => mistakes[name].width

function share(list: readonly HeldOut[], whole: readonly HeldOut[]): string {
  return `${list.length} of ${whole.length} (${((100 * list.length) / whole.length).toFixed(0)} %)`
}

interface Figures {
  readonly first: string
  readonly together: string
  readonly two: string
  readonly three: string
  readonly width: string
  readonly misled: string
}

function figuresOf(heldOut: readonly HeldOut[]): Figures {
  const within = (last: number): string =>
    share(
      heldOut.filter(({ rank }) => rank >= 1 && rank <= last),
      heldOut,
    )
  const others = heldOut.filter(item => !isWidth(item))
  return {
    first: within(1),
    together: share(
      heldOut.filter(
        ({
          case: { class: name },
          result: {
            ranking: [first],
          },
        }) =>
          first !== undefined &&
          (first.class === name || causeGroupOf(first.class)?.members.includes(name) === true),
      ),
      heldOut,
    ),
    two: within(2),
    three: within(3),
    width: share(
      heldOut.filter(item => item.result.width >= 0.5 === isWidth(item)),
      heldOut,
    ),
    misled: share(
      others.filter(({ result }) => result.width >= confident),
      others,
    ),
  }
}

/** The figures for both ways of leaving out, as shown on the page of `diagnose`. */
export function summary(
  byCase: readonly HeldOut[],
  byProject: readonly HeldOut[] = leaveOneOut('project'),
): string {
  const [one, other] = [figuresOf(byCase), figuresOf(byProject)]
  const width = byCase.filter(isWidth).length
  const row = (title: string, name: keyof Figures): string =>
    `| ${title} | ${one[name]} | ${other[name]} |`
  return [
    `| ${byCase.length} documented cases: ${width} of width, ${byCase.length - width} look-alikes | without the case | without its whole project |`,
    '| --- | --- | --- |',
    row('the true class is first', 'first'),
    row(
      'it is first, or answered together with the first (src/diagnose/cause-groups.ts)',
      'together',
    ),
    row('it is among the first two', 'two'),
    row('it is among the first three', 'three'),
    row('width or not is decided right', 'width'),
    row(`a look-alike is taken for width with confidence (${confident} or more)`, 'misled'),
  ].join('\n')
}

/** The contribution of each part: the figures without it. */
export function ablation(): string {
  const without = (source: Exemplar['source']): Allowed => ({
    ...everything,
    sources: everything.sources.filter(one => one !== source),
  })
  const rows: readonly (readonly [string, Allowed])[] = [
    ['nothing left out', everything],
    ['recorded probes', without('recorded')],
    ['the fault dictionary', without('fault')],
    ['documented cases', without('case')],
    ['rules', without('rule')],
    ['what facts rule out', { ...everything, parts: { ...allParts, exclusions: false } }],
    ['what facts support', { ...everything, parts: { ...allParts, support: false } }],
    ['what reports say', { ...everything, parts: { ...allParts, reports: false } }],
  ]
  return [
    '| left out | first | first, or answered with it | first three | width or not |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(([title, allowed]) => {
      const { first, together, three, width } = figuresOf(leaveOneOut('project', allowed))
      return `| ${title} | ${first} | ${together} | ${three} | ${width} |`
    }),
  ].join('\n')
}
