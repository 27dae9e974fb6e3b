import { wrapWords } from '../explain/wrap.ts'
import { diagnoses } from './classes.ts'
import { cures } from './cures.ts'
import type { Evidence, Ranked, Result } from './diagnose.ts'
import { fixFor } from './fix-for.ts'

/** The form of `--json`. */
export const diagnosisSchemaVersion = 1
/** Classes shown with their evidence. */
const shown = 4
/** Above this a diagnosis says in words that it is, or is not, a matter of width. */
const confident = 0.8

function wrapText(text: string, columns: number, first: string, further: string): string {
  return wrapWords(text, Math.max(30, columns - further.length)).map((line, index) => `${index === 0 ? first : further}${line}`).join('\n')
}

function percent(share: number): string {
  return share < 0.01 ? '< 1 %' : `${Math.round(100 * share)} %`
}

function widthSentence(width: number): string {
  if (width >= confident) return `A mistake of width, most likely (${percent(width)} together).`
  return width <= 1 - confident ? `Most likely not a width bug (${percent(1 - width)} together).` : `Width or not is open: ${percent(width)} for a mistake of width.`
}

function evidenceLine(evidence: Evidence, columns: number): string {
  const source = { recorded: 'measured', fault: 'measured', case: 'documented', rule: 'rule' }[evidence.source]
  return wrapText(`${evidence.kind === 'for' ? '+' : '-'} ${source}: ${evidence.text}${evidence.url === undefined ? '' : ` ${evidence.url}`}`, columns, '     ', '       ')
}

function classBlock(ranked: Ranked, index: number, columns: number): string {
  const { class: name } = ranked
  return [
    `${index + 1}. ${name}  ${percent(ranked.score)}  ${ranked.width ? 'width' : 'not width'}`,
    wrapText(`${diagnoses[name].title}. Cure: ${cures[name]}.`, columns, '   ', '   '),
    ...ranked.evidence.map(evidence => evidenceLine(evidence, columns))
  ].join('\n')
}

/** The cure of the first class, as lines of the user's FFI. */
function fixBlock({ ranking: [first], ffi }: Result, columns: number): string[] {
  const fix = first && fixFor(first.class, ffi)
  return first && fix ? [[wrapText(`Cure of ${first.class} in ${fix.language}: ${fix.title}.`, columns, '', ''), ...fix.lines.map(line => `    ${line}`)].join('\n')] : []
}

/** A diagnosis for people. */
export function renderDiagnosis(result: Result, columns = 100): string {
  const [first] = result.ranking
  const rest = result.ranking.slice(shown)
  const [next, ...others] = result.next
  return [
    widthSentence(result.width),
    ...result.thin === undefined ? [] : [wrapText(`The evidence is thin: ${result.thin}. Take the list as a list.`, columns, '', '')],
    ...result.ranking.slice(0, shown).map((ranked, index) => classBlock(ranked, index, columns)),
    ...rest.length > 0 ? [wrapText(`Less likely: ${rest.map(({ class: name, score }) => `${name} ${percent(score)}`).join(', ')}.`, columns, '', '')] : [],
    ...fixBlock(result, columns),
    ...result.alike.length > 0 && first ? [wrapText(`This symptom cannot tell ${[first.class, ...result.alike].join(', ')} apart.`, columns, '', '')] : [],
    ...next ? [wrapText(`Next: ${next.ask} (tells ${next.gain.toFixed(1)} bits).${others[0] ? ` Or: ${others[0].ask}.` : ''}`, columns, '', '')] : []
  ].join('\n\n')
}

/** A diagnosis as JSON. */
export function diagnosisJson(result: Result): string {
  const { ranking, next: [best] } = result
  return JSON.stringify({
    schemaVersion: diagnosisSchemaVersion,
    ranking: ranking.map(({ class: name, width, score, evidence }) => ({ class: name, width, score: Number(score.toFixed(4)), evidence })),
    next: best ? { observation: best.feature, ask: best.ask, bits: Number(best.gain.toFixed(3)) } : null
  }, null, 1)
}
