import { availableParallelism } from 'node:os'
import type { ArgumentsCamelCase, Argv, InferredOptionTypes } from 'yargs'
import { engineIds, engines } from '../../engine/index.ts'
import { loadProbes } from '../../probe/load.ts'
import { formatNames, render } from '../../report/index.ts'
import { reportOf } from '../../report/report.ts'
import { kernelChoices, lanesOf } from '../../run/lanes.ts'
import { runAll, type RunRequest } from '../../run/run-all.ts'
import { architectures } from '../../win32/architecture.ts'
import { chooseDevices } from '../choose-devices.ts'
import { defineCommand } from '../command.ts'
import { parseDevices } from '../devices.ts'
import { exitCodeOf, type ExitCode } from '../exit-code.ts'
import { assertWritable, makeFolder, output, writeResult } from '../output.ts'
import { progressLine } from '../progress-line.ts'
import { screen } from '../screen.ts'
import { selectEngines, selectProbes, usualArchitectures } from '../select.ts'
import { packageVersion } from '../version.ts'

/** Children wait more than they compute. */
const defaultJobs = 2 * availableParallelism()

const options = {
  engine: { array: true, choices: ['auto', ...engineIds], default: ['auto'], describe: 'who starts the children; auto takes every engine that is there' },
  arch: { array: true, choices: architectures, default: usualArchitectures(), describe: 'architectures of the children' },
  kernel: { array: true, choices: kernelChoices, default: kernelChoices, describe: 'who answers: the engine itself, or the engine behind tagged handles' },
  device: { array: true, string: true, default: [] as string[], describe: 'what is opened: loopback, com:COM3 (two of them: joined by a cable), pipe, event' },
  ping: { boolean: true, default: false, describe: 'look for a port that sends back what it gets: writes to every serial port that is not in use' },
  probe: { array: true, string: true, default: [] as string[], describe: 'names or patterns of probes; all by default' },
  out: { string: true, describe: 'write the run file here' },
  'save-plans': { string: true, describe: 'keep the plans in this folder, for handle-width replay' },
  format: { choices: formatNames, default: 'pretty' as const, describe: 'how the result is shown' },
  jobs: { number: true, default: defaultJobs, describe: 'children at once' },
  quiet: { boolean: true, default: false, describe: 'no progress on stderr' }
} as const

type Options = InferredOptionTypes<typeof options>

async function requestOf(argv: ArgumentsCamelCase<Options>): Promise<RunRequest> {
  const wish = parseDevices(argv.device)
  const probes = await loadProbes()
  const [control] = probes
  if (!control) throw new Error('The folder probes/ has no control')
  const lanes = lanesOf(selectEngines(argv.engine), argv.arch, argv.kernel)
  const notice = argv.quiet ? () => undefined : output.notice
  return {
    version: packageVersion(),
    lanes,
    engines,
    probes: selectProbes(probes, argv.probe),
    control,
    devices: await chooseDevices(wish, lanes, argv.ping, notice),
    ...argv.savePlans === undefined ? {} : { savePlans: argv.savePlans },
    jobs: Math.max(1, Math.trunc(argv.jobs)),
    notice,
    progress: progressLine(argv.quiet)
  }
}

async function run(argv: ArgumentsCamelCase<Options>): Promise<ExitCode> {
  if (argv.out !== undefined) await assertWritable(argv.out)
  if (argv.savePlans !== undefined) await makeFolder(argv.savePlans)
  const request = await requestOf(argv)
  const recorded = await runAll(request)
  if (argv.out !== undefined) await writeResult(argv.out, JSON.stringify(recorded, null, 1))
  const report = reportOf(recorded)
  output.result(render(argv.format, report, screen()))
  return exitCodeOf(report.matrix)
}

/** `handle-width run`: measures, writes the run file if one was asked for, and shows the result. */
export const runCommand = defineCommand('run', 'run the probes and show which operations fail with ERROR_INVALID_HANDLE', (argv: Argv) => argv.options(options), run)
