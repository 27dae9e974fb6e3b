import type { Finding } from '../audit/finding.ts'
import { judgeDeclarations } from '../audit/judge.ts'
import { declaredType, layoutType, type Layouts } from '../declare/readers/koffi/types.ts'
import { readPrototype } from '../declare/readers/koffi/prototype.ts'
import { koffiVocabulary } from '../declare/readers/koffi/vocabulary.ts'
import type { DeclaredType, Declaration, Place } from '../declare/model.ts'
import type { TypeObject } from '../os/koffi.ts'
import type { WidthTable } from '../declare/widths/table.ts'
import type { Architecture } from '../declare/win32/architecture.ts'
import type { NativeFunction } from './native.ts'
import type { GuardedCall } from './plan.ts'
import type { TypeReader } from './types.ts'

/** What is needed to record the declarations of one copy of koffi. */
export interface DeclarationHost {
  readonly architecture: Architecture
  readonly koffiMajor: number
  readonly table: WidthTable
  place(): Place
  /** Called for each finding when the declaration is made; throws where the program is to be notified at once. */
  found(finding: Finding): void
  /** Called for each declaration. */
  declared(): void
}

/** Records what a program declares, in the form that the audit uses, and checks it with the audit's rules. */
export interface Declarations {
  struct(name: unknown, packed: boolean, definition: unknown, made: unknown): void
  alias(name: unknown, spelled: unknown, made: unknown): void
  callback(values: readonly unknown[], made: unknown): void
  function(
    library: string,
    convention: string | undefined,
    values: readonly unknown[],
    made: NativeFunction,
  ): GuardedCall | undefined
}

/** koffi itself reads the types, for the machine that the program runs on. */
export function makeDeclarations(read: TypeReader, host: DeclarationHost): Declarations {
  const layouts: Layouts = { pointerBytes: host.architecture === 'ia32' ? 4 : 8, rules: new Map() }
  const vocabulary = koffiVocabulary(host.koffiMajor)
  const toDeclared = (type: TypeObject, spec: unknown): DeclaredType => {
    const decayed =
      type.primitive === 'Array' && type.ref
        ? { ...type, primitive: 'Pointer' as const, ref: type.ref }
        : type
    return declaredType(
      decayed,
      layouts,
      typeof spec === 'string' ? spec.replace(/^_\w+_\s*/, '') : type.name,
    )
  }
  const note = (declaration: Declaration): void => {
    host.declared()
    for (const finding of judgeDeclarations(
      new Map([[host.architecture, [declaration]]]),
      vocabulary,
      host.table,
    ))
      host.found(finding)
  }
  return {
    struct(name, packed, definition, made) {
      const type = read(made)
      const own =
        typeof definition === 'object' && definition !== null ? Object.entries(definition) : []
      const alignments = new Map(
        own.flatMap(([field, member]) =>
          Array.isArray(member) ? [[field, Number(member[0])] as const] : [],
        ),
      )
      layouts.rules.set(type.name, { packed, alignments })
      if (typeof name !== 'string') return
      const layout = layoutType(type, layouts)
      const fields = layout.members.map(member => ({
        name: member.name,
        type: declaredType(member.type, layouts),
        offset: member.offset,
      }))
      note({ kind: 'struct', name, bytes: layout.bytes, fields, place: host.place() })
    },
    alias(name, spelled, made) {
      if (typeof name !== 'string') return
      const type = read(made)
      note({
        kind: 'alias',
        name,
        type: toDeclared(type, typeof spelled === 'string' ? spelled : type.name),
        place: host.place(),
      })
    },
    callback(values, made) {
      const { name, convention } = readPrototype(values)
      const { proto } = read(made)
      if (!proto || name === undefined) return
      note({
        kind: 'callback',
        name,
        ...(convention && { convention }),
        result: declaredType(read(proto.result), layouts),
        parameters: proto.arguments.map(one => declaredType(read(one), layouts)),
        place: host.place(),
      })
    },
    function(library, convention, values, made) {
      const { info } = made
      if (!info) return undefined
      const prototype = readPrototype(values)
      const specs = Array.isArray(values.at(-1)) ? (values.at(-1) as unknown[]) : []
      const resultType = read(info.result)
      const call: GuardedCall = {
        name: prototype.name ?? info.name,
        result: toDeclared(
          resultType,
          specs.length > 0 || Array.isArray(values.at(-1)) ? values.at(-2) : undefined,
        ),
        resultIsDisposable: resultType.disposable,
        parameters: info.arguments.map((argument, index) => ({
          declared: toDeclared(read(argument), specs[index]),
          type: read(argument),
        })),
      }
      const said = convention ?? prototype.convention
      note({
        kind: 'function',
        name: call.name,
        library,
        ...(said !== undefined && {
          convention: said === 'stdcall' || said === 'cdecl' ? said : 'other',
        }),
        result: call.result,
        parameters: call.parameters.map(({ declared }) => declared),
        ...(prototype.variadic && { variadic: true }),
        place: host.place(),
      })
      return call
    },
  }
}
