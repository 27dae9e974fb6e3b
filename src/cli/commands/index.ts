import type { Command } from '../command.ts'
import { diffCommand } from './diff.ts'
import { mergeCommand } from './merge.ts'
import { reportCommand } from './report.ts'
import { runCommand } from './run.ts'

/** All verbs of the command line. */
export const commands: readonly Command[] = [runCommand, mergeCommand, reportCommand, diffCommand]
