import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordedFfis } from '../declare/ffi/recorded.ts'
import type { CType } from '../declare/win32/c-types.ts'
import { hostIds, hostOf } from '../hosts/index.ts'
import { packageFolder } from '../os/package-folder.ts'
import { matrixOf } from '../result/matrix.ts'
import { parseRun } from '../result/read-run.ts'
import type { RunFile } from '../result/run-file.ts'

const folder = join(packageFolder, 'fixtures', 'runs')

function runsIn(path: string, pattern: RegExp): readonly RunFile[] {
  return readdirSync(path)
    .filter(name => pattern.test(name))
    .toSorted()
    .map(name => parseRun(readFileSync(join(path, name), 'utf8'), name))
}

/** The recorded runs of the real lanes, in the order of their files. */
export function laneRuns(): readonly RunFile[] {
  return runsIn(folder, /^wine-.*\.json$/)
}

let hosts: readonly RunFile[] | undefined

/** The recorded runs of hosts, in the order of their files. Read once. */
export function hostRuns(): readonly RunFile[] {
  hosts ??= runsIn(join(folder, 'hosts'), /\.json$/)
  return hosts
}

/** The probes that were judged in a lane, by name. */
function judgedProbes(runs: readonly RunFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const judged = new Map<string, Set<string>>()
  for (const run of runs) {
    const names = new Map(run.probes.map(({ id, probe }) => [id, probe]))
    for (const { lane, probe, verdict } of matrixOf(run).cells) {
      if (verdict.kind === 'not-judged' || verdict.kind === 'unsupported') continue
      const own = judged.get(lane) ?? new Set()
      judged.set(lane, own.add(names.get(probe) ?? probe))
    }
  }
  return judged
}

/** The recorded results of each FFI, in the order of the hosts; `others` are runs of the same lanes with more probes. */
export function ffisOf(runs: readonly RunFile[], others: readonly RunFile[]): RecordedFfis {
  const probes = judgedProbes([...runs, ...others])
  const ffis = runs
    .flatMap(run => run.lanes)
    .toSorted((one, other) => hostIds.indexOf(one.host) - hostIds.indexOf(other.host))
    .flatMap(lane =>
      lane.environments.flatMap(({ ffi }) =>
        ffi
          ? [
              {
                host: lane.host,
                title: hostOf(lane.host).title,
                architecture: lane.architecture,
                lane: lane.id,
                arrivals: ffi.arrivals.map(({ declared, value, position, cold, warm }) => ({
                  declared: declared as CType,
                  value,
                  position,
                  arrives: [...new Set([cold, ...warm])].filter(seen => seen !== 'refused'),
                })),
                probes: [...(probes.get(lane.id) ?? [])].toSorted(),
              },
            ]
          : [],
      ),
    )
  return { schemaVersion: 1, ffis }
}
