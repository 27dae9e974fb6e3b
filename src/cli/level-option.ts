import { levels } from '../declare/level.ts'

/** The level that gives exit code 1, for every command that judges declarations. */
export const levelOption = {
  alias: 'l',
  choices: levels,
  default: 'warning' as const,
  describe:
    'the exit code is 1 from this level on: an error fails, a warning works by luck, a note by a guarantee of Windows',
} as const
