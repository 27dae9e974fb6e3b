import { stepsOf, type Probe } from '../../program/define-probe.ts'
import { fitTo } from '../../program/on-device.ts'
import { declarationRows } from '../../views/declarations.ts'
import { probeMistakes } from '../../mistakes/index.ts'
import { deviationsOf } from '../../measure/record.ts'
import { declaredRows } from '../../result/declared-rows.ts'
import { isFunctionName } from '../../declare/win32/functions.ts'
import { links, list, section, table, text, type Page, type Section } from '../../text/page.ts'
import { claimsInWords } from './claims-in-words.ts'

/** Places that share a pair of declarations, as many as a table can show. */
const places = 4

function placesInWords(names: readonly string[]): string {
  return names.length <= places
    ? names.join(', ')
    : `${names.slice(0, places).join(', ')} and ${names.length - places} more`
}

function declarationSection(probe: Probe): Section[] {
  const called = new Set<string>(stepsOf(probe).map(step => step.function))
  const rows = declarationRows(
    declaredRows({ deviations: deviationsOf(probe) }).filter(
      ({ subject }) => !isFunctionName(subject) || called.has(subject),
    ),
  )
  if (rows.length === 0)
    return section(
      'What it changes',
      text(
        probe.does === undefined
          ? 'Nothing is declared wrong.'
          : `Nothing is declared wrong. The program ${probe.does}.`,
      ),
    )
  const widths = ([8, 4] as const).map(pointerBytes => {
    const own = rows.filter(row => row.pointerBytes === pointerBytes)
    return own.length === 0
      ? text(`With ${8 * pointerBytes}-bit pointers everything is declared right.`)
      : table(
          [`with ${8 * pointerBytes}-bit pointers`, 'declared', 'true'],
          own.map(row => [placesInWords(row.places), row.declared, row.true]),
        )
  })
  return section(
    'What it changes',
    ...widths,
    text(probe.does === undefined ? '' : `The program ${probe.does}.`),
  )
}

/** The page of a probe, rendered from its own fields. */
export function probePage(probe: Probe): Page {
  const steps = fitTo(probe.device)(stepsOf(probe)).length
  return {
    title: `${probe.id} (probe): ${probe.title}`,
    sections: [
      ...declarationSection(probe),
      ...section('Why', text(probe.why)),
      ...section('What is claimed', list(...claimsInWords(probe))),
      ...section(
        'Class of mistake',
        text(
          `\`${probe.mistake}\`: ${probeMistakes[probe.mistake].title}. ${probeMistakes[probe.mistake].width ? 'It is about widths.' : 'It is not about widths.'} \`handle-width explain ${probe.mistake}\` has the cures.`,
        ),
      ),
      ...section(
        'How to run it',
        text(
          `\`handle-width run --probe ${probe.id}\`: sequence ${probe.sequence.id}, ${steps} steps, device ${probe.device}${probe.danger === 'memory' ? ', in a process of its own' : ''}.`,
        ),
      ),
      ...section('Seen in', links(...probe.seenIn)),
    ],
  }
}
