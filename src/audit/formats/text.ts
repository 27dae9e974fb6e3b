import { escapeText } from '../../text/escape.ts'
import type { Finding, Side } from '../finding.ts'

/** `CreateFileW, return`; what a finding is about. */
export function subjectOf(finding: Finding): string {
  const name = finding.function ?? finding.struct ?? ''
  return escapeText(
    finding.position === 'name' || finding.position === 'alias'
      ? name
      : `${name}, ${finding.position}`,
  )
}

/** `uint32_t (4 bytes)`; without the bytes where they say nothing. */
function sideText({ type, bytes }: Side): string {
  return escapeText(bytes > 0 ? `${type} (${bytes} byte${bytes === 1 ? '' : 's'})` : type)
}

/** What is declared, what is true, and where. */
export function factOf({ declared, true: truth, arch, lesser }: Finding): string {
  const others = (lesser ?? []).map(one => `${one.level} on ${one.arch.join(', ')}`)
  const also = others.length > 0 ? ` (${others.join('; ')})` : ''
  return `declared ${sideText(declared)}, is ${sideText(truth)} on ${arch.join(', ')}${also}`
}

/** One sentence for one finding: what is declared, what is true, what follows. */
export function sentenceOf(finding: Finding): string {
  return `${factOf(finding)}: ${reasonOf(finding)}`
}

/** What follows, and what shows it. */
function reasonOf({ consequence, ...finding }: Finding): string {
  return `${escapeText(consequence)} (${shownIn(finding)})`
}

/** What shows that an effect follows, in a word. */
export function shownIn({ effect, shownBy }: Pick<Finding, 'effect' | 'shownBy'>): string {
  if (shownBy === undefined) return 'not measured'
  return 'document' in shownBy
    ? `documented: ${shownBy.document}`
    : `${effect.includes(shownBy.probe) ? '' : `shown by ${shownBy.probe} `}in ${shownBy.lanes.join(', ')}`
}
