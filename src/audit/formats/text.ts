import type { Finding, Side } from '../finding.ts'

/** Text of the target as one line without control characters: a file may hold terminal escapes. */
export function toLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ')
}

/** `CreateFileW, return`; what a finding is about. */
export function subjectOf(finding: Finding): string {
  const name = finding.function ?? finding.struct ?? ''
  return toLine(finding.position === 'name' || finding.position === 'alias' ? name : `${name}, ${finding.position}`)
}

/** `uint32_t (4 bytes)`; without the bytes where they say nothing. */
export function sideText({ type, bytes }: Side): string {
  return toLine(bytes > 0 ? `${type} (${bytes} byte${bytes === 1 ? '' : 's'})` : type)
}

/** One sentence for one finding: what is declared, what is true, what follows. */
export function sentenceOf(finding: Finding): string {
  return `declared ${sideText(finding.declared)}, is ${sideText(finding.true)} on ${finding.arch.join(', ')}: ${finding.consequence}`
}
