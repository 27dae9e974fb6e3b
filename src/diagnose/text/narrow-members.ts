import { openWidthTable, type StructInfo } from '../../declare/widths/table.ts'
import { functionFacts } from '../functions.ts'
import type { Described } from './description.ts'
import { gated } from '../patterns/gated.ts'
import { narrowType } from './prototypes.ts'

/** Where a struct of Windows is defined: `class X(ctypes.Structure):`, `struct X`, `type X struct`, `Type X`, `X = packed record`, `class X < FFI::Struct`, `class X extends Structure`. */
const definition = gated(
  /\b(?:class (\w{3,40}) ?(?:\([\w.]{0,20}Struct|(?:<|extends|:) ?[\w.:]{0,20}Struct)|struct (\w{3,40})|type (\w{3,40}) (struct)\b|type (\w{3,40}) ?$|(\w{3,40}) ?= ?(?:packed )?record\b)/i,
)
/** So many lines does a definition take at most. */
const mostLines = 60
/** A longer line is not read. Characters. */
const longest = 400
/** What ends a definition. */
const end = /^\s*(?:\}|end\b|End Type\b|\]\s*$)/i

/** A struct as the headers have it, for processes of both widths. */
type BothWidths = readonly [wide: StructInfo, narrow: StructInfo]

/** The struct that a name stands for: in capitals, and without the T of Pascal or the underscore of C. */
function structNamed(name: string): BothWidths | undefined {
  const table = openWidthTable()
  const plain = name.toUpperCase()
  for (const own of [name, plain, plain.replace(/^(?:_|TAG|T)/, '')]) {
    const [wide, narrow] = [table.struct(own, 'x64'), table.struct(own, 'ia32')]
    if (wide && narrow && wide.bytes !== narrow.bytes) return [wide, narrow]
  }
  return undefined
}

/** The members that are as wide as a pointer. */
function wideMembers([wide, narrow]: BothWidths): readonly string[] {
  return wide.fields
    .filter(
      ({ name, bytes }) =>
        bytes === 8 && narrow.fields.find(field => field.name === name)?.bytes === 4,
    )
    .map(({ name }) => name)
    .filter(name => /^\w{3,}$/.test(name))
}

/** The type that a line gives to a member: `("member", c_ulong)`, `:member, :uint32`, `member As Long`, `member: DWORD`, `member uint32`, `int member;`. */
function typeOn(line: string, member: string): string | undefined {
  const match = new RegExp(
    [
      String.raw`["']${member}["'] ?, ?(?:\w{1,20}\.)?(\w{2,24})(?!\w| ?\*)`,
      String.raw`:${member} ?, ?:(\w{2,24})`,
      String.raw`\b${member} {1,8}As (\w{2,24})`,
      String.raw`\b${member} ?: ?(?:\w{1,20}[.:]{1,2})?(\w{2,24})`,
      String.raw`(?:^|[\s;{])(?:unsigned )?(\w{2,24}) {1,12}${member} ?(?:[;,}]|$)`,
      String.raw`^\s{0,12}${member} {1,12}(u?int32)\b`,
    ].join('|'),
    'i',
  ).exec(line)
  return match?.slice(1).find(group => group !== undefined)
}

/** Whether a type has 32 bits: Long in Visual Basic, and long in C, where .NET and Java have 64. */
function isNarrowIn(type: string, isNet: boolean): boolean {
  return (
    narrowType.test(type) || /^(?:ULONG|LONG)$/.test(type) || (/^u?long$/i.test(type) && !isNet)
  )
}

/** Whether the failing call may take the struct: none is named, the headers do not have it, or it does. */
function mayTake(call: string | undefined, { name }: StructInfo): boolean {
  const facts = call === undefined ? undefined : functionFacts(call)
  const table = openWidthTable()
  return (
    facts === undefined ||
    facts.structs.some(taken => table.struct(taken.name, 'x64')?.name === name)
  )
}

/** The first definition in a text that gives 32 bits to a member of a struct of Windows that is as wide as a pointer, by the Windows headers. `call`: the failing one. `isNet`: `long` has 64 bits. */
export function narrowMemberIn(
  lines: readonly string[],
  call: string | undefined,
  isNet: boolean,
): Described | undefined {
  for (const [index, line] of lines.entries()) {
    const names = line.length > longest ? undefined : definition.exec(line)?.slice(1)
    const both = names && structNamed(names.find(name => name !== undefined) ?? '')
    if (!both || !mayTake(call, both[0])) continue
    const members = wideMembers(both)
    for (let at = index; at < Math.min(lines.length, index + mostLines); at++) {
      const own = lines[at] ?? ''
      if (own.length > longest || (at > index && end.test(own))) break
      const isCut = members.some(member => {
        const type = typeOn(own, member)
        return type !== undefined && isNarrowIn(type, isNet)
      })
      if (isCut)
        return {
          classes: ['struct-layout-shrunk', 'struct-size-constant', 'type-alias'],
          first: 'struct-layout-shrunk',
          quote: own.trim().slice(0, 120),
          index: at,
          isTopic: true,
        }
    }
  }
  return undefined
}
