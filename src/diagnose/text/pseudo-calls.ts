import type { FeatureValue } from '../../mistakes/features.ts'
import type { Lines, ReadFailure } from './lines.ts'

/** Functions whose result is the pseudo handle of a process or a thread. They cannot fail: a later call was given it. */
const pseudoSource = /^GetCurrent(?:Process|Thread)$/

/** A failure without the name of such a function. */
export function withoutPseudo({ call, ...failure }: ReadFailure): ReadFailure {
  return call === undefined || pseudoSource.test(call.call) ? failure : { ...failure, call }
}

/** Their result, passed on in code. */
const pseudoInCode =
  /\bkernel32\.(GetCurrent(?:Process|Thread))\(|\((GetCurrent(?:Process|Thread))\(\)/
/** Where a value comes from, in words. */
const pseudoInWords = /\b(?:from|result of|returned by) (GetCurrent(?:Process|Thread))\b/
/** Languages in which a result that is not declared, or declared as an int, loses the upper half of -1. */
const withInts: readonly (FeatureValue<'ffi'> | undefined)[] = [
  'ctypes',
  'ctypes-old',
  'js',
  'vba',
  'ahk',
  'other',
]

/** The functions of pseudo handles that a text calls. */
export function pseudoCalls(
  failures: readonly ReadFailure[],
  { texts }: Lines,
  ffi: FeatureValue<'ffi'> | undefined,
): readonly string[] {
  const named = failures.flatMap(({ call }) => call?.call ?? [])
  const inCode = withInts.includes(ffi)
    ? texts.flatMap(text => pseudoInCode.exec(text)?.slice(1).find(Boolean) ?? [])
    : []
  const inWords = texts.flatMap(text => pseudoInWords.exec(text)?.[1] ?? [])
  return [...new Set([...named.filter(name => pseudoSource.test(name)), ...inCode, ...inWords])]
}
