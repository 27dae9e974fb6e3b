import type { Finding } from '../../../src/audit/finding.ts'
import { openWidthTable } from '../../../src/declare/widths/table.ts'
import type { Loss } from '../../../src/guard/loss.ts'
import type { NativeKoffi } from '../../../src/guard/native.ts'
import { handlesOfStruct } from '../../../src/guard/plan.ts'
import { makeStates, makeTags, type Tags } from '../../../src/guard/tags.ts'
import { makeViews } from '../../../src/guard/views.ts'
import { guardKoffi } from '../../../src/guard/wrap.ts'

/** What a guarded koffi reported. */
export interface Told {
  readonly losses: Omit<Loss, 'place'>[]
  readonly findings: Finding[]
  readonly tags: Tags
}

/** Guards a copy of koffi as on Windows, whatever this machine is; handles are followed only on 64 bits. */
export function guardHere(native: NativeKoffi, architecture: 'x64' | 'ia32' = 'x64'): Told {
  const table = openWidthTable()
  const tags = makeTags(makeStates())
  const told: Told = { losses: [], findings: [], tags }
  guardKoffi(native, {
    architecture,
    table,
    place: () => ({}),
    declared: () => undefined,
    found: finding => {
      told.findings.push(finding)
    },
    ...(architecture === 'x64' && {
      calls: {
        tags,
        views: makeViews(),
        structOf: name => handlesOfStruct(name, table, 'x64'),
        lose: (name, position, value, reason) => {
          told.losses.push({ function: name, position, value, reason })
        },
      },
    }),
  })
  return told
}
