import { section } from '../text/page.ts'
import { renderTerminal } from '../text/terminal.ts'
import type { Format } from './report.ts'
import { headline } from './sections/headline.ts'
import { probeSections, reportSections, summarySections } from './sections/index.ts'
import { viewOf } from './view.ts'

/** For a terminal: a summary that fits on one screen, or everything with `details`. */
export const pretty: Format = (report, options) => {
  const view = viewOf(report)
  const sections =
    options.details === true
      ? [...section('', headline(view)), ...reportSections(view), ...probeSections(view)]
      : summarySections(view)
  return renderTerminal({ title: '', sections }, options)
}
