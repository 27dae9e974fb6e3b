import type { Command } from '../command.ts'
import { runCommand } from './run.ts'

/** All verbs of the command line. */
export const commands: readonly Command[] = [runCommand]
