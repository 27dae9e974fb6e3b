import { json } from './json.ts'
import { markdown } from './markdown.ts'
import { pretty } from './pretty.ts'
import type { Format, RenderOptions, Report } from './report.ts'
import { tame } from './tame.ts'

/** Names of the formats. */
export const formatNames = ['pretty', 'markdown', 'json'] as const
export type FormatName = (typeof formatNames)[number]

function tamed(format: Format): Format {
  return (report, options) => format(tame(report), options)
}

/** Every format. Text from run files is made harmless first; JSON escapes it instead and keeps the data. */
export const formats = {
  pretty: tamed(pretty),
  markdown: tamed(markdown),
  json
} as const satisfies Record<FormatName, Format>

/** Renders a report. */
export function render(name: FormatName, report: Report, options: RenderOptions = { width: 100, colour: false }): string {
  return formats[name](report, options)
}
