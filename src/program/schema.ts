import { z } from 'zod'
import { cTypes, type CType } from '../declare/win32/c-types.ts'
import { constants, type ConstantName } from '../declare/win32/constants.ts'
import { functionNames } from '../declare/win32/functions.ts'
import { structNames } from '../declare/win32/structs.ts'
import { win32Types, type Win32TypeName } from '../declare/win32/types.ts'
import { addressPlacements, deviceKinds, kernelIds, type Plan } from './plan.ts'
import { stepGroups, type Argument, type Check, type MemoryObject, type Step } from './step.ts'

/** The newest version of saved plans this program writes and reads. */
export const planSchemaVersion = 1

/**
 * The most a plan may hold. The largest of the harness's own is far below each of them; together its
 * objects fill less than half of the memory that a child sets aside for them (64 KiB), so that what a
 * wrong declaration writes behind an object stays inside.
 */
export const planLimits = {
  steps: 500,
  objects: 100,
  bytes: 4096,
  text: 260,
  title: 300,
  milliseconds: 10_000,
  memory: 32 * 1024,
} as const

function oneOf<const T extends string>(
  what: string,
  values: readonly T[],
): z.ZodEnum<{ [K in T]: K }> {
  // What is no text may have no text either: an object whose toString is a number.
  return z.enum(values, {
    error: ({ input }) =>
      typeof input === 'string'
        ? `unknown ${what} ${JSON.stringify(input.slice(0, 60))}`
        : `the name of a ${what} was expected`,
  })
}

/** Names that every object has would be found where nobody put them. */
function isOwnName(text: string): boolean {
  return !Object.hasOwn(Object.prototype, text)
}

const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]{0,63}$/, 'a name of letters and digits was expected')
  .refine(isOwnName, 'a name that is not one of every object was expected')
const stepId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,79}$/, 'a name of small letters, digits and hyphens was expected')
const shown = z.string().max(planLimits.title)
const word = z.int().min(-0x80000000).max(0xffffffff)
const milliseconds = z.int().min(0).max(planLimits.milliseconds)
const hex = z
  .string()
  .max(2 * planLimits.bytes)
  .regex(/^([0-9a-f]{2})*$/, 'bytes in hexadecimal were expected')

const cType = oneOf('C type', Object.keys(cTypes) as CType[])
const win32Type = oneOf('Win32 type', Object.keys(win32Types) as Win32TypeName[])
const structName = oneOf('struct', structNames)
const functionName = oneOf('function', functionNames)
const constantName = oneOf('constant', Object.keys(constants) as ConstantName[])

const argument = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('null') }),
  z.strictObject({ kind: z.literal('number'), value: word }),
  z.strictObject({ kind: z.literal('flags'), names: z.array(constantName).min(1).max(32) }),
  z.strictObject({ kind: z.literal('variable'), name }),
  z.strictObject({ kind: z.literal('address'), of: name }),
  z.strictObject({ kind: z.literal('size-of'), struct: structName }),
])

const memoryObject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('struct'), struct: structName }),
  z.strictObject({
    kind: z.literal('cell'),
    type: z.enum(['DWORD', 'HANDLE', 'HKEY']),
    declared: cType.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('buffer'), bytes: z.int().min(1).max(planLimits.bytes) }),
  z.strictObject({ kind: z.literal('bytes'), hex }),
  z.strictObject({ kind: z.literal('text'), text: z.string().max(planLimits.text) }),
  z.strictObject({ kind: z.literal('ascii'), text: z.string().max(planLimits.text) }),
])

const field = z.string().max(64)
const check = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('field'), object: name, field, equals: word }),
  z.strictObject({ kind: z.literal('field-at-least'), object: name, field, atLeast: word }),
  z.strictObject({ kind: z.literal('cell'), object: name, equals: word }),
  z.strictObject({ kind: z.literal('bytes'), object: name, hex }),
  z.strictObject({ kind: z.literal('returned'), equals: word }),
  z.strictObject({ kind: z.literal('waited'), since: stepId, atLeastMs: milliseconds }),
])

const step = z.strictObject({
  id: stepId,
  function: functionName,
  title: shown,
  group: z.enum(stepGroups),
  arguments: z.record(name, argument),
  assign: z
    .array(z.strictObject({ object: name, field, value: argument }))
    .max(64)
    .exactOptional(),
  keep: name.exactOptional(),
  load: z.strictObject({ variable: name, from: name }).exactOptional(),
  opens: z.literal(true).exactOptional(),
  accept: z.array(word).max(16).exactOptional(),
  mustFail: z.literal(true).exactOptional(),
  after: z.array(stepId).max(16).exactOptional(),
  checks: z.array(check).max(16).exactOptional(),
  look: z.array(name).max(16).exactOptional(),
  until: z
    .strictObject({
      object: name,
      field,
      atLeast: word,
      withinMs: milliseconds,
      unlessDone: stepId.exactOptional(),
    })
    .exactOptional(),
  waitMs: milliseconds.exactOptional(),
  keepLastError: z.literal(true).exactOptional(),
  serialOnly: z.literal(true).exactOptional(),
})

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
type KeysOf<T> = T extends unknown ? keyof T : never

// What a plan gets anew has to get its place here: otherwise these lines do not compile.
true satisfies Same<keyof z.infer<typeof step>, keyof Step>
true satisfies Same<z.infer<typeof argument>['kind'], Argument['kind']>
true satisfies Same<KeysOf<z.infer<typeof check>>, KeysOf<Check>>
true satisfies Same<z.infer<typeof memoryObject>['kind'], MemoryObject['kind']>
true satisfies Same<KeysOf<z.infer<typeof memoryObject>>, KeysOf<MemoryObject>>

const slot = {
  type: win32Type,
  declared: cType,
  passing: z.enum(['plain', 'upper-garbage', 'upper-ones', 'double', 'checked-32']),
}
const declaredFunction = z.strictObject({
  convention: z.enum(['__stdcall', '__cdecl']),
  returns: z.strictObject(slot),
  parameters: z.array(z.strictObject({ ...slot, name, cell: cType.exactOptional() })).max(16),
})

const declaredField = z.strictObject({
  name,
  type: win32Type,
  declared: cType,
  count: z.int().min(1).max(planLimits.text).exactOptional(),
  offset: z.int().min(0).max(planLimits.bytes).exactOptional(),
})
const declaredStruct = z.strictObject({
  members: z
    .array(
      z.union([
        declaredField,
        z.strictObject({ union: z.array(z.array(declaredField).max(8)).max(8) }),
      ]),
    )
    .max(64),
  packedOn32Bits: z.boolean(),
  size: z.int().min(1).max(planLimits.bytes).exactOptional(),
  statedSize: z.int().min(0).max(0xffff).exactOptional(),
  initially: z.enum(['leftovers', 'zeros']),
  behind: z.enum(['leftovers', 'zeros']),
})

/** A saved plan: the form of it. What its parts may say of one another is the matter of `check-plan.ts`. */
export const planSchema = z.strictObject({
  schemaVersion: z.literal(planSchemaVersion),
  id: z.string().regex(/^[a-z0-9.@-]{1,100}$/, 'the name of a probe was expected'),
  lane: z.string().regex(/^[a-z0-9-]{1,60}$/, 'the name of a lane was expected'),
  pointerBytes: z.union([z.literal(4), z.literal(8)]),
  kernel: z.strictObject({ id: z.enum(kernelIds), base: z.enum(['native', 'simulated']) }),
  device: z.strictObject({
    kind: oneOf('device', deviceKinds),
    path: z
      .string()
      .regex(
        /^(\\\\\.\\COM[1-9][0-9]{0,2}|\\\\\.\\pipe\\handle-width-[a-z0-9-]{1,40})?$/,
        'a COM port (\\\\.\\COM3), a pipe of this program, or nothing was expected',
      ),
  }),
  addresses: z.enum(addressPlacements),
  abi: z.strictObject({
    functions: z.partialRecord(functionName, declaredFunction),
    structs: z.partialRecord(structName, declaredStruct),
    cells: z.strictObject({ DWORD: cType, HANDLE: cType, HKEY: cType }),
    sentinel: z.enum(['all-ones', 'uint32-ones', 'zero', 'strict-minus-one', 'unchecked']),
  }),
  memory: z
    .record(name, memoryObject)
    .refine(
      objects => Object.keys(objects).length <= planLimits.objects,
      `at most ${planLimits.objects} objects were expected`,
    ),
  steps: z.array(step).min(1).max(planLimits.steps),
  strictFrom: name.exactOptional(),
})

true satisfies Same<keyof z.infer<typeof planSchema>, keyof Plan>
