import { mistakes, type MistakeId } from '../mistakes/index.ts'
import {
  code,
  codeBlock,
  joined,
  lineBreak,
  link,
  list,
  section,
  strong,
  table,
  text,
  words,
  type Block,
  type Inline,
  type Page,
  type Section,
} from '../text/page.ts'
import { sentence } from '../text/sentence.ts'
import type { Ranked, Result } from './diagnose.ts'
import type { Evidence } from './evidence.ts'
import { ownFailure, wordsFor } from './about-call.ts'
import { cureFor } from './cure-for.ts'
import { causeOf } from './cause-groups.ts'
import { levelOfCause, levelOfClass, percentage, shareWords, widthSentence } from './levels.ts'
import { makeObservation } from './make-observation.ts'
import { understoodSection } from './understood-section.ts'

/** Classes shown with their evidence. */
const shown = 3
/** Classes that are named as ruled out by one fact. */
const longestList = 5
/** Classes in the table. */
const listed = 6
/** Less than this is not listed behind the first three. */
const worthShowing = 0.01

function kindOf({ width }: Ranked): string {
  return width ? 'width' : 'not width'
}

/** The cause in a sentence, as sure as it is. */
function causeWords(result: Result): readonly Inline[] {
  const [first, second] = result.ranking
  if (!first) return ['Nothing is left that would explain it.']
  const level = levelOfCause(result)
  const { title, score } = causeOf(result.ranking)
  const own = wordsFor(first.class, result.symptom).title
  switch (level) {
    case 'sure':
    case 'likely': {
      const begins = level === 'sure' ? 'Cause' : 'Probable cause'
      // Of an open that failed by itself nobody can say that it was not noticed.
      return title === undefined || (first.class === 'failed-open' && ownFailure(result.symptom))
        ? words`${begins}: ${own} (${code(first.class)}, ${shareWords(first.score, result.thin)}).`
        : words`${begins}: ${title} (${shareWords(score, result.thin)}). The most likely of these: ${own} (${code(first.class)}, ${percentage(first.score, result.thin)}).`
    }
    case 'undecided':
      return second
        ? words`Undecided between several causes; the most likely are ${code(first.class)} (${percentage(first.score, result.thin)}) and ${code(second.class)} (${percentage(second.score, result.thin)}).`
        : words`Undecided; the most likely is ${code(first.class)} (${percentage(first.score, result.thin)}).`
  }
}

/** What decides, where something does, and which causes look the same. */
function nextBlocks(result: Result): readonly Block[] {
  const [best] = result.next
  const how = best && makeObservation(best.feature, result.symptom)
  const apart = result.alike.slice(0, 3)
  const [first] = result.ranking
  return [
    ...(best && levelOfClass(result) !== 'sure'
      ? [
          text(
            words`To decide: ${best.ask}.${how === undefined ? [] : [' In your language: ', code(how), '.']}`,
          ),
        ]
      : []),
    ...(apart.length > 0 && first
      ? [
          text(
            words`What was seen cannot tell ${joined([first.class, ...apart].map(name => code(name)))} apart.`,
          ),
        ]
      : []),
  ]
}

/** What to do: the library's cure where a library is behind it, else the lines of the user's language. */
function cureSection(result: Result): Section[] {
  const [first] = result.ranking
  if (!first) return []
  const { library, failed } = result.symptom
  const fault = library?.fault
  if (library && fault?.mistake === first.class)
    return section(
      'Cure',
      text(
        words`Nothing in your code: ${fault.what}. ${sentence(fault.cure)} ${link('Source', fault.url)}`,
      ),
    )
  if (library?.isRight === true && mistakes[first.class].width) return []
  const cure = cureFor(first.class, result.symptom)
  const advice = sentence(wordsFor(first.class, result.symptom).cure)
  // As long as the cause is open, so is the cure.
  const general = text(
    levelOfCause(result) === 'undecided' ? words`If it is ${code(first.class)}: ${advice}` : advice,
  )
  if (!cure) return section('Cure', general)
  const about = failed.find(one => one.call !== '')?.call
  return section(
    'Cure',
    general,
    cure.lines.length > 0
      ? text(words`${cure.language}: ${sentence(cure.title)}`)
      : text(
          cure.why ??
            words`There is no example for ${cure.language}${about === undefined ? '' : ` and ${about}`}; ${code('handle-width explain')} ${code(first.class)} shows the cure in other languages.`,
        ),
    ...(cure.lines.length > 0 ? [codeBlock(cure.fence, ...cure.lines)] : []),
  )
}

const sources: Readonly<Record<Evidence['source'], string>> = {
  recorded: 'measured',
  fault: 'measured',
  case: 'documented',
  rule: 'rule',
  fact: 'fact',
  reports: 'reports',
}

function evidenceWords({ kind, source, text: said, url }: Evidence): readonly Inline[] {
  return words`${kind === 'for' ? 'For' : 'Against'} (${sources[source]}): ${sentence(said)}${url === undefined ? [] : [' ', link('Source', url)]}`
}

function classSection(ranked: Ranked, index: number, { thin, symptom }: Result): Section[] {
  const { class: name, evidence, score } = ranked
  const best = (kind: Evidence['kind']): readonly Evidence[] =>
    evidence.filter(item => item.kind === kind).slice(0, index === 0 ? undefined : 1)
  return section(
    words`${index + 1}. ${name}, ${percentage(score, thin)}, ${kindOf(ranked)}`,
    text(sentence(wordsFor(name, symptom).title)),
    list(...[...best('for'), ...best('against')].map(evidenceWords)),
  )
}

/** Names of classes, or what they have in common. */
function ruledOut(classes: readonly MistakeId[]): readonly Inline[] {
  if (classes.length > longestList && classes.every(name => mistakes[name].width))
    return ['Mistakes of width']
  const more = classes.length - longestList
  return joined([
    ...classes.slice(0, longestList).map(name => code(name)),
    ...(more > 0 ? [`${more} more`] : []),
  ])
}

function excludedSection({ excluded }: Result): Section[] {
  return section(
    'Ruled out',
    list(
      ...excluded.map(
        ({ classes, reason, url }) =>
          words`${ruledOut(classes)}: ${reason}.${url === undefined ? [] : [' ', link('Source', url)]}`,
      ),
    ),
  )
}

/** A diagnosis for people: what was understood, the answer, what to do, what would decide, and the evidence. */
export function diagnosisPage(result: Result): Page {
  const rows = result.ranking
    .filter(({ score }, index) => index < shown || score >= worthShowing)
    .slice(0, listed)
  return {
    title: '',
    sections: [
      ...understoodSection(result),
      ...section(
        'Answer',
        text([strong(widthSentence(result)), lineBreak, ...causeWords(result)]),
        table(
          ['', 'class', 'kind'],
          rows.map(ranked => [
            percentage(ranked.score, result.thin),
            [code(ranked.class)],
            kindOf(ranked),
          ]),
        ),
        ...nextBlocks(result),
      ),
      ...cureSection(result),
      ...excludedSection(result),
      ...result.ranking
        .slice(0, shown)
        .filter(({ score }, index) => index === 0 || score >= 0.03)
        .flatMap((ranked, index) => classSection(ranked, index, result)),
    ],
  }
}
