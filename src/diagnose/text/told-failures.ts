import type { windowsIn } from './about-windows.ts'
import type { bitnessIn } from './bitness.ts'
import { failuresIn, unsaidFailureIn, vagueFailureIn } from './failures.ts'
import type { hintsIn } from './hints.ts'
import { isToldOtherwise } from './in-words.ts'
import type { Lines, ReadFailure } from './lines.ts'
import { isOfOtherSystem } from './marks-of-systems.ts'
import { nilPointerIn } from './nil-pointers.ts'
import { withoutPseudo } from './pseudo-calls.ts'
import type { NotTaken } from './said.ts'

/** "It does not work" is a failure of Win32 where a call, a struct, a process in which it works, or words that point at a cause are named. */
function isToldFully(
  { said, call }: ReadFailure,
  hints: ReturnType<typeof hintsIn>,
  bitness: ReturnType<typeof bitnessIn>,
  structs: () => readonly string[],
): boolean {
  return (
    said.outcome !== 'failed' ||
    call !== undefined ||
    hints.hint !== undefined ||
    hints.redirected !== undefined ||
    bitness.okOn !== undefined ||
    bitness.architecture !== undefined ||
    structs().length > 0
  )
}

/** Ends that other systems have too. */
const isOfAnySystem = ({ outcome, isOfLibuv }: ReadFailure['said']): boolean =>
  isOfLibuv === true || /^(?:e[a-z]{2,6}|unknown|failed|crash)$/.test(outcome)

/** The failures that count in a text: those that are told fully, else what the commonest words say, else that it works in one width alone. */
export function toldFailures(
  lines: Lines,
  windows: ReturnType<typeof windowsIn>,
  hints: ReturnType<typeof hintsIn>,
  bitness: ReturnType<typeof bitnessIn>,
  structs: () => readonly string[],
): {
  /** All that look like failures, as they stand in the text. */
  readonly read: readonly ReadFailure[]
  readonly ignored: readonly NotTaken[]
  readonly failures: readonly ReadFailure[]
  readonly isOfWindows: boolean
  /** Whether it is about another system, or about programs that have nothing to do with Windows. */
  readonly isOther: boolean
  /** Whether no failure is told fully. */
  readonly isUntold: boolean
} {
  const { failures: read, ignored } = failuresIn(lines, windows.isWindows)
  const nil = nilPointerIn(lines)
  if (nil)
    return {
      read,
      ignored: [nil, ...ignored],
      failures: [],
      isOfWindows: false,
      isOther: true,
      isUntold: false,
    }
  const isElsewhere = isOfOtherSystem(lines.texts.join('\n'))
  const strict = read
    .map(withoutPseudo)
    .filter(failure => isToldFully(failure, hints, bitness, structs))
    .filter(({ said, call }) =>
      isElsewhere
        ? said.form === 'code' && !isOfAnySystem(said)
        : !isOfAnySystem(said) || call !== undefined || !windows.isOther(),
    )
  const isOfWindows = windows.isOfWindows()
  const isUntold = strict.length === 0 && isOfWindows
  const vague =
    isUntold && windows.isCaller() && !isToldOtherwise(lines.texts, bitness.architecture === 'ia32')
      ? vagueFailureIn(lines)
      : strict
  // That it works in one width alone says that it fails, however that is put.
  const failures =
    vague.length === 0 && isUntold && bitness.okOn !== undefined ? unsaidFailureIn(lines) : vague
  return { read, ignored, failures, isOfWindows, isOther: windows.isOther(), isUntold }
}
