import type { MistakeId } from '../../mistakes/index.ts'
import type { Described } from './description.ts'
import { endsAChild } from './hints.ts'
import type { SpokenTopic } from './spoken-topic.ts'
import { topicsOfHandles } from './topics-of-handles.ts'
import { topicsOfTypes } from './topics-of-types.ts'

/** The more special first; the first that fits is the topic. */
const topics: readonly SpokenTopic[] = [...topicsOfHandles, ...topicsOfTypes]

/** Longest quotation. Characters. */
const longest = 120

/** Mistakes whose words the sentence of error 6 has too. */
const ofWords: readonly MistakeId[] = ['arg-truncated', 'last-error-lost', 'stale-last-error']

/** What a report speaks of (`isNarrow`: of a 32-bit process that fails), the most special first; nothing where it is not about Windows' handles. */
export function topicsOf(texts: readonly string[], isNarrow: boolean): readonly Described[] {
  const lines = withoutSignatures(texts)
  const all = lines.join('\n')
  // The sentence of error 6 says nothing of types and last errors.
  const withoutSentence = all.replace(/\bhandle is invalid\b/gi, '')
  const isChildEnded = endsAChild(all)
  return (
    topics
      // In a process of 32 bits nothing is cut. A child that is ended was given its streams.
      .filter(
        ({ classes, words }) =>
          !(isNarrow && classes.includes('arg-truncated')) &&
          !(isChildEnded && classes.includes('inheritance')) &&
          words.every(word =>
            word.test(ofWords.some(name => classes.includes(name)) ? withoutSentence : all),
          ),
      )
      .map(topic => spokenOf(topic, lines))
  )
}

/** How an import of .NET says that its last error is kept, which most imports do. */
const keepsLastError = /\bSetLastError ?:?= ?true\b/gi

/** Code that prints a text: what it says is said in another case, or of nothing that happened. */
const prints =
  /^\s{0,24}(?:console\.(?:log|error|warn|info)|print(?:f|ln!?)?!?|eprintln!|fmt\.Print\w{0,2}|System\.out\.print\w{0,2}|Console\.Write(?:Line)?|Debug\.\w{3,9}|puts|MsgBox|(?:std::)?c(?:out|err) <<)[ (]{0,2}["'`$]/

/** Signatures of generated code, and what .NET says of any unbalanced stack, name conventions and types that the report is not about. */
function withoutSignatures(lines: readonly string[]): readonly string[] {
  return lines.map(line =>
    /\b(?:delegate ?\*|unmanaged\[|internal static|SupportedOSPlatform|unbalanced the\b|calling convention and param|PInvoke signature|target (?:un)?managed signature)/.test(
      line,
    ) ||
    // https://docs.oracle.com/en/java/javase/21/troubleshoot/fatal-error-log.html
    line.startsWith('Stack: [0x') ||
    // What code would throw was not thrown.
    /\bthrow new \w{1,60}\(/.test(line) ||
    prints.test(line)
      ? ''
      : /\bDllImport\b/.test(line)
        ? line.replace(keepsLastError, '')
        : line,
  )
}

function spokenOf(topic: SpokenTopic, lines: readonly string[]): Described {
  const index = lines.findIndex(line => topic.words[0]?.test(line) === true)
  const quote = (lines[Math.max(0, index)] ?? '').trim()
  return {
    classes: [...new Set(topic.classes)],
    ...(topic.first === undefined ? {} : { first: topic.first }),
    quote: quote.length <= longest ? quote : `${quote.slice(0, longest)}…`,
    index: Math.max(0, index),
    isTopic: true,
    ...(topic.isWeak ? { isWeak: true } : {}),
  }
}
