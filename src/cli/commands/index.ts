import { lazy, type Verb } from '../command.ts'

/** All verbs of the command line, in the order in which the help names them. What a verb needs is loaded when it is used. */
export const commands: readonly Verb[] = [
  lazy(
    'run',
    'run the probes and show which operations fail with ERROR_INVALID_HANDLE',
    () => import('./run.ts'),
  ),
  lazy('merge <runs..>', 'join run files of several machines into one', () => import('./merge.ts')),
  lazy('report <runs..>', 'show recorded runs in a format', () => import('./report.ts')),
  lazy('diff <old> <new>', 'compare two run files cell by cell', () => import('./diff.ts')),
  lazy('list <what>', 'list the probes, the operations or the lanes', () => import('./list.ts')),
  lazy(
    'doctor',
    'say what is usable here, and what to do about what is not',
    () => import('./doctor.ts'),
  ),
  lazy(
    'setup [part..]',
    'get Wine and node.exe, so that later runs need no network',
    () => import('./setup.ts'),
  ),
  lazy(
    'explain <topic..>',
    'say what a probe, cause, verdict or error code means and how to fix it',
    () => import('./explain.ts'),
  ),
  lazy(
    'replay <plan>',
    'run one saved plan and show what each step did',
    () => import('./replay.ts'),
  ),
  lazy(
    'audit <target..>',
    'compare the declarations of an npm package, a module or a folder (koffi, ctypes) with the true widths; JavaScript targets are loaded, so their code runs',
    () => import('./audit.ts'),
  ),
  lazy(
    'init',
    'write a workflow of GitHub Actions that measures the declarations of this package on Windows; modules that use koffi are loaded, so their code runs',
    () => import('./init.ts'),
  ),
  lazy(
    'dictionary',
    'try every single fault of the declarations and record what each one does',
    () => import('./dictionary.ts'),
  ),
  lazy(
    'diagnose',
    'rank the causes of a failure: from options, a traceback or a log (--text, standard input), or questions',
    () => import('./diagnose.ts'),
  ),
]
