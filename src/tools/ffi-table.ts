import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordedFfis } from '../declare/ffi/recorded.ts'
import type { CType } from '../declare/win32/c-types.ts'
import { hostIds, hostOf } from '../hosts/index.ts'
import { packageFolder } from '../os/package-folder.ts'
import { parseRun } from '../result/read-run.ts'
import type { RunFile } from '../result/run-file.ts'

const folder = join(packageFolder, 'fixtures', 'runs', 'hosts')

/** The recorded runs of hosts, in the order of their files. */
export function hostRuns(): readonly RunFile[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .toSorted()
    .map(name => parseRun(readFileSync(join(folder, name), 'utf8'), name))
}

/** What recorded runs say of each FFI, in the order of the hosts. */
export function ffisOf(runs: readonly RunFile[]): RecordedFfis {
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
              },
            ]
          : [],
      ),
    )
  return { schemaVersion: 1, ffis }
}
