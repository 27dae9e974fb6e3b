import { devices } from '../../devices/index.ts'
import type { ArgumentsCamelCase, Argv, InferredOptionTypes } from 'yargs'
import { prepareEngine } from '../../lanes/children/index.ts'
import type { Engine, Ready } from '../../lanes/engines/engine.ts'
import { hostIds, hostOf } from '../../hosts/index.ts'
import { engineIds, engines } from '../../lanes/engines/index.ts'
import { replayPage } from '../../explain/replay.ts'
import { renderTerminal } from '../../text/terminal.ts'
import type { Plan } from '../../program/plan.ts'
import { longestPlan, parsePlan, PlanError } from '../../program/read-plan.ts'
import { loadProbes } from '../../program/load.ts'
import { vocabularyOf } from '../../program/vocabulary.ts'
import type { Lane } from '../../result/lane.ts'
import { kernelChoices, lanesOf } from '../../measure/lanes.ts'
import { readText, UnreadableFile } from '../../os/read-text.ts'
import { replayPlan } from '../../measure/replay.ts'
import { escapeTexts } from '../../text/escape.ts'
import { architectures } from '../../declare/win32/architecture.ts'
import { defineCommand } from '../command.ts'
import { parsePort } from '../../library/devices.ts'
import type { ExitCode } from '../exit-code.ts'
import { output } from '../output.ts'
import { UserProblem } from '../../os/problem.ts'
import { screen } from '../screen.ts'

const options = {
  port: { string: true, describe: 'the COM port to use, for a plan that was made for one' },
  json: { boolean: true, default: false, describe: 'for programs' },
  quiet: { boolean: true, default: false, describe: 'no progress on stderr' },
} as const

type Options = InferredOptionTypes<typeof options> & { readonly plan: string }

async function readPlan(path: string): Promise<Plan> {
  try {
    return parsePlan(readText(path, longestPlan), path, vocabularyOf(await loadProbes()))
  } catch (error) {
    if (error instanceof UnreadableFile)
      throw new UserProblem(
        `Cannot replay ${path}: ${error.message}; save plans with 'handle-width run --save-plans FOLDER'`,
      )
    if (error instanceof PlanError) throw new UserProblem(error.message)
    throw error
  }
}

function laneOfPlan(plan: Plan, path: string): Lane {
  const lane = lanesOf(engineIds, architectures, kernelChoices, hostIds).find(
    ({ id }) => id === plan.lane,
  )
  if (!lane)
    throw new UserProblem(
      `Cannot replay ${path}: lane: ${JSON.stringify(plan.lane)} is none of this program; 'handle-width list lanes' names them`,
    )
  const fits =
    lane.pointerBytes === plan.pointerBytes &&
    lane.kernel === plan.kernel.id &&
    (lane.engine === 'sim') === (plan.kernel.base === 'simulated')
  if (!fits)
    throw new UserProblem(
      `Cannot replay ${path}: pointerBytes and kernel are not those of the lane ${lane.id}`,
    )
  return lane
}

async function prepare(lane: Lane, quiet: boolean): Promise<Ready> {
  const engine: Engine | undefined = engines[lane.engine]
  const notice = quiet ? () => undefined : output.notice
  const ready =
    engine && (await prepareEngine(engine, lane.architecture, notice, hostOf(lane.host)))
  if (ready?.ready) return ready
  throw new UserProblem(
    `The lane ${lane.id} cannot run here: ${ready ? `${ready.reason} ${ready.remedy}` : 'its engine is not part of this system.'}`,
  )
}

function portOf(plan: Plan, argv: Options): string | undefined {
  if (argv.port !== undefined) return parsePort(argv.port)
  if (!/^(answering|silent)-port$/.test(devices[plan.device.kind].source)) return undefined
  throw new UserProblem(
    `The plan was made for the port ${plan.device.path}; say which port to use with --port, for example --port COM3 (nothing was opened)`,
  )
}

async function replay(argv: ArgumentsCamelCase<Options>): Promise<ExitCode> {
  const plan = await readPlan(argv.plan)
  const lane = laneOfPlan(plan, argv.plan)
  const port = portOf(plan, argv)
  const replayed = await replayPlan(plan, await prepare(lane, argv.quiet), port)
  if ('reason' in replayed) {
    output.notice(`handle-width: ${plan.id} on ${lane.id} was not replayed: ${replayed.reason}`)
    return 3
  }
  const shown = escapeTexts(replayed)
  output.result(
    argv.json
      ? JSON.stringify({ schemaVersion: 1, plan: plan.id, lane: lane.id, ...shown }, null, 2)
      : renderTerminal(replayPage(plan, shown), screen()),
  )
  return 0
}

/** `handle-width replay`: runs one saved plan in its lane and prints what each step did. */
export default defineCommand(
  (argv: Argv) =>
    argv
      .positional('plan', {
        type: 'string',
        demandOption: true,
        describe: 'a file that run --save-plans wrote',
      })
      .options(options),
  replay,
)
