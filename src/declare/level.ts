/** How bad a wrong declaration is: `error` fails, `warning` works by luck or fails in some cases, `note` works by a guarantee. */
export const levels = ['error', 'warning', 'note'] as const
export type Level = (typeof levels)[number]

/** What each level means, in `audit`, in a binding that was run, and against a baseline. */
export const levelTexts = {
  error: 'A wrong declaration that fails: a call ends otherwise than with the true one.',
  warning:
    'A wrong declaration that works by luck, or fails in some cases only: nothing guarantees that it will keep working.',
  note: 'A wrong declaration that works by a guarantee of Windows, such as a kernel handle declared with 32 bits.',
} as const satisfies Record<Level, string>

/** The one policy: what counts from `threshold` on makes the exit code 1. */
export function counts(level: Level | undefined, threshold: Level): boolean {
  return level !== undefined && levels.indexOf(level) <= levels.indexOf(threshold)
}

/** The worst of some levels; undefined where there is none. */
export function worst(found: readonly (Level | undefined)[]): Level | undefined {
  return levels.find(level => found.includes(level))
}
