import { compareFailureTest, type FailureValues } from './compare-failure.ts'
import { compareCallback, compareFunction } from './compare-function.ts'
import { isFloat, scalars, sideOf, trueSideOf } from './compare-slot.ts'
import { compareStatedSize, compareStruct } from './compare-struct.ts'
import type { Deviation } from './deviation.ts'
import type { Declaration, DeclaredAlias } from './model.ts'
import type { Truth } from './truth.ts'

/**
 * Every place where declarations differ from the truth, in the order of the declarations. What the truth does not
 * know, and types of unknown width, deviate from nothing. A sign deviates only where widths do: at equal width both
 * read the same bits. Comparisons need `ffi`, which says how it shows a failure value.
 */
export function compare(
  declared: readonly Declaration[],
  truth: Truth,
  ffi?: FailureValues,
): Deviation[] {
  return declared.flatMap(declaration => compareOne(declaration, truth, ffi))
}

function compareOne(declaration: Declaration, truth: Truth, ffi?: FailureValues): Deviation[] {
  switch (declaration.kind) {
    case 'function': {
      const found = truth.function(declaration.name)
      return found ? compareFunction(declaration, found, truth) : []
    }
    case 'callback': {
      const found = truth.callback(declaration.name)
      return found ? compareCallback(declaration, found, truth) : []
    }
    case 'struct': {
      const found = truth.struct(declaration.name)
      return found ? compareStruct(declaration, found) : []
    }
    case 'alias':
      return compareAlias(declaration, truth)
    case 'size':
      return compareStatedSize(declaration, truth)
    case 'comparison':
      return ffi ? compareFailureTest(declaration, truth, ffi) : []
    default:
      return declaration satisfies never
  }
}

/** A name of Windows given to a scalar of another width; what is laid out is compared where it is used. */
function compareAlias({ name, type }: DeclaredAlias, truth: Truth): Deviation[] {
  const found = truth.type(name)
  return !found || !scalars.has(found.kind) || !scalars.has(type.kind) || found.bytes === type.bytes
    ? []
    : [
        {
          kind: isFloat(type) === isFloat(found) ? 'width' : 'class',
          place: { at: 'alias', type: name },
          declared: sideOf(type),
          true: trueSideOf(found),
        },
      ]
}
