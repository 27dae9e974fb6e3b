import type { ArgumentsCamelCase, Argv, InferredOptionTypes } from 'yargs'
import type { Engine } from '../../lanes/engines/engine.ts'
import { hostIds, hostOf, hosts } from '../../hosts/index.ts'
import type { Host } from '../../hosts/host.ts'
import { engineIds, engines } from '../../lanes/engines/index.ts'
import {
  hostsPage,
  lanesPage,
  listOperations,
  listProbes,
  operationsPage,
  probesPage,
  type HostEntry,
  type LaneEntry,
} from '../../explain/list.ts'
import type { Page } from '../../text/page.ts'
import { renderTerminal } from '../../text/terminal.ts'
import { loadProbes } from '../../program/load.ts'
import type { Lane } from '../../result/lane.ts'
import { kernelChoices, lanesOf } from '../../measure/lanes.ts'
import { architectures } from '../../declare/win32/architecture.ts'
import { defineCommand } from '../command.ts'
import type { ExitCode } from '../exit-code.ts'
import { output } from '../output.ts'
import { screen } from '../screen.ts'

const topics = ['probes', 'operations', 'lanes', 'hosts'] as const
type Topic = (typeof topics)[number]

const options = {
  json: { boolean: true, default: false, describe: 'for programs' },
} as const

type Options = InferredOptionTypes<typeof options> & { readonly what: Topic }

const unknown = {
  state: 'not-prepared',
  reason: 'The engine tells only when it is used.',
  remedy: '"handle-width doctor" tries it.',
} as const

function hostEntry({ id, title, standsFor, isTaggable, needs }: Host): HostEntry {
  return {
    id,
    title,
    architectures: architectures.filter(architecture => needs(architecture)),
    kernels: kernelChoices.filter(kernel => kernel === 'native' || isTaggable),
    standsFor: standsFor ?? '',
  }
}

async function laneEntry(lane: Lane): Promise<LaneEntry> {
  const engine: Engine | undefined = engines[lane.engine]
  const look = (await engine?.look?.(lane.architecture, hostOf(lane.host))) ?? unknown
  const { id, engine: by, architecture, kernel, host, pointerBytes } = lane
  const why =
    look.state === 'ready'
      ? { reason: '', remedy: '' }
      : { reason: look.reason, remedy: look.remedy }
  return { id, engine: by, architecture, kernel, host, pointerBytes, status: look.state, ...why }
}

async function entriesOf(
  what: Topic,
): Promise<{ readonly entries: readonly object[]; readonly page: Page }> {
  switch (what) {
    case 'probes': {
      const entries = listProbes(await loadProbes())
      return { entries, page: probesPage(entries) }
    }
    case 'operations': {
      const entries = listOperations(await loadProbes())
      return { entries, page: operationsPage(entries) }
    }
    case 'lanes': {
      const entries = await Promise.all(
        lanesOf(engineIds, architectures, kernelChoices, hostIds).map(laneEntry),
      )
      return { entries, page: lanesPage(entries) }
    }
    case 'hosts': {
      const entries = hosts.map(hostEntry)
      return { entries, page: hostsPage(entries) }
    }
  }
}

async function list(argv: ArgumentsCamelCase<Options>): Promise<ExitCode> {
  const { entries, page } = await entriesOf(argv.what)
  output.result(argv.json ? JSON.stringify(entries, null, 2) : renderTerminal(page, screen()))
  return 0
}

/** `handle-width list`: lists probes, operations, lanes or hosts. Starts no child and fetches nothing. */
export default defineCommand(
  (argv: Argv) => argv.positional('what', { choices: topics, demandOption: true }).options(options),
  list,
)
