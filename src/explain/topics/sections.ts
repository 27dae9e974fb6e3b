import { cures, type CureName } from '../../mistakes/cures/index.ts'
import { languages, type CureLanguage } from '../../mistakes/cures/cure.ts'
import {
  codeBlock,
  links,
  list,
  plainText,
  section,
  text,
  type Block,
  type Page,
  type Section,
} from '../../text/page.ts'
import type { Explanation } from '../../mistakes/mistake.ts'

function cureSection(name: CureName): Section[] {
  const cure = cures[name]
  const blocks = (Object.keys(languages) as CureLanguage[]).flatMap(language => [
    text(`${languages[language].title}:`),
    codeBlock(languages[language].fence, ...cure[language].trim().split('\n')),
  ])
  return section(`Cure: ${cure.title}`, ...blocks)
}

/** The cures, each in every language. */
export function cureSections(names: readonly CureName[]): Section[] {
  return names.flatMap(cureSection)
}

/** What every topic has: meaning, origin, how to tell, cures, links. */
export function entrySections(entry: Explanation): Section[] {
  return [
    ...section('What it means', text(entry.means)),
    ...section('How it comes about', list(...entry.how)),
    ...section('How to tell', list(...entry.tell)),
    ...cureSections(entry.cures),
    ...section('Read on', links(...(entry.links ?? []))),
  ]
}

/** The languages of the cures. */
export const cureLanguages = Object.keys(languages) as CureLanguage[]

/** A page with the code of its cures in one language alone. */
export function inLanguage(page: Page, language: CureLanguage): Page {
  const others = cureLanguages.flatMap(name =>
    name === language ? [] : `${languages[name].title}:`,
  )
  const isOther = (block: Block | undefined): boolean =>
    block?.kind === 'text' && others.includes(plainText(block.text))
  return {
    ...page,
    sections: page.sections.map(own => ({
      ...own,
      blocks: own.blocks.filter(
        (block, index) =>
          !isOther(block) && !(block.kind === 'code' && isOther(own.blocks[index - 1])),
      ),
    })),
  }
}
