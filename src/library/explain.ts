import { findTopics } from '../explain/find-topic.ts'
import { functionPage } from '../explain/topics/function-page.ts'
import { topicsOf, type Topic } from '../explain/topics/index.ts'
import { typePage } from '../explain/topics/type-page.ts'
import { UserProblem } from '../os/problem.ts'
import { loadProbes } from '../program/load.ts'
import { escapeText } from '../text/escape.ts'
import { renderMarkdown } from '../text/markdown.ts'
import { similarNames } from '../text/near-names.ts'

/** `CreateFilW`: one word with capitals as functions of Win32 have them. */
function isFunctionName(words: string): boolean {
  return /^[A-Z][A-Za-z0-9]*[a-z][A-Z]\w*$|^([A-Z][a-z0-9]+){2,}\w*$/.test(words.trim())
}

/** The topics that a text names; else those of the codes it contains. Throws UserProblem where there are none. */
export async function topicsIn(words: string): Promise<readonly Topic[]> {
  const topics = topicsOf(await loadProbes())
  const found = findTopics(topics, words)
  if (found.length > 0) return found
  const called = functionPage(words)
  if (called) return [{ kind: 'function', ...called }]
  const type = typePage(words)
  if (type) return [type]
  const { parseText } = await import('../diagnose/text/parse-text.ts')
  const codes = new Set(
    parseText(words).failed.flatMap(({ outcome, status }) => [outcome, status ?? outcome]),
  )
  const coded = [...codes].flatMap(code => findTopics(topics, code))
  if (coded.length > 0) return [...new Set(coded)]
  const { nearFunctions } = await import('../diagnose/functions.ts')
  const near = isFunctionName(words)
    ? nearFunctions(words.trim())
    : similarNames(
        topics.map(({ name }) => name),
        words,
      )
  throw new UserProblem(
    `Nothing is known about ${JSON.stringify(escapeText(words).slice(0, 80))}${near.length === 0 ? ';' : `; did you mean ${near.join(', ')}?`} expected an error code, a message of Windows, a function or type of Win32, or a word of a report`,
  )
}

/** A page about one word or code. */
export interface Explained extends Pick<Topic, 'kind' | 'name' | 'number'> {
  readonly markdown: string
}

/**
 * The pages about a code (`6`, `0x80070006`), a message that contains one, or a word of a report.
 *
 * Throws UserProblem where there is no page about it.
 *
 * @example
 * const [page] = await explain('[WinError 6] The handle is invalid')
 */
export async function explain(words: string): Promise<readonly Explained[]> {
  return (await topicsIn(words)).map(({ kind, name, number, page }) => ({
    kind,
    name,
    ...(number === undefined ? {} : { number }),
    markdown: renderMarkdown(page()),
  }))
}
