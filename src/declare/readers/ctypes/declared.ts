import type { PointerBytes } from '../../win32/architecture.ts'
import type { DeclaredType } from '../../model.ts'
import type { CtypesType } from './ctype.ts'
import { layoutCType } from './ctypes-layout.ts'

/** A parameter: ctypes passes an array by its address. */
export function declaredParameter(type: CtypesType, pointerBytes: PointerBytes): DeclaredType {
  if (type.kind !== 'array') return declaredCType(type, pointerBytes)
  const text = type.of.kind === 'scalar' ? characters[type.of.name] : undefined
  return {
    spelled: type.name,
    kind: 'pointer',
    bytes: pointerBytes,
    ...(text && { text }),
    to: declaredCType(type.of, pointerBytes),
  }
}

/** Types that Python shows as text, by bytes of a character. */
const characters: Readonly<Record<string, 1 | 2>> = { c_char: 1, CHAR: 1, c_wchar: 2, WCHAR: 2 }

/** A type of ctypes in the words of the rules. */
export function declaredCType(
  type: CtypesType | undefined,
  pointerBytes: PointerBytes,
  depth = 3,
): DeclaredType {
  if (!type) return { spelled: 'None', kind: 'void', bytes: 0 }
  const layout = layoutCType(type, pointerBytes)
  const bytes = layout?.bytes ?? 0
  switch (type.kind) {
    case 'void':
      return { spelled: type.name, kind: 'void', bytes: 0 }
    case 'scalar':
      return { spelled: type.name, kind: type.class, bytes }
    case 'callable':
      return {
        spelled: `${type.name} (a Python callable: ctypes takes the result for a C int)`,
        kind: 'signed',
        bytes: 4,
      }
    case 'pointer':
      return {
        spelled: type.name,
        kind: 'pointer',
        bytes,
        ...(type.text && { text: type.text }),
        ...(type.to && depth > 0 && { to: declaredCType(type.to, pointerBytes, depth - 1) }),
      }
    case 'callback':
      return {
        spelled: type.name,
        kind: 'pointer',
        bytes,
        ...(type.parameters &&
          depth > 0 && {
            callback: {
              convention: type.convention,
              result: declaredCType(type.result, pointerBytes, depth - 1),
              parameters: type.parameters.map(one => declaredCType(one, pointerBytes, depth - 1)),
            },
          }),
      }
    case 'array':
    case 'struct':
      return layout
        ? { spelled: type.name, kind: 'struct', bytes }
        : { spelled: type.name, kind: 'unknown', bytes: 0 }
    default:
      return { spelled: type.name, kind: 'unknown', bytes: 0 }
  }
}
