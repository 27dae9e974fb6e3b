import { resolve } from 'node:path'
import type { ArgumentsCamelCase, Argv, InferredOptionTypes } from 'yargs'
import { engineIds } from '../../lanes/engines/index.ts'
import { hostIds } from '../../hosts/index.ts'
import type { Page } from '../../text/page.ts'
import { renderTerminal } from '../../text/terminal.ts'
import { assessmentPage } from '../../views/sections/assessment.ts'
import { bindingPage, levelOf } from '../../views/sections/binding.ts'
import { renderBundle } from '../../views/bundle.ts'
import { diffPage } from '../../views/sections/diff.ts'
import { reportOf } from '../../views/report.ts'
import { counts } from '../../declare/level.ts'
import { assess, isGood } from '../../result/assess.ts'
import { diffRuns, isRegression } from '../../result/diff.ts'
import { matrixOf } from '../../result/matrix.ts'
import { serialiseRun } from '../../result/serialise-run.ts'
import { kernelChoices } from '../../measure/lanes.ts'
import { escapeText } from '../../text/escape.ts'
import { architectures } from '../../declare/win32/architecture.ts'
import { defineCommand } from '../command.ts'
import { foundConfig, readConfig } from '../config-file.ts'
import type { ExitCode } from '../exit-code.ts'
import { parseMarks } from '../marks.ts'
import { assertWritable, holdResult, makeFolder, output, writeResult } from '../output.ts'
import { plansIn, withPlans } from '../plans.ts'
import { grouped } from '../grouped.ts'
import { levelOption } from '../level-option.ts'
import { profileOf, profileOptions } from '../profile.ts'
import { progressLine } from '../progress-line.ts'
import { readRun } from '../read-runs.ts'
import { resultOptions, resultsOf, showResults, writeReports } from '../results.ts'
import { screen } from '../screen.ts'
import { readBindings, type ChosenBinding } from '../../library/bindings.ts'
import { measureWith, type Measurement } from '../../library/measure.ts'
import { defaultJobs, usualArchitectures } from '../../library/select.ts'
import { tellThatCodeRuns, trustOption } from '../trust.ts'
import { wholeNumber } from '../../library/whole-number.ts'

const measured = {
  engine: {
    alias: 'e',
    array: true,
    choices: ['auto', ...engineIds],
    default: ['auto'],
    describe: 'who starts the children; auto takes every engine that is there',
  },
  arch: {
    alias: 'a',
    array: true,
    choices: architectures,
    default: usualArchitectures(),
    describe: 'architectures of the children',
  },
  kernel: {
    array: true,
    choices: kernelChoices,
    default: kernelChoices,
    describe: 'who answers: the engine itself, or the engine behind tagged handles',
  },
  host: {
    array: true,
    string: true,
    default: [] as string[],
    describe: `who makes the calls; koffi by default, and beside it ffi-napi (libffi) for the probes whose verdict depends on the FFI: ${hostIds.join(', ')} ("handle-width list hosts")`,
  },
  python: {
    array: true,
    string: true,
    default: [] as string[],
    describe:
      'a python.exe for --host ctypes, one for each architecture; otherwise those that Windows knows',
  },
  device: {
    array: true,
    string: true,
    default: [] as string[],
    describe: 'what is opened: loopback, com:COM3 (two of them: joined by a cable), pipe, event',
  },
  ping: {
    boolean: true,
    default: false,
    describe:
      'look for a port that sends back what it gets: writes to every serial port that is not in use',
  },
  strict: {
    boolean: true,
    default: false,
    describe:
      'run failing cells again in processes whose system raises an exception for each bad handle',
  },
  probe: {
    alias: 'p',
    array: true,
    string: true,
    default: [] as string[],
    describe: 'names or patterns of probes; all by default',
  },
  binding: {
    alias: 'b',
    array: true,
    string: true,
    default: [] as string[],
    describe:
      'your own declarations: a module that uses koffi (its code runs, in a process in which koffi only records) or a Python file that uses ctypes (read only); runs the serial sequence with them',
  },
  call: {
    array: true,
    string: true,
    default: [] as string[],
    describe:
      'exported functions of --binding to call after loading, without arguments; * stands for any name',
  },
  trust: trustOption,
  jobs: { alias: 'j', number: true, default: defaultJobs(), describe: 'children at once' },
} as const

const kept = {
  save: { alias: 's', string: true, describe: 'keep the run file here' },
  ...resultOptions,
  'save-plans': {
    string: true,
    describe: 'keep the plans in this folder, for handle-width replay',
  },
  bundle: {
    string: true,
    describe:
      'write what an issue report needs to this file: versions, first divergences, values, plans',
  },
  quiet: { alias: 'q', boolean: true, default: false, describe: 'no progress on stderr' },
} as const

const judged = {
  level: levelOption,
  baseline: {
    string: true,
    describe: 'a run file to compare with; a regression makes the exit code 1',
  },
  ...profileOptions,
} as const

const options = {
  ...grouped('What is measured', measured),
  ...grouped('What is shown and kept', kept),
  ...grouped('What makes the exit code 1', judged),
}

type Options = InferredOptionTypes<typeof options>

/** Runs the measurement and removes the progress line at its end, even after an error. */
async function measureShown(
  argv: ArgumentsCamelCase<Options>,
  bindings: readonly ChosenBinding[],
  savePlans: string | undefined,
): Promise<Measurement> {
  const line = progressLine(argv.quiet)
  try {
    const { notice, progress } = line
    return await measureWith({ ...argv, savePlans, notice, progress }, bindings)
  } finally {
    line.stop()
  }
}

/** Shows a page in addition to the result: on stdout if the result is in a format for people, else on stderr. */
function showBeside(argv: Options, page: Page): void {
  if (page.sections.length > 0)
    (argv.format === 'pretty' ? output.result : output.notice)(renderTerminal(page, screen()))
}

async function run(argv: ArgumentsCamelCase<Options>): Promise<ExitCode> {
  const profile = profileOf(argv)
  const known = parseMarks(argv.known)
  const results = await resultsOf(argv)
  for (const path of [argv.save, argv.bundle]) if (path !== undefined) await assertWritable(path)
  wholeNumber('jobs', argv.jobs)
  const baseline = argv.baseline === undefined ? undefined : matrixOf(await readRun(argv.baseline))
  if (argv.savePlans !== undefined) await makeFolder(argv.savePlans)
  await tellThatCodeRuns(argv.binding, argv.trust)
  const bindings = await readBindings(argv.binding, argv.arch, argv.call, resolve('.'))
  for (const notice of new Set(bindings.flatMap(binding => binding.notices)))
    output.notice(`handle-width: ${escapeText(notice)}`)
  // Placed after reading the input, which takes long computation: a process that has a file to remove does not react to Ctrl-C meanwhile.
  for (const path of [argv.save, argv.bundle, ...results.map(({ file }) => file)])
    if (path !== undefined) await holdResult(path)
  return withPlans(argv.savePlans, argv.bundle !== undefined, async plans => {
    const { run, faults, warnings } = await measureShown(argv, bindings, plans)
    if (argv.save !== undefined) await writeResult(argv.save, serialiseRun(run))
    const report = reportOf(run)
    const assessment = assess(report.matrix, profile)
    // With only a binding, its own page is shown; the report of its lanes would hide it.
    const isBindingAlone = bindings.length > 0 && argv.probe.length === 0 && !argv.details
    if (argv.format !== 'pretty' || !isBindingAlone)
      await showResults(report, argv, results, {
        bindings: bindings.map(({ shown }) => shown),
        missing: assessment.missing,
      })
    else await writeReports(report, argv, results)
    if (argv.bundle !== undefined)
      await writeResult(argv.bundle, renderBundle(report, plansIn(plans)))
    showBeside(argv, assessmentPage(assessment))
    const diff = baseline && diffRuns(baseline, report.matrix, known)
    if (diff) showBeside(argv, diffPage(diff))
    for (const { shown } of bindings) showBeside(argv, bindingPage(report, shown))
    for (const warning of warnings) output.notice(`handle-width: ${warning}`)
    for (const fault of faults) output.notice(`handle-width: not all was measured: ${fault}`)
    if (faults.length > 0) return 3
    const diverges = bindings.some(({ shown }) => counts(levelOf(report.matrix, shown), argv.level))
    const own = bindings.flatMap(({ shown }) => shown.probes)
    return isGood(assessment, own) && !diverges && !(diff && isRegression(diff, argv.level)) ? 0 : 1
  })
}

/** `handle-width run`: measures, writes the run file if requested, and shows the result. */
export default defineCommand((argv: Argv) => {
  const found = foundConfig(process.argv, 'run')
  return argv
    .config(found.options)
    .check(found.say, false)
    .config('config', 'a JSON file of these options', readConfig)
    .options(options)
}, run)
