import { z } from 'zod'

/**
 * Deviations: where a declaration differs from the truth of the headers, as data. Made by `compare.ts`, once for each
 * width of a pointer; stored in run files; read by reports, tolerance, audit, diagnosis. Widths and offsets in bytes.
 */

const name = z.string().max(200)
const text = z.string().max(10_000)
const bytes = z.int()

/** How a program hands over a value, beside the type it declared. */
const passings = [
  /** as it is */
  'plain',
  /** the upper half of the slot holds leftovers, as CPython <= 3.7 passes an undeclared int on x64 */
  'upper-garbage',
  /** the upper half of the slot is all ones */
  'upper-ones',
  /** the value went through a double (53 significant bits) */
  'double',
  /** the host language refuses a value that does not fit into 32 signed bits */
  'checked-32',
] as const
export type Passing = (typeof passings)[number]

/** What a value is, as far as it decides how it travels. */
const typeKinds = [
  'void',
  'signed',
  'unsigned',
  'float',
  'pointer',
  'array',
  'struct',
  'function',
  'unknown',
] as const

/** A declared type: as the program spelled it, resolved to a width. */
const declaredSide = z.strictObject({
  type: text,
  kind: z.enum(typeKinds),
  bytes,
  /** In another way than its type says. */
  passing: z.enum(passings).exactOptional(),
  /** Nothing was declared; this is what the FFI falls back on. */
  undeclared: z.literal(true).exactOptional(),
})

/** A type of the headers; `cType` is the C type of its width where that is not obvious from the name. */
const trueSide = z.strictObject({
  type: text,
  kind: z.enum(typeKinds),
  bytes,
  cType: name.exactOptional(),
})

/** Where a value travels. */
const slotPlace = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('result'), function: name }),
  z.strictObject({ at: z.literal('parameter'), function: name, parameter: name }),
  /** The variable that a parameter points at. */
  z.strictObject({ at: z.literal('pointee'), function: name, parameter: name }),
  /** Every variable of a type whose address is passed. */
  z.strictObject({ at: z.literal('variable'), type: name }),
  /** A name of Windows given to a type. */
  z.strictObject({ at: z.literal('alias'), type: name }),
])

const fieldSide = z.strictObject({ type: text, offset: bytes, bytes })

export const deviationSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    /** Another width; another class (integer against floating point or struct); handed over in another way. */
    kind: z.enum(['width', 'class', 'passing']),
    place: slotPlace,
    declared: declaredSide,
    true: trueSide,
  }),
  /** Text of another encoding: bytes of a character. */
  z.strictObject({
    kind: z.literal('text'),
    place: slotPlace,
    declared: z.strictObject({ type: text, bytes }),
    true: z.strictObject({ type: text, bytes }),
  }),
  /** A field at another offset or of another width. `over` is the true field at its place where the program calls it otherwise. */
  z.strictObject({
    kind: z.literal('field'),
    struct: name,
    field: name,
    declared: fieldSide,
    true: fieldSide,
    over: name.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('size'), struct: name, declared: bytes, true: bytes }),
  /** The number that a program writes into the field that says how large a struct is. */
  z.strictObject({
    kind: z.literal('stated-size'),
    struct: name,
    field: name,
    declared: bytes,
    true: bytes,
  }),
  /** Exists on ia32 only. */
  z.strictObject({
    kind: z.literal('convention'),
    function: name,
    declared: z.enum(['stdcall', 'cdecl', 'other']),
    true: z.enum(['stdcall', 'cdecl']),
  }),
  /** The number of parameters. */
  z.strictObject({ kind: z.literal('count'), function: name, declared: z.int(), true: z.int() }),
  /** How a failure is looked for, against the value that says it. */
  z.strictObject({
    kind: z.literal('sentinel'),
    function: name.exactOptional(),
    declared: text,
    true: z.enum(['all-ones', 'zero', 'either']),
  }),
])

/** One place where a declaration differs from the truth. */
export type Deviation = z.infer<typeof deviationSchema>

/** A deviation of one value: a result, a parameter, a variable, an alias. */
export type SlotDeviation = Extract<Deviation, { readonly kind: 'width' | 'class' | 'passing' }>
export type SlotPlace = SlotDeviation['place']

/** Whether something of a struct deviates, other than the size that the program states. */
export function isLayoutDeviation(
  deviation: Deviation,
): deviation is Extract<Deviation, { readonly kind: 'field' | 'size' }> {
  return deviation.kind === 'field' || deviation.kind === 'size'
}

/** Whether the value of a slot deviates: its width, its class, or how it is handed over. */
export function isSlotDeviation(deviation: Deviation): deviation is SlotDeviation {
  return deviation.kind === 'width' || deviation.kind === 'class' || deviation.kind === 'passing'
}

/** Whether a value is declared with fewer bytes than it has. */
export function isNarrowed(deviation: Deviation): deviation is SlotDeviation {
  return isSlotDeviation(deviation) && deviation.declared.bytes < deviation.true.bytes
}

/** The place of a declaration: what is declared, and where in it. */
export interface DeclaredPlace {
  /** A function, a struct, `variable` or `sentinel`. */
  readonly subject: string
  /** `returns`, a parameter, a field, `size`, `convention` … */
  readonly position: string
}

/** The place of a deviation. */
export function placeOf(deviation: Deviation): DeclaredPlace {
  switch (deviation.kind) {
    case 'width':
    case 'class':
    case 'passing':
    case 'text':
      return placeOfSlot(deviation.place)
    case 'field':
      return { subject: deviation.struct, position: deviation.field }
    case 'size':
      return { subject: deviation.struct, position: 'size' }
    case 'stated-size':
      return { subject: deviation.struct, position: deviation.field }
    case 'convention':
      return { subject: deviation.function, position: 'convention' }
    case 'count':
      return { subject: deviation.function, position: 'parameters' }
    case 'sentinel':
      return { subject: 'sentinel', position: 'INVALID_HANDLE_VALUE' }
    default:
      return deviation satisfies never
  }
}

function placeOfSlot(place: SlotPlace): DeclaredPlace {
  switch (place.at) {
    case 'result':
      return { subject: place.function, position: 'returns' }
    case 'parameter':
    case 'pointee':
      return { subject: place.function, position: place.parameter }
    case 'variable':
    case 'alias':
      return { subject: place.at, position: place.type }
    default:
      return place satisfies never
  }
}

/** A deviation in words: where it is, what was declared and what is true. */
export interface DeviationText extends DeclaredPlace {
  readonly declared: string
  readonly true: string
}

/** A deviation in the words of the reports. */
export function describeDeviation(deviation: Deviation): DeviationText {
  return { ...placeOf(deviation), ...sidesOf(deviation) }
}

type Sides = Pick<DeviationText, 'declared' | 'true'>

function sidesOf(deviation: Deviation): Sides {
  switch (deviation.kind) {
    case 'width':
    case 'class':
    case 'passing':
      return sidesOfSlot(deviation)
    case 'text':
      return {
        declared: `${deviation.declared.type}, ${deviation.declared.bytes} bytes a character`,
        true: `${deviation.true.type}, ${deviation.true.bytes} bytes a character`,
      }
    case 'field': {
      const { declared, true: truth } = deviation
      return {
        declared: `${declared.bytes} bytes at ${declared.offset}`,
        true: `${truth.bytes} bytes at ${truth.offset}`,
      }
    }
    case 'size':
      return { declared: `${deviation.declared} bytes`, true: `${deviation.true} bytes` }
    case 'convention':
      return {
        declared: deviation.declared === 'other' ? 'other' : `__${deviation.declared}`,
        true: `__${deviation.true}`,
      }
    case 'stated-size':
    case 'count':
    case 'sentinel':
      return { declared: String(deviation.declared), true: String(deviation.true) }
    default:
      return deviation satisfies never
  }
}

function sidesOfSlot({ place, declared, true: truth }: SlotDeviation): Sides {
  if (place.at === 'pointee')
    return {
      declared: `${declared.type} *, to ${declared.bytes} bytes`,
      true: `${truth.type} *, to ${truth.bytes} bytes`,
    }
  if (place.at === 'variable')
    return {
      declared: `${declared.type}, ${declared.bytes} bytes`,
      true: `${truth.cType ?? truth.type}, ${truth.bytes} bytes`,
    }
  const type = declared.undeclared ? `undeclared (${declared.type})` : declared.type
  return {
    declared: declared.passing === undefined ? type : `${type}, ${declared.passing}`,
    true: truth.cType === undefined ? truth.type : `${truth.type} (${truth.cType})`,
  }
}
