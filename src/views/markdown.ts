import {
  anchored,
  contentsOf,
  details,
  image,
  plainText,
  section,
  type Section,
} from '../text/page.ts'
import { renderMarkdown } from '../text/markdown.ts'
import type { Format, RenderOptions } from './report.ts'
import { headline } from './sections/headline.ts'
import { probeSections, reportSections } from './sections/index.ts'
import { viewOf, type View } from './view.ts'

/** The title of a report on a page of its own. */
export const reportTitle = 'Which declarations of a HANDLE end in ERROR_INVALID_HANDLE (6)'

/** Gives each section with a heading an anchor made from its words, for the table of contents. */
export function withAnchors(sections: readonly Section[]): Section[] {
  return sections.flatMap(own => {
    const name = plainText(own.heading)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
    return name === '' ? [own] : anchored(name, [own])
  })
}

/** The beginning of a report and its table of contents. */
export function introduction(
  view: View,
  sections: readonly Section[],
  pictures: RenderOptions['pictures'],
): Section[] {
  return section(
    '',
    headline(view),
    contentsOf(sections),
    ...(pictures
      ? [
          image('Steps of each probe in each lane, coloured by how they ended', pictures.matrix),
          image('Structs as the probes declare them and as they are', pictures.layouts),
        ]
      : []),
  )
}

/** A page for a repository: the answer first, every probe collapsed at the end. */
export const markdown: Format = (report, { pictures }) => {
  const view = viewOf(report)
  const sections = withAnchors([
    ...reportSections(view),
    ...section(
      'Probes',
      ...probeSections(view).map(({ heading, blocks }) => details(heading, ...blocks)),
    ),
  ])
  return renderMarkdown({
    title: reportTitle,
    sections: [...introduction(view, sections, pictures), ...sections],
  })
}
