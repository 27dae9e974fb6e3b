import { cures, type CureName } from '../../mistakes/cures/index.ts'
import {
  cureLanguages,
  curedIn,
  languages,
  notAvailable,
  usualLanguages,
  type CureLanguage,
} from '../../mistakes/cures/cure.ts'
import {
  codeBlock,
  code,
  links,
  list,
  section,
  text,
  type Block,
  type Section,
  words,
} from '../../text/page.ts'
import type { Explanation } from '../../mistakes/mistake.ts'

export { cureLanguages }

function cureSection(name: CureName, only: CureLanguage | undefined): Section[] {
  const cure = cures[name]
  const shown: readonly CureLanguage[] = only === undefined ? usualLanguages : [only]
  const blocks = shown.flatMap((language): Block[] => {
    const lines = curedIn(cure, language)
    if (typeof lines === 'string') return [text(lines)]
    const { title, fence } = languages[language]
    return [text(`${title}:`), codeBlock(fence, ...lines)]
  })
  return section(`Cure: ${cure.title}`, ...blocks)
}

/** The cures, each in the usual languages, or in one alone. */
export function cureSections(names: readonly CureName[], only?: CureLanguage): Section[] {
  return names.flatMap(name => cureSection(name, only))
}

/** How to see the cures in other languages. */
function otherLanguages(names: readonly CureName[], only: CureLanguage | undefined): Section[] {
  const others = cureLanguages.filter(name => !usualLanguages.some(one => one === name))
  return names.length === 0 || only !== undefined
    ? []
    : section('In other languages', text(words`${code('--ffi')} with ${others.join(', ')}`))
}

/** What every topic has: meaning, origin, how to tell, cures, links. */
export function entrySections(entry: Explanation, only?: CureLanguage): Section[] {
  const absent = only === undefined ? undefined : entry.notIn?.[only]
  return [
    ...section('What it means', text(entry.means)),
    ...section('How it comes about', list(...entry.how)),
    ...section('How to tell', list(...entry.tell)),
    ...(only === undefined || absent === undefined
      ? cureSections(entry.cures, only)
      : section('Cure', text(notAvailable(only, absent)))),
    ...otherLanguages(entry.cures, only),
    ...section('Read on', links(...(entry.links ?? []))),
  ]
}
