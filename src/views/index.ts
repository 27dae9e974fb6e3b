import { escapeText, escapeTexts } from '../text/escape.ts'
import { githubAnnotations, type Annotated } from './annotations.ts'
import { githubSummary, githubText } from './github.ts'
import { html } from './html.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { layoutSvg } from './layout-svg.ts'
import { markdown } from './markdown.ts'
import { pretty } from './pretty.ts'
import type { Format, RenderOptions, Report } from './report.ts'
import { svg } from './svg.ts'
import { tap } from './tap.ts'

function escaped(format: Format): Format {
  return (report, options) => format(escapeTexts(report), options)
}

/** All formats. Text from run files is escaped first, except for JSON, which has its own escapes and keeps the data. */
const formats = {
  pretty: escaped(pretty),
  markdown: escaped(markdown),
  json,
  tap: escaped(tap),
  junit: escaped(junit),
  html: escaped(html),
  /** Both parts in one text; a job in GitHub Actions needs them separately, see `githubParts`. */
  github: escaped(report => githubText(githubSummary(report), githubAnnotations(report))),
  svg: escaped(svg),
  'layout-svg': escaped(layoutSvg),
} as const satisfies Record<string, Format>

/** Names of the formats. */
export type FormatName = keyof typeof formats
export const formatNames = Object.keys(formats) as [FormatName, ...FormatName[]]

/** Renders a report. */
export function render(
  name: FormatName,
  report: Report,
  options: RenderOptions = { width: 100, colour: false },
): string {
  return formats[name](report, options)
}

/** The job summary and the annotations (workflow commands for stdout) of a report. */
export function githubParts(
  report: Report,
  annotated: Annotated = { bindings: [], missing: [] },
): {
  readonly summary: string
  readonly annotations: string
} {
  const safe = escapeTexts(report)
  const named = {
    missing: escapeTexts(annotated.missing),
    bindings: annotated.bindings.map(one => ({ ...one, target: escapeText(one.target) })),
  }
  return { summary: githubSummary(safe, named), annotations: githubAnnotations(safe, named) }
}
