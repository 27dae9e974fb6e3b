import type { Assessment } from '../../result/assess.ts'
import { markText } from '../../result/mark.ts'
import type { MatrixCell } from '../../result/matrix.ts'
import { escapeTexts } from '../../text/escape.ts'
import { list, section, words, type Page } from '../../text/page.ts'
import { count, shortText } from '../words.ts'

function placeOf(cell: MatrixCell): string {
  return `${cell.lane}/${cell.probe}/${cell.step}: ${shortText(cell)}`
}

/** The effect of a profile on a result: what it ignores and allows, what it requires and misses. Empty where it has none. */
export function assessmentPage(foreign: Assessment): Page {
  const { ignored, allowed, missing, stale } = escapeTexts(foreign)
  const sections = [
    ...section(
      `Ignored: ${count(ignored.length, 'surprise')}`,
      list(...ignored.map(({ cell, mark }) => words`${placeOf(cell)} (${mark.reason})`)),
    ),
    ...section(
      `May fail: ${count(allowed.length, 'surprise')}`,
      list(...allowed.map(cell => words`${placeOf(cell)}`)),
    ),
    ...section('Required and not measured', list(...missing.map(what => words`${what}`))),
    ...section(
      'Ignored without need: no surprise is left there, take the mark out',
      list(...stale.map(mark => words`${markText(mark)}`)),
    ),
  ]
  return { title: '', sections }
}
