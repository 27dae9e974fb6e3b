import type { Command } from '../command.ts'
import { auditCommand } from './audit.ts'
import { diagnoseCommand } from './diagnose.ts'
import { dictionaryCommand } from './dictionary.ts'
import { diffCommand } from './diff.ts'
import { doctorCommand } from './doctor.ts'
import { explainCommand } from './explain.ts'
import { listCommand } from './list.ts'
import { mergeCommand } from './merge.ts'
import { replayCommand } from './replay.ts'
import { reportCommand } from './report.ts'
import { runCommand } from './run.ts'
import { setupCommand } from './setup.ts'

/** All verbs of the command line, in the order in which the help names them. */
export const commands: readonly Command[] = [
  runCommand,
  mergeCommand,
  reportCommand,
  diffCommand,
  listCommand,
  doctorCommand,
  setupCommand,
  explainCommand,
  replayCommand,
  auditCommand,
  dictionaryCommand,
  diagnoseCommand,
]
