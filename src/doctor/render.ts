import pc from 'picocolors'
import stringWidth from 'string-width'
import { wrapWords } from '../text/wrap.ts'
import type { Screen } from '../text/screen.ts'
import { parts, type Examination, type DoctorFinding, type FindingState } from './finding.ts'

const symbols: Readonly<Record<FindingState, string>> = { ok: '✓', note: '·', missing: '✗' }
const partTitles: Readonly<Record<DoctorFinding['part'], string>> = {
  program: 'This program',
  engines: 'Engines',
  wine: 'Wine',
  cache: 'Cache',
  ports: 'Serial ports',
}
/** Narrower than this the text stands below its title. */
const leastText = 36

type Colours = ReturnType<typeof pc.createColors>

function paint(colours: Colours, state: FindingState): (text: string) => string {
  return { ok: colours.green, note: colours.dim, missing: colours.red }[state]
}

function remedyOf({ command, remedy }: DoctorFinding): string | undefined {
  return command ?? remedy
}

/** A finding and, if it is the last of a row that the same thing mends, what that is. */
function renderFinding(
  finding: DoctorFinding,
  next: DoctorFinding | undefined,
  titles: number,
  screen: Screen,
  colours: Colours,
): string {
  const below = screen.width - titles - 6 < leastText
  const indent = below ? 6 : titles + 6
  const space = Math.max(1, screen.width - indent)
  const [first = '', ...more] = wrapWords(finding.detail, space)
  const head = `  ${paint(colours, finding.state)(symbols[finding.state])} ${finding.title}`
  const lines = below
    ? [head, ...[first, ...more].map(line => ' '.repeat(indent) + line)]
    : [
        `${head}${' '.repeat(Math.max(0, titles - stringWidth(finding.title)))}  ${first}`,
        ...more.map(line => ' '.repeat(indent) + line),
      ]
  const remedy = remedyOf(finding)
  if (remedy === undefined || (next && remedyOf(next) === remedy)) return lines.join('\n')
  const emphasise = finding.command === undefined ? (text: string) => text : colours.bold
  const [how = '', ...rest] = wrapWords(remedy, space - 2)
  return [
    ...lines,
    `${' '.repeat(indent)}→ ${emphasise(how)}`,
    ...rest.map(line => `${' '.repeat(indent + 2)}${emphasise(line)}`),
  ].join('\n')
}

function conclusion({ ok, findings }: Examination, { width }: Screen): string {
  if (ok) return 'Nothing is missing.'
  const missing = findings.filter(({ state }) => state === 'missing')
  const ways = [...new Set(missing.flatMap(finding => remedyOf(finding) ?? []))]
  const says = `${missing.length} ${missing.length === 1 ? 'thing is' : 'things are'} missing. What mends ${missing.length === 1 ? 'it' : 'them'}:`
  return [
    ...wrapWords(says, width),
    ...ways.flatMap(way => wrapWords(way, width - 2).map(line => `  ${line}`)),
  ].join('\n')
}

/** The examination in words for people: part by part, each thing in a line or, where it does not fit, in several. Pure. */
export function renderExamination(examination: Examination, screen: Screen): string {
  const colours = pc.createColors(screen.colour)
  const titles = Math.max(0, ...examination.findings.map(({ title }) => stringWidth(title)))
  const blocks = parts.flatMap(part => {
    const own = examination.findings.filter(finding => finding.part === part)
    return own.length === 0
      ? []
      : [
          [
            colours.bold(partTitles[part]),
            ...own.map((finding, index) =>
              renderFinding(finding, own[index + 1], titles, screen, colours),
            ),
          ].join('\n'),
        ]
  })
  return [...blocks, conclusion(examination, screen)].join('\n\n')
}
