import { levels } from '../declare/level.ts'

/** The level that gives exit code 1, for every command that judges declarations. */
export const levelOption = {
  alias: 'l',
  choices: levels,
  default: 'warning' as const,
  describe:
    'exit with 1 from this level on: error (fails), warning (works by luck), note (works by a guarantee of Windows)',
} as const
