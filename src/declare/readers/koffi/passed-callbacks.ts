import type { Declaration, DeclaredCallback, DeclaredType } from '../../model.ts'

/**
 * Gives the parameters of functions what their prototypes say, so that a callback is judged by the function that takes it.
 * koffi calls and is called as cdecl where a prototype does not say a convention (https://koffi.dev/functions#calling-conventions).
 */
export function withCallbacks(declarations: readonly Declaration[]): Declaration[] {
  const known = new Map(
    declarations.flatMap(one => (one.kind === 'callback' ? [[one.name, one] as const] : [])),
  )
  return declarations.map(one =>
    known.size > 0 && one.kind === 'function' && !('kind' in one.parameters)
      ? { ...one, parameters: one.parameters.map(type => withCallback(type, known)) }
      : one,
  )
}

function withCallback(
  type: DeclaredType,
  known: ReadonlyMap<string, DeclaredCallback>,
): DeclaredType {
  const [name] = /[A-Za-z_]\w*(?=\s*\*?\s*$)/.exec(type.to?.spelled ?? type.spelled) ?? []
  const callback = type.kind === 'pointer' && name !== undefined ? known.get(name) : undefined
  if (!callback || name === undefined) return type
  const { convention = 'cdecl', result, parameters } = callback
  return { ...type, spelled: name, callback: { convention, result, parameters } }
}
