import { fixes, type FixName } from '../fixes/index.ts'
import { languages, type Language } from '../fixes/fix.ts'
import { codeBlock, links, list, section, text, type Section } from '../../text/page.ts'
import type { Entry } from './entry.ts'

function fixSection(name: FixName): Section[] {
  const fix = fixes[name]
  const blocks = (Object.keys(languages) as Language[]).flatMap(language => [
    text(`${languages[language].title}:`),
    codeBlock(languages[language].fence, ...fix[language].trim().split('\n')),
  ])
  return section(`Fix: ${fix.title}`, ...blocks)
}

/** The cures, each in every language. */
export function fixSections(names: readonly FixName[]): Section[] {
  return names.flatMap(fixSection)
}

/** What every topic has: meaning, origin, how to tell, cures, links. */
export function entrySections(entry: Entry): Section[] {
  return [
    ...section('What it means', text(entry.means)),
    ...section('How it comes about', list(...entry.how)),
    ...section('How to tell', list(...entry.tell)),
    ...fixSections(entry.fixes),
    ...section('Read on', links(...(entry.links ?? []))),
  ]
}
