import { compareCallback } from '../../declare/compare-function.ts'
import { findField } from '../../declare/compare-struct.ts'
import type { DeclaredField, DeclaredFunction, DeclaredStruct } from '../../declare/model.ts'
import type { FieldInfo } from '../../declare/widths/table.ts'
import type { Observation } from '../finding.ts'
import { observeInner } from './callback.ts'
import type { RuleContext } from './context.ts'
import { candidatesFor } from './struct-forms.ts'

/** Callbacks with names of the program's own, judged by the member that holds them, such as lpfnWndProc of WNDCLASSEXW. */
export function judgeFieldCallbacks(declared: DeclaredStruct, context: RuleContext): Observation[] {
  const [found] = candidatesFor(declared.name, context)
  return declared.fields.flatMap(field => {
    const same = found && findField(found.fields, field.name)
    return same ? judgeField(field, same, declared, context) : []
  })
}

function judgeField(
  { name, type: { callback, spelled }, place }: DeclaredField,
  same: FieldInfo,
  declared: DeclaredStruct,
  context: RuleContext,
): Observation[] {
  const expected = context.truth.callback(same.type.name)
  // One that has a name of Windows is judged where it is declared.
  if (!callback || !expected || context.truth.callback(spelled)) return []
  const info = { ...expected, name: same.type.name, library: '' }
  const holder: DeclaredFunction = {
    ...callback,
    kind: 'function',
    name: declared.name,
    place: { ...declared.place, ...place },
  }
  return compareCallback({ ...callback, name: info.name }, expected, context.truth)
    .flatMap(deviation => observeInner(deviation, name, holder, info, context))
    .map(({ function: struct, ...observation }) => ({ ...observation, struct: struct ?? '' }))
}
