import { z } from 'zod'
import { deviceKinds } from '../devices/index.ts'
import { kernelIds } from '../result/lane.ts'
import { variableTypes } from '../declare/win32/abi.ts'
import { cTypes, type CType } from '../declare/win32/c-types.ts'
import { constants, type ConstantName } from '../declare/win32/constants.ts'
import { functionNames } from '../declare/win32/functions.ts'
import { structNames } from '../declare/win32/structs.ts'
import { win32Types, type Win32TypeName } from '../declare/win32/types.ts'

/** Addresses as the system assigns them, or all of them above 4 GiB, so that low ones do not hide a cut. */
export const addressPlacements = ['as-they-come', 'above-4gib'] as const

/** The groups of steps in the rows of the matrix. */
export const stepGroups = [
  'open',
  'identify',
  'events',
  'configure',
  'timeouts',
  'mask',
  'purge',
  'write',
  'read',
  'queues',
  'lines',
  'cancel',
  'duplicate',
  'close',
  'registry',
  'enumerate',
  'find',
  'module',
  'heap',
  'process',
] as const

/** The newest version of saved plans this program writes and reads. */
export const planSchemaVersion = 2

/**
 * Upper bounds for a plan. The harness's own plans are far below each of them. The objects together fill less than
 * half of the memory that a child reserves for them (64 KiB), so that a wrong declaration that writes beyond an
 * object stays inside.
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
  // An object whose toString is not a function cannot be printed in the message.
  return z.enum(values, {
    error: ({ input }) =>
      typeof input === 'string'
        ? `unknown ${what} ${JSON.stringify(input.slice(0, 60))}`
        : `the name of a ${what} was expected`,
  })
}

/** Property names of Object.prototype would be found where nobody defined them. */
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

/** An argument of a call, as data. This set is closed: a step that needs another kind is a new feature of the interpreter. */
export const argumentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('null') }),
  /** a number of at most 32 bits, or a negative one that represents a sign-extended constant */
  z.strictObject({ kind: z.literal('number'), value: word }),
  /** constants combined by bitwise or */
  z.strictObject({ kind: z.literal('flags'), names: z.array(constantName).min(1).max(32) }),
  /** the value kept by an earlier step, in the JavaScript form returned by the FFI */
  z.strictObject({ kind: z.literal('variable'), name }),
  /** the address of an object of the plan's memory */
  z.strictObject({ kind: z.literal('address'), of: name }),
  /** the size that the program states for a struct: the declared one, or its constant. Bytes */
  z.strictObject({ kind: z.literal('size-of'), struct: structName }),
])

/** An object in the memory of the child: poisoned before use and fenced on both sides. */
export const memoryObjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('struct'), struct: structName }),
  /** a variable whose address is passed; with its declared width, or that of the ABI for variables of its type */
  z.strictObject({
    kind: z.literal('variable'),
    type: z.enum(variableTypes),
    declared: cType.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('buffer'), bytes: z.int().min(1).max(planLimits.bytes) }),
  /** bytes the program sends, in hexadecimal */
  z.strictObject({ kind: z.literal('bytes'), hex }),
  /** a zero-terminated UTF-16 text */
  z.strictObject({ kind: z.literal('text'), text: z.string().max(planLimits.text) }),
  /** a zero-terminated text of 8-bit characters */
  z.strictObject({ kind: z.literal('ascii'), text: z.string().max(planLimits.text) }),
])

const field = z.string().max(64)
/** A condition after a successful call: its effect, beyond the return value. */
export const checkSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('field'), object: name, field, equals: word }),
  z.strictObject({ kind: z.literal('field-at-least'), object: name, field, atLeast: word }),
  z.strictObject({ kind: z.literal('variable'), object: name, equals: word }),
  z.strictObject({ kind: z.literal('bytes'), object: name, hex }),
  z.strictObject({ kind: z.literal('returned'), equals: word }),
  /** time from the call of another step to the end of this one */
  z.strictObject({ kind: z.literal('waited'), since: stepId, atLeastMs: milliseconds }),
])

/** A value written to memory before the call: to a field of a struct, or a whole variable (field `''`). */
export const assignmentSchema = z.strictObject({ object: name, field, value: argumentSchema })

/** One call with its arguments, as data. */
export const stepSchema = z.strictObject({
  /** Unique within its sequence, kebab-case. */
  id: stepId,
  function: functionName,
  title: shown,
  group: z.enum(stepGroups),
  /** Arguments by the documented parameter names. */
  arguments: z.record(name, argumentSchema),
  assign: z.array(assignmentSchema).max(64).exactOptional(),
  /** The variable that keeps the returned value. */
  keep: name.exactOptional(),
  /** Reads the variable `from` in memory into a variable of the program after the call. */
  load: z.strictObject({ variable: name, from: name }).exactOptional(),
  /** The program checks for the sentinel here and stops where it finds it. */
  opens: z.literal(true).exactOptional(),
  /** Error codes that are the expected result of this call, such as ERROR_IO_PENDING. */
  accept: z.array(word).max(16).exactOptional(),
  /** The call is expected to fail with one of `accept`; success is wrong. */
  mustFail: z.literal(true).exactOptional(),
  /** Steps that must have ended as expected for this one to be meaningful. */
  after: z.array(stepId).max(16).exactOptional(),
  checks: z.array(checkSchema).max(16).exactOptional(),
  /** Objects to record after the call although their addresses are not passed, such as the buffer of an earlier ReadFile. */
  look: z.array(name).max(16).exactOptional(),
  /**
   * Repeat the call until this field has this value, for at most `withinMs`; call only once if the step
   * `unlessDone` has ended as expected.
   */
  until: z
    .strictObject({
      object: name,
      field,
      atLeast: word,
      withinMs: milliseconds,
      unlessDone: stepId.exactOptional(),
    })
    .exactOptional(),
  /** How long the call is intended to wait. */
  waitMs: milliseconds.exactOptional(),
  /** Keep the last error of the previous call; otherwise it is preset before the call. */
  keepLastError: z.literal(true).exactOptional(),
  /** Ends as expected only by the timeouts or purges of a serial port; left out on other devices. */
  serialOnly: z.literal(true).exactOptional(),
})

const slot = {
  type: win32Type,
  declared: cType,
  passing: z.enum(['plain', 'upper-garbage', 'upper-ones', 'double', 'checked-32']),
}
const declaredFunction = z.strictObject({
  convention: z.enum(['__stdcall', '__cdecl']),
  returns: z.strictObject(slot),
  parameters: z.array(z.strictObject({ ...slot, name, variable: cType.exactOptional() })).max(16),
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

/** The schema of a probe resolved for one lane and device. References between its parts are checked in `check-plan.ts`. */
export const planSchema = z.strictObject({
  schemaVersion: z.literal(planSchemaVersion),
  /** The probe, followed by `@device` or `@sequence` where it is not the probe's first. */
  id: z.string().regex(/^[a-z0-9.@-]{1,100}$/, 'the name of a probe was expected'),
  lane: z.string().regex(/^[a-z0-9-]{1,60}$/, 'the name of a lane was expected'),
  pointerBytes: z.union([z.literal(4), z.literal(8)]),
  /** The stack of kernels in the child: `base` is the kernel below the tags; the same as `id` where there are none. */
  kernel: z.strictObject({ id: z.enum(kernelIds), base: z.enum(['native', 'simulated']) }),
  device: z.strictObject({
    kind: oneOf('device', deviceKinds),
    /** The path for CreateFileW, for example `\\\\.\\COM33`; empty where nothing is opened by path. */
    path: z
      .string()
      .regex(
        /^(\\\\\.\\COM[1-9][0-9]{0,2}|\\\\\.\\pipe\\handle-width-[a-z0-9-]{1,40})?$/,
        'a COM port (\\\\.\\COM3), a pipe of this program, or nothing was expected',
      ),
  }),
  /** Where heaps, modules and the plan's own memory are placed. */
  addresses: z.enum(addressPlacements),
  /** The part of the ABI that the steps use. */
  abi: z.strictObject({
    functions: z.partialRecord(functionName, declaredFunction),
    structs: z.partialRecord(structName, declaredStruct),
    variables: z.strictObject({ DWORD: cType, HANDLE: cType, HKEY: cType }),
    sentinel: z.enum(['all-ones', 'uint32-ones', 'zero', 'strict-minus-one', 'unchecked']),
  }),
  memory: z
    .record(name, memoryObjectSchema)
    .refine(
      objects => Object.keys(objects).length <= planLimits.objects,
      `at most ${planLimits.objects} objects were expected`,
    ),
  steps: z.array(stepSchema).min(1).max(planLimits.steps),
  /** The step from which on the system is asked to raise an exception for each invalid handle. */
  strictFrom: name.exactOptional(),
})
