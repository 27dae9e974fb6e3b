import type { SourceCallback } from '../common/program.ts'
import type { CsMethod, CsType } from './declared.ts'
import type { Attribute, PointedAt, TypeRef } from './syntax.ts'
import { charSetOf, type Marshaller } from './types.ts'

const conventions: Readonly<Record<string, 'stdcall' | 'cdecl' | 'other'>> = {
  Winapi: 'stdcall',
  StdCall: 'stdcall',
  Cdecl: 'cdecl',
  ThisCall: 'other',
  FastCall: 'other',
}

export function conventionOf(attribute: Attribute | undefined): 'stdcall' | 'cdecl' | 'other' {
  const said =
    attribute?.named.get('CallingConvention') ??
    (attribute?.name === 'UnmanagedFunctionPointer' ? attribute.positional[0] : undefined)
  return (said?.kind === 'name' && conventions[said.name]) || 'stdcall'
}

/** The callbacks among the parameters of an import, by position: delegates and function pointers. */
export function callbacksOf(
  method: CsMethod,
  marshaller: Marshaller,
): ReadonlyMap<number, SourceCallback> {
  const { parameters, file, path } = method
  return new Map(
    parameters.flatMap(({ type }, index) => {
      const found = marshaller.names.type(type.name, { file, path })
      const callback = type.pointsAt
        ? pointerOf(type, type.pointsAt, method, marshaller)
        : found && callbackOf(found, marshaller)
      return callback ? [[index, callback] as const] : []
    }),
  )
}

/** A callback that a parameter is declared with as a function pointer. */
function pointerOf(
  { spelled }: TypeRef,
  { result, parameters, isCdecl }: PointedAt,
  { file, path, line, only }: CsMethod,
  marshaller: Marshaller,
): SourceCallback {
  const use = { file, path, charSet: 'Unicode' as const }
  return {
    name: spelled,
    place: { file, line },
    only,
    convention: isCdecl ? 'cdecl' : 'stdcall',
    result: marshaller.type(result, undefined, { ...use, at: 'result' }),
    parameters: parameters.map(({ type, isByRef }) =>
      marshaller.type(type, undefined, { ...use, at: 'parameter', isByRef }),
    ),
  }
}

/** The callback that a delegate is. */
function callbackOf(type: CsType, marshaller: Marshaller): SourceCallback | undefined {
  const { signature, pointer, file, path, line, only, name } = type
  if (!signature) return undefined
  const use = { file, path, charSet: charSetOf(pointer) }
  return {
    name,
    place: { file, line },
    only,
    convention: conventionOf(pointer),
    result: marshaller.type(signature.result, signature.resultMarshal, { ...use, at: 'result' }),
    parameters: signature.parameters.map(({ type: own, marshal, isByRef }) =>
      marshaller.type(own, marshal, { ...use, at: 'parameter', isByRef }),
    ),
  }
}
