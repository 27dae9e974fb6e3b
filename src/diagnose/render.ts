import pc from 'picocolors'
import { sentence } from '../text/sentence.ts'
import { wrapWords } from '../text/wrap.ts'
import type { Screen } from '../text/screen.ts'
import { mistakes } from '../mistakes/index.ts'
import type { Ranked, Result } from './diagnose.ts'
import type { Evidence } from './evidence.ts'
import { cureFor } from './cure-for.ts'

/** The form of `--json`. */
const diagnosisSchemaVersion = 1
/** Classes shown with their evidence; the first with all of it, the others with the best piece of each side. */
const shown = 3
/** Classes in the list. */
const listed = 8
/** Above this a diagnosis says in words that it is, or is not, a matter of width. */
const confident = 0.8
const narrowest = 48
const longestBar = 20

type Colours = ReturnType<typeof pc.createColors>

interface Paper {
  readonly width: number
  readonly colours: Colours
}

/** Text behind the prefix of its first line; further lines as far in. */
function wrapText(
  { width }: Paper,
  text: string,
  first: string,
  further = ' '.repeat(first.length),
): string {
  return wrapWords(text, width - further.length)
    .map((line, index) => `${index === 0 ? first : further}${line}`)
    .join('\n')
}

function percent(share: number): string {
  return share < 0.01 ? '< 1 %' : `${Math.round(100 * share)} %`
}

function widthSentence(width: number): string {
  if (width >= confident) return `A mistake of width, most likely (${percent(width)} together).`
  return width <= 1 - confident
    ? `Most likely not a width bug (${percent(1 - width)} together).`
    : `Width or not is open: ${percent(width)} for a mistake of width.`
}

function kindOf({ width }: Ranked): string {
  return width ? 'width' : 'not width'
}

/** The ranking at a glance. */
function listBlock({ ranking }: Result, { width, colours }: Paper): string {
  const longest = Math.max(...ranking.slice(0, listed).map(({ class: name }) => name.length))
  const barColumns = Math.min(longestBar, width - longest - '   97 %    not width  '.length)
  return ranking
    .slice(0, listed)
    .map(ranked => {
      const bar =
        barColumns < 5
          ? ''
          : `  ${colours.dim('#'.repeat(Math.round(barColumns * ranked.score)).padEnd(barColumns))}`
      return `  ${percent(ranked.score).padStart(5)}${bar}  ${colours.bold(ranked.class)}${' '.repeat(longest - ranked.class.length)}  ${kindOf(ranked)}`
    })
    .join('\n')
}

function evidenceBlock(evidence: Evidence, paper: Paper): string {
  const source = { recorded: 'measured', fault: 'measured', case: 'documented', rule: 'rule' }[
    evidence.source
  ]
  const [sign, colour] =
    evidence.kind === 'for'
      ? (['+', paper.colours.green] as const)
      : (['-', paper.colours.red] as const)
  const indent = ' '.repeat(17)
  const text = wrapText(paper, `${evidence.text}.`, `   ${sign} ${source.padEnd(10)}  `, indent)
  // An address stays whole, so that it can be clicked; where it does not fit it stands further left.
  const link =
    evidence.url === undefined
      ? ''
      : `\n${' '.repeat(Math.max(0, Math.min(indent.length, paper.width - evidence.url.length)))}${paper.colours.dim(evidence.url)}`
  return `${text.replace(sign, () => colour(sign))}${link}`
}

function classBlock(ranked: Ranked, index: number, paper: Paper): string {
  const { class: name, evidence } = ranked
  const best = (kind: Evidence['kind']): Evidence[] =>
    evidence.filter(item => item.kind === kind).slice(0, index === 0 ? undefined : 1)
  return [
    `${paper.colours.bold(`${index + 1}. ${name}`)}  ${percent(ranked.score)}  ${kindOf(ranked)}`,
    wrapText(paper, sentence(mistakes[name].title), '   '),
    ...[...best('for'), ...best('against')].map(item => evidenceBlock(item, paper)),
    wrapText(paper, `Cure: ${mistakes[name].cure}.`, '   '),
  ].join('\n')
}

/** The cure of the first class, as lines of the user's FFI. */
function cureBlock({ ranking: [first], ffi }: Result, paper: Paper): string[] {
  const cure = first && cureFor(first.class, ffi)
  return first && cure
    ? [
        [
          wrapText(paper, `Cure of ${first.class} in ${cure.language}: ${cure.title}.`, ''),
          ...cure.lines.map(line => `    ${paper.colours.cyan(line)}`),
        ].join('\n'),
      ]
    : []
}

/** What to look at next; where nothing would tell, nothing. */
function nextBlock({ next: [best, other] }: Result, paper: Paper): string[] {
  return best
    ? [
        wrapText(
          paper,
          `${best.ask} (tells ${best.gain.toFixed(1)} bits).${other ? ` Or: ${other.ask}.` : ''}`,
          'Next: ',
          '      ',
        ),
      ]
    : []
}

/** A diagnosis for people: what it is at a glance, what cannot be told and what to look at, then the evidence. */
export function renderDiagnosis(
  result: Result,
  screen: Screen = { width: 100, colour: false },
): string {
  const paper: Paper = {
    width: Math.max(screen.width, narrowest),
    colours: pc.createColors(screen.colour),
  }
  const [first] = result.ranking
  return [
    wrapWords(widthSentence(result.width), paper.width).map(paper.colours.bold).join('\n'),
    listBlock(result, paper),
    ...(result.thin === undefined
      ? []
      : [wrapText(paper, `The evidence is thin: ${result.thin}. Take the list as a list.`, '')]),
    ...(result.alike.length > 0 && first
      ? [
          wrapText(
            paper,
            `This symptom cannot tell ${[first.class, ...result.alike].join(', ')} apart.`,
            '',
          ),
        ]
      : []),
    ...nextBlock(result, paper),
    ...result.ranking.slice(0, shown).map((ranked, index) => classBlock(ranked, index, paper)),
    ...cureBlock(result, paper),
  ].join('\n\n')
}

/** A diagnosis as JSON. */
export function diagnosisJson(result: Result): string {
  const {
    ranking,
    next: [best],
  } = result
  return JSON.stringify(
    {
      schemaVersion: diagnosisSchemaVersion,
      ranking: ranking.map(({ class: name, width, score, evidence }) => ({
        class: name,
        width,
        score: Number(score.toFixed(4)),
        evidence,
      })),
      next: best
        ? { observation: best.feature, ask: best.ask, bits: Number(best.gain.toFixed(3)) }
        : null,
    },
    null,
    1,
  )
}
