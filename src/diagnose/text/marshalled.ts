import type { MistakeId } from '../../mistakes/index.ts'
import { cut, ofStructs } from '../cause-groups.ts'
import type { Described } from './description.ts'
import { ofMarshaller } from '../phrases/width.ts'

/** What a line describes. */
export type LineDescription = Pick<Described, 'classes' | 'first' | 'isWeak'>

/** A description of classes, of which one is likelier than the others. */
export const withFirst = (
  classes: readonly MistakeId[],
  first: MistakeId | undefined,
): LineDescription => ({ classes, ...(first === undefined ? {} : { first }) })

/** What .NET's marshaller says that it cannot do: https://learn.microsoft.com/en-us/dotnet/framework/interop/default-marshaling-behavior */
export function marshalledIn(line: string): LineDescription | undefined {
  if (!ofMarshaller.test(line)) return undefined
  if (/\bas an unmanaged structure\b|\bno meaningful size\b/i.test(line))
    return withFirst(ofStructs, 'struct-layout-shrunk')
  if (/\breturn (?:type|value)\b/i.test(line))
    return withFirst(['return-truncated', 'narrowing-throws', 'arg-truncated'], 'return-truncated')
  return /\bparameter\b/i.test(line) ? withFirst([...cut, 'too-wide'], 'arg-truncated') : undefined
}
