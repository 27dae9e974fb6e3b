import type { Assessment } from '../result/assess.ts'
import { markText } from '../result/mark.ts'
import type { MatrixCell } from '../result/matrix.ts'
import { escapeTexts } from '../text/escape.ts'
import { count, shortText } from './words.ts'

function placeOf(cell: MatrixCell): string {
  return `${cell.lane}/${cell.probe}/${cell.step}: ${shortText(cell)}`
}

/** What a profile changes about a result: what it ignores and allows, what it requires and misses. Empty where it changes nothing. */
export function renderAssessment(foreign: Assessment): string {
  const { ignored, allowed, missing, stale } = escapeTexts(foreign)
  return [
    ...(ignored.length === 0
      ? []
      : [
          [
            `Ignored, ${count(ignored.length, 'surprise')}:`,
            ...ignored.map(({ cell, mark }) => `  ${placeOf(cell)} (${mark.reason})`),
          ],
        ]),
    ...(allowed.length === 0
      ? []
      : [
          [
            `May fail, ${count(allowed.length, 'surprise')}:`,
            ...allowed.map(cell => `  ${placeOf(cell)}`),
          ],
        ]),
    ...(missing.length === 0
      ? []
      : [['Required and not measured:', ...missing.map(text => `  ${text}`)]]),
    ...(stale.length === 0
      ? []
      : [
          [
            'Ignored without need: no surprise is left there, take the mark out:',
            ...stale.map(mark => `  ${markText(mark)}`),
          ],
        ]),
  ]
    .map(lines => lines.join('\n'))
    .join('\n\n')
}
