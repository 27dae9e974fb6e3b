import { fstatSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import type { ArgumentsCamelCase, Argv, InferredOptionTypes } from 'yargs'
import { diagnose } from '../../diagnose/diagnose.ts'
import { joinSymptoms, OptionProblem, symptomOf } from '../../diagnose/options.ts'
import { askForSymptom } from '../../diagnose/questions.ts'
import { diagnosisJson, renderDiagnosis } from '../../diagnose/render.ts'
import type { Symptom } from '../../diagnose/symptom.ts'
import { parseText } from '../../diagnose/text/parse-text.ts'
import { architectures } from '../../declare/win32/architecture.ts'
import { defineCommand } from '../command.ts'
import type { ExitCode } from '../exit-code.ts'
import { output } from '../output.ts'
import { UserProblem } from '../problem.ts'
import { readInput } from '../read-input.ts'
import { screen } from '../screen.ts'

const options = {
  arch: { choices: architectures, describe: 'architecture of the process that fails' },
  failed: {
    array: true,
    string: true,
    default: [] as string[],
    describe:
      'calls that failed: ReadFile=6, ReadFile=6/C0000008, ReadFile=crash, =overflow; ia32:ReadFile=6 in a process of the other width',
  },
  ok: {
    array: true,
    string: true,
    default: [] as string[],
    describe:
      'calls that succeeded with the same handle; ia32:ReadFile in a process of the other width',
  },
  'ok-on': { choices: architectures, describe: 'the same program works there' },
  'same-on': { choices: architectures, describe: 'it fails there in the same way' },
  intermittent: { boolean: true, describe: 'it fails now and then; --no-intermittent: every time' },
  handle: { string: true, describe: 'value of the handle, for example 0x54' },
  ffi: { string: true, describe: 'ctypes, P/Invoke, koffi, VBA, AutoHotkey, Go, Rust, JNA …' },
  runtime: { string: true, describe: 'for example "CPython 3.6"' },
  seen: {
    array: true,
    string: true,
    default: [] as string[],
    describe: 'other observations, for example layout=wrong open=failed',
  },
  text: { string: true, nargs: 1, describe: 'a traceback or a log; - is standard input' },
  json: { boolean: true, default: false, describe: 'the ranking as JSON' },
} as const

type Options = InferredOptionTypes<typeof options>

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
  // Ctrl-D: what was not asked is not known.
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

/** Whether something was piped or redirected into this process: `python port.py 2>&1 | handle-width diagnose --ffi ctypes`. */
function isPiped(): boolean {
  try {
    const input = fstatSync(process.stdin.fd)
    return input.isFIFO() || input.isFile() || input.isSocket()
  } catch {
    return false
  }
}

async function symptomFrom(argv: Options): Promise<Symptom> {
  const said = symptomOf({ ...argv, okOn: argv['ok-on'], sameOn: argv['same-on'] })
  const text = argv.text ?? (argv.failed.length === 0 && isPiped() ? '-' : undefined)
  if (text !== undefined) return joinSymptoms(said, parseText(await readInput(text)))
  if (!saidNothing(argv)) return said
  return process.stdin.isTTY ? askOnTerminal() : parseText(await readInput('-'))
}

async function run(argv: ArgumentsCamelCase<Options>): Promise<ExitCode> {
  let symptom: Symptom
  try {
    symptom = await symptomFrom(argv)
  } catch (error) {
    if (error instanceof OptionProblem) throw new UserProblem(error.message)
    throw error
  }
  const result = diagnose(symptom)
  output.result(argv.json ? diagnosisJson(result) : renderDiagnosis(result, screen()))
  return 0
}

/** `handle-width diagnose`: from a failure as a developer sees it to the mistake behind it. */
export default defineCommand((argv: Argv) => argv.options(options), run)
