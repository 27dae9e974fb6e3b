import { fstatSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import type { ArgumentsCamelCase, Argv, InferredOptionTypes } from 'yargs'
import type { Result } from '../../diagnose/diagnose.ts'
import { joinSymptoms, symptomOf } from '../../diagnose/options/index.ts'
import { architectureOf } from '../../diagnose/options/architecture.ts'
import { askForSymptom } from '../../diagnose/questions.ts'
import { diagnosisComment, diagnosisJson, renderDiagnosis } from '../../diagnose/render.ts'
import type { Symptom } from '../../diagnose/symptom.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import { diagnoseSymptom } from '../../library/diagnose.ts'
import { UserProblem } from '../../os/problem.ts'
import { defineCommand } from '../command.ts'
import type { ExitCode } from '../exit-code.ts'
import { output } from '../output.ts'
import { readBeside, readReport } from '../read-report.ts'
import { screen } from '../screen.ts'
import { standardInput } from '../words.ts'

function architectureNamed(name: string | undefined): Architecture | undefined {
  return name === undefined ? undefined : architectureOf(name)
}

const options = {
  arch: {
    alias: 'a',
    coerce: architectureNamed,
    string: true,
    describe: 'architecture of the process that fails: x64, ia32 (x86, 32) or arm64',
  },
  failed: {
    array: true,
    string: true,
    default: [] as string[],
    describe:
      'calls that failed: ReadFile=6, ReadFile=6/C0000008, ReadFile=crash; 6, crash or ERROR_ACCESS_DENIED alone where the call is not known; ia32:ReadFile=6 in a process of the other width',
  },
  ok: {
    array: true,
    string: true,
    default: [] as string[],
    describe:
      'calls that succeeded with the same handle; ia32:ReadFile in a process of the other width',
  },
  'ok-on': { coerce: architectureNamed, string: true, describe: 'the same program works there' },
  'same-on': {
    coerce: architectureNamed,
    string: true,
    describe: 'it fails there in the same way',
  },
  intermittent: { boolean: true, describe: 'it fails now and then; --no-intermittent: every time' },
  handle: { string: true, describe: 'value of the handle, for example 0x54' },
  ffi: { string: true, describe: 'ctypes, P/Invoke, koffi, VBA, AutoHotkey, Go, Rust, JNA …' },
  runtime: { string: true, describe: 'for example "CPython 3.6"' },
  seen: {
    array: true,
    string: true,
    default: [] as string[],
    describe:
      'other observations: outcome, call, open, layout, check, siblings, before, redirected, hint, rhythm; for example outcome=denied layout=wrong',
  },
  text: {
    string: true,
    describe: 'a file with a traceback or a log of any length; - is standard input',
  },
  ask: { boolean: true, default: false, describe: 'ask for the facts on the terminal' },
  json: {
    boolean: true,
    default: false,
    describe: 'what was understood and the ranking as JSON; --format json',
  },
  format: {
    alias: 'f',
    choices: ['pretty', 'json', 'github-comment'] as const,
    default: 'pretty' as const,
    describe: 'github-comment is Markdown for an issue',
  },
} as const

type Options = InferredOptionTypes<typeof options>

function tellsFailure({ failed, seen, handle }: Options): boolean {
  return failed.length + seen.length > 0 || handle !== undefined
}

function saidNothing({
  failed,
  ok,
  seen,
  arch,
  handle,
  ffi,
  runtime,
  intermittent,
}: Options): boolean {
  return (
    failed.length + ok.length + seen.length === 0 &&
    [arch, handle, ffi, runtime, intermittent].every(value => value === undefined)
  )
}

async function askOnTerminal(): Promise<Symptom> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  // Ctrl-D: the remaining questions are unanswered.
  const closed = new Promise<string>(resolve => {
    terminal.once('close', () => {
      resolve('')
    })
  })
  let open = true
  void closed.then(() => {
    open = false
  })
  try {
    return await askForSymptom(question =>
      open ? Promise.race([terminal.question(question), closed]) : Promise.resolve(''),
    )
  } finally {
    terminal.close()
  }
}

/** Whether input was piped or redirected into this process: `python port.py 2>&1 | handle-width diagnose --ffi ctypes`. */
function isPiped(): boolean {
  try {
    const input = fstatSync(process.stdin.fd)
    if (input.isDirectory())
      throw new UserProblem('Standard input is a folder: expected the text of a failure')
    return input.isFIFO() || input.isFile() || input.isSocket()
  } catch (error) {
    if (error instanceof UserProblem) throw error
    return false
  }
}

/** The symptom from the text and the options. Where options describe a failure, standard input is not waited for. */
async function symptomFrom(argv: Options): Promise<Symptom> {
  const said = symptomOf({ ...argv, okOn: argv['ok-on'], sameOn: argv['same-on'] })
  if (argv.ask) return joinSymptoms(said, await askOnTerminal())
  if (argv.text !== undefined) return joinSymptoms(said, await readReport(argv.text))
  if (tellsFailure(argv)) return said
  if (isPiped())
    return saidNothing(argv) ? readReport(standardInput) : joinSymptoms(said, await readBeside())
  return process.stdin.isTTY && saidNothing(argv) ? askOnTerminal() : said
}

const formats = {
  pretty: (result: Result) => renderDiagnosis(result, screen()),
  json: diagnosisJson,
  'github-comment': diagnosisComment,
} as const

async function run(argv: ArgumentsCamelCase<Options>): Promise<ExitCode> {
  const result = diagnoseSymptom(await symptomFrom(argv))
  output.result(formats[argv.json ? 'json' : argv.format](result))
  return 0
}

/** `handle-width diagnose`: from an observed failure to the mistake that causes it. */
export default defineCommand(
  (argv: Argv) => argv.positional('text', options.text).options(options),
  run,
)
