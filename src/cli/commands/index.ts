import type { Command } from '../command.ts'
import { listCommand } from './list.ts'
import { runCommand } from './run.ts'

/** All verbs of the command line. */
export const commands: readonly Command[] = [runCommand, listCommand]
