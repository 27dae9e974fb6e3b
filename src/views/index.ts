import { tame } from '../text/tame.ts'
import { githubAnnotations, githubSummary } from './github.ts'
import { html } from './html.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { layoutSvg } from './layout-svg.ts'
import { markdown } from './markdown.ts'
import { pretty } from './pretty.ts'
import type { Format, RenderOptions, Report } from './report.ts'
import { svg } from './svg.ts'
import { tap } from './tap.ts'

/** Names of the formats. */
export const formatNames = [
  'pretty',
  'markdown',
  'json',
  'tap',
  'junit',
  'html',
  'github',
  'svg',
  'layout-svg',
] as const
export type FormatName = (typeof formatNames)[number]

function tamed(format: Format): Format {
  return (report, options) => format(tame(report), options)
}

/** Every format. Text from run files is made harmless first; JSON escapes it instead and keeps the data. */
export const formats = {
  pretty: tamed(pretty),
  markdown: tamed(markdown),
  json,
  tap: tamed(tap),
  junit: tamed(junit),
  html: tamed(html),
  svg: tamed(svg),
  'layout-svg': tamed(layoutSvg),
  /** Both parts; a job in GitHub Actions wants them in two places, see `githubParts`. */
  github: tamed(report => `${githubSummary(report)}\n${githubAnnotations(report)}`),
} as const satisfies Record<FormatName, Format>

/** Renders a report. */
export function render(
  name: FormatName,
  report: Report,
  options: RenderOptions = { width: 100, colour: false },
): string {
  return formats[name](report, options)
}

/** The job summary and the annotations (workflow commands for stdout) of a report. */
export function githubParts(report: Report): {
  readonly summary: string
  readonly annotations: string
} {
  const tamedReport = tame(report)
  return { summary: githubSummary(tamedReport), annotations: githubAnnotations(tamedReport) }
}
