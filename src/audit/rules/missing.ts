import type { DeclaredFunction } from '../../declare/model.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import type { RuleContext } from './context.ts'
import { observe } from './observe.ts'

/** A name that no DLL of Windows exports, or not on this architecture. */
export function judgeMissing(
  declared: DeclaredFunction,
  { table, truth: { architecture } }: RuleContext,
): Observation[] {
  const nothing = { type: 'not exported', bytes: 0 }
  const side = { type: declared.name, bytes: 0 }
  if (architecture === 'ia32' && table.function(declared.name, 'x64')) {
    // The Ptr functions of user32 are the only ones that a program meets: on ia32 they are macros.
    if (!/Ptr[AW]?$/.test(declared.name)) return []
    const plain = declared.name.replace(/Ptr([AW]?)$/, '$1')
    return [
      observe(declared, {
        rule: 'not-on-ia32',
        level: 'warning',
        position: 'name',
        declared: side,
        true: nothing,
        consequence: consequences.notOnIa32,
        fix: `on ia32 use ${plain}`,
      }),
    ]
  }
  const resolved = table.resolveFunctionName(declared.name)
  if (!resolved || resolved === declared.name) return []
  return [
    observe(declared, {
      rule: 'no-such-export',
      level: 'error',
      position: 'name',
      declared: side,
      true: { type: resolved, bytes: 0 },
      consequence: consequences.noExport,
      fix: resolved,
    }),
  ]
}
