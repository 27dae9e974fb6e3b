import type { DeclaredFunction } from '../../declare/model.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import { observe } from './observe.ts'

/** Attributes that were set on a function and that the FFI never looks at, such as `restypes`. */
export function judgeIgnored(declared: DeclaredFunction): Observation[] {
  return (declared.ignored ?? []).map(({ attribute, meant, place }) =>
    observe(declared, {
      rule: 'misspelt-attribute',
      level: 'warning',
      position: attribute,
      place,
      declared: { type: attribute, bytes: 0 },
      true: { type: meant, bytes: 0 },
      consequence: consequences.misspelt,
      fix: `${declared.name}.${meant}`,
    }),
  )
}
