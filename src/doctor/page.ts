import {
  lineBreak,
  list,
  section,
  strong,
  table,
  text,
  toned,
  words,
  type Inline,
  type Page,
  type Section,
} from '../text/page.ts'
import { parts, type DoctorFinding, type Examination, type FindingState } from './finding.ts'

const marks: Readonly<Record<FindingState, Inline>> = {
  ok: toned('good', '✓'),
  note: toned('quiet', '·'),
  missing: toned('bad', '✗'),
}
const partTitles: Readonly<Record<DoctorFinding['part'], string>> = {
  program: 'This program',
  engines: 'Engines',
  wine: 'Wine',
  cache: 'Cache',
  ports: 'Serial ports',
}

/** What mends a finding: the command, where there is one, or a sentence. */
function cureOf({ command, remedy }: DoctorFinding): Inline | undefined {
  return command === undefined ? remedy : strong(command)
}

function isSameCure(one: DoctorFinding, other: DoctorFinding | undefined): boolean {
  return one.command === other?.command && one.remedy === other?.remedy
}

/** A finding and, if it is the last of several in succession that the same thing mends, what that is. */
function rowOf(finding: DoctorFinding, next: DoctorFinding | undefined): (readonly Inline[])[] {
  const cure = cureOf(finding)
  const isSaid = cure !== undefined && !isSameCure(finding, next)
  return [
    words`${marks[finding.state]} ${finding.title}`,
    [finding.detail, ...(isSaid ? [lineBreak, '→ ', cure] : [])],
  ]
}

function conclusion({ ok, findings }: Examination): Section[] {
  if (ok) return section('', text('Nothing is missing.'))
  const missing = findings.filter(({ state }) => state === 'missing')
  const cures = new Map(
    missing.flatMap(finding => {
      const cure = cureOf(finding)
      return cure === undefined ? [] : [[finding.command ?? finding.remedy, [cure]]]
    }),
  )
  return section(
    '',
    text(
      missing.length === 1
        ? '1 thing is missing. To fix it:'
        : words`${missing.length} things are missing. To fix them:`,
    ),
    list(...cures.values()),
  )
}

/** The examination for people: part by part, each thing a row. Pure. */
export function examinationPage(examination: Examination): Page {
  return {
    title: '',
    sections: [
      ...parts.flatMap(part => {
        const own = examination.findings.filter(finding => finding.part === part)
        return section(
          partTitles[part],
          table(
            [],
            own.map((finding, index) => rowOf(finding, own[index + 1])),
          ),
        )
      }),
      ...conclusion(examination),
    ],
  }
}
