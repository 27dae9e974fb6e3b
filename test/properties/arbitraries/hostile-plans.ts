import fc from 'fast-check'
import type { Plan } from '../../../src/program/plan.ts'
import type { Argument, Step } from '../../../src/program/step.ts'
import { functionNames, prototypeOf } from '../../../src/declare/win32/functions.ts'
import { familyIn } from '../../../src/declare/win32/handles.ts'
import { win32Type } from '../../../src/declare/win32/types.ts'
import { deviceName } from './device-names.ts'
import { hostileText } from './hostile.ts'
import { smallPlans, vocabulary } from './plans.ts'

/** A plan with one place that asks for too much. */
export interface HostilePlan {
  readonly title: string
  readonly text: string
  /** Where the refusal has to point. */
  readonly place: string
}

/** One place of a plan put otherwise; `undefined` where the plan has no such place. */
type Hostile = (
  plan: Plan,
  random: Random,
) => { readonly changed: object; readonly place: string } | undefined

/** Numbers and texts for a change. */
interface Random {
  readonly at: number
  readonly number: number
  readonly text: string
  readonly device: string
}

function pick<T>(items: readonly T[], at: number): T | undefined {
  return items[at % Math.max(1, items.length)]
}

interface Slot {
  readonly index: number
  readonly step: Step
  readonly parameter: string
}

function slots(plan: Plan, fits: (step: Step, parameter: string) => boolean): Slot[] {
  return plan.steps.flatMap((step, index) =>
    Object.keys(step.arguments)
      .filter(parameter => fits(step, parameter))
      .map(parameter => ({ index, step, parameter })),
  )
}

function typeOf(step: Step, parameter: string): string {
  return (
    Object.entries(prototypeOf(step.function).parameters).find(
      ([name]) => name === parameter,
    )?.[1] ?? ''
  )
}

function isHandle(step: Step, parameter: string): boolean {
  const type = Object.values(prototypeOf(step.function).parameters).find(
    one => one === typeOf(step, parameter),
  )
  return type !== undefined && familyIn(step.function, type) !== undefined
}

function isAddress(step: Step, parameter: string): boolean {
  const type = Object.values(prototypeOf(step.function).parameters).find(
    one => one === typeOf(step, parameter),
  )
  return type !== undefined && !isHandle(step, parameter) && win32Type(type).c === 'void *'
}

function withStep(plan: Plan, index: number, more: object): object {
  return {
    ...plan,
    steps: plan.steps.map((step, at) => (at === index ? { ...step, ...more } : step)),
  }
}

function withArgument(
  plan: Plan,
  { index, step, parameter }: Slot,
  argument: object,
): { readonly changed: object; readonly place: string } {
  return {
    changed: withStep(plan, index, { arguments: { ...step.arguments, [parameter]: argument } }),
    place: `steps[${index}].arguments.${parameter}`,
  }
}

function argumentOtherwise(
  fits: (step: Step, parameter: string) => boolean,
  argument: (random: Random, given: Argument | undefined) => object,
): Hostile {
  return (plan, random) => {
    const slot = pick(slots(plan, fits), random.at)
    return slot && withArgument(plan, slot, argument(random, slot.step.arguments[slot.parameter]))
  }
}

function stepOtherwise(
  more: (random: Random, step: Step) => object | undefined,
  where: string,
): Hostile {
  return (plan, random) => {
    const index = random.at % plan.steps.length
    const step = plan.steps[index]
    const change = step && more(random, step)
    return change && { changed: withStep(plan, index, change), place: `steps[${index}].${where}` }
  }
}

const strange = functionNames.filter(name => !vocabulary.functions.has(name))
const anyParameter = (): boolean => true

const kinds: Readonly<Record<string, Hostile>> = {
  'a function that is none': stepOtherwise(
    ({ text }) => (functionNames.some(name => name === text) ? undefined : { function: text }),
    'function',
  ),
  'a function that no probe calls': stepOtherwise(
    ({ at }) => ({ function: pick(strange, at) ?? 'WinExec' }),
    'function',
  ),
  'a number for an address': argumentOtherwise(isAddress, ({ number }) => ({
    kind: 'number',
    value: number,
  })),
  'constants for an address': argumentOtherwise(isAddress, () => ({
    kind: 'flags',
    names: ['GENERIC_READ'],
  })),
  'a size for an address': argumentOtherwise(isAddress, () => ({
    kind: 'size-of',
    struct: 'OVERLAPPED',
  })),
  'a variable for an address': argumentOtherwise(isAddress, () => ({
    kind: 'variable',
    name: 'port',
  })),
  'a number for a handle': argumentOtherwise(
    (step, parameter) => isHandle(step, parameter) && typeOf(step, parameter) !== 'HKEY',
    ({ number }) => ({ kind: 'number', value: number }),
  ),
  'an address for a handle': argumentOtherwise(isHandle, () => ({ kind: 'address', of: 'path' })),
  'a variable that nobody kept': argumentOtherwise(isHandle, () => ({
    kind: 'variable',
    name: 'nobodyKeptThis',
  })),
  'an object that is not there': argumentOtherwise(isAddress, () => ({
    kind: 'address',
    of: 'nothingHere',
  })),
  'a name of every object': argumentOtherwise(isAddress, ({ at }) => ({
    kind: 'address',
    of: pick(['constructor', 'toString', 'valueOf'], at),
  })),
  'a form of argument that there is not': argumentOtherwise(anyParameter, ({ at }) => ({
    kind: pick(['pointer', 'string', 'callback', 'library', 'expression', 'raw'], at),
    value: 4198400,
  })),
  'an argument with more to it': argumentOtherwise(anyParameter, (_, given) => ({
    ...given,
    offset: 64,
  })),
  'a number with more than 32 bits': argumentOtherwise(
    (step, parameter) => !isHandle(step, parameter) && !isAddress(step, parameter),
    ({ number }) => ({ kind: 'number', value: 2 ** 32 + number }),
  ),
  'another device': (plan, { device }) =>
    /^\\\\\.\\(COM[1-9][0-9]{0,2}|pipe\\handle-width-[a-z0-9-]{1,40})$|^$/.test(device)
      ? undefined
      : { changed: { ...plan, device: { ...plan.device, path: device } }, place: 'device.path' },
  'another kind of device': (plan, { text }) => ({
    changed: { ...plan, device: { ...plan.device, kind: `${text}!` } },
    place: 'device.kind',
  }),
  "another path than the device's": (plan, { device }) =>
    'path' in plan.memory && device !== plan.device.path && device.length <= 260
      ? {
          changed: { ...plan, memory: { ...plan.memory, path: { kind: 'text', text: device } } },
          place: 'memory.path',
        }
      : undefined,
  'a text of its own': (plan, { text, at }) =>
    vocabulary.texts.has(text) || text.length > 260
      ? undefined
      : {
          changed: {
            ...plan,
            memory: { ...plan.memory, mine: { kind: at % 2 === 0 ? 'text' : 'ascii', text } },
          },
          place: 'memory.mine',
        },
  'a second path': argumentOtherwise(
    (step, parameter) => step.function === 'CreateFileW' && parameter === 'lpFileName',
    () => ({ kind: 'address', of: 'payload' }),
  ),
  'a buffer too large': (plan, { number }) => ({
    changed: {
      ...plan,
      memory: { ...plan.memory, large: { kind: 'buffer', bytes: 4097 + number } },
    },
    place: 'memory.large',
  }),
  'a struct too large': (plan, { number, at }) => {
    const name = pick(Object.keys(plan.abi.structs), at)
    const declared =
      name === undefined
        ? undefined
        : Object.entries(plan.abi.structs).find(([one]) => one === name)?.[1]
    return (
      declared && {
        changed: {
          ...plan,
          abi: {
            ...plan.abi,
            structs: {
              ...plan.abi.structs,
              [name ?? '']: {
                ...declared,
                members: declared.members.map((member, index) =>
                  index === 0 ? { ...member, count: 261 + number } : member,
                ),
              },
            },
          },
        },
        place: `abi.structs.${name}`,
      }
    )
  },
  'a library beside a function': (plan, { at, text }) => {
    const name = pick(Object.keys(plan.abi.functions), at) ?? ''
    const declared = Object.entries(plan.abi.functions).find(([one]) => one === name)?.[1]
    return {
      changed: {
        ...plan,
        abi: {
          ...plan.abi,
          functions: { ...plan.abi.functions, [name]: { ...declared, library: text } },
        },
      },
      place: `abi.functions.${name}`,
    }
  },
  'a type that there is not': (plan, { at }) => {
    const name = pick(Object.keys(plan.abi.functions), at) ?? ''
    const declared = Object.entries(plan.abi.functions).find(([one]) => one === name)?.[1]
    return {
      changed: {
        ...plan,
        abi: {
          ...plan.abi,
          functions: {
            ...plan.abi.functions,
            [name]: {
              ...declared,
              returns: {
                ...declared?.returns,
                declared: pick(
                  ['char *', 'str16', 'void (*)(int)', '_Inout_ void **', 'disposable'],
                  at,
                ),
              },
            },
          },
        },
      },
      place: `abi.functions.${name}.returns.declared`,
    }
  },
  'a parameter more': stepOtherwise(
    (_, step) => ({ arguments: { ...step.arguments, lpMore: { kind: 'null' } } }),
    'arguments',
  ),
  'a step with more to it': (plan, { text, at }) => ({
    changed: withStep(plan, at % plan.steps.length, { execute: text }),
    place: `steps[${at % plan.steps.length}]`,
  }),
  'a step called as an earlier one': (plan, { at }) => {
    const index = 1 + (at % (plan.steps.length - 1))
    return {
      changed: withStep(plan, index, { id: plan.steps[0]?.id }),
      place: `steps[${index}].there are two steps`,
    }
  },
  'a wait of hours': stepOtherwise(({ number }) => ({ waitMs: 10_001 + number }), 'waitMs'),
  'a repetition of hours': stepOtherwise(
    ({ number }) => ({
      until: { object: 'path', field: '', atLeast: 1, withinMs: 10_001 + number },
    }),
    'until.withinMs',
  ),
  'a repetition unless something there is not': (plan, { at }) => {
    const cell = Object.keys(plan.memory).find(name => plan.memory[name]?.kind === 'variable')
    const index = at % plan.steps.length
    const until = { object: cell, field: '', atLeast: 1, withinMs: 1, unlessDone: 'nowhere' }
    return cell === undefined
      ? undefined
      : {
          changed: withStep(plan, index, { until }),
          place: `steps[${index}].until: no earlier step is called 'nowhere'`,
        }
  },
  'a handle out of a cell that the plan fills': (plan, { at }) => {
    const index = at % plan.steps.length
    const changed = {
      ...plan,
      memory: { ...plan.memory, own: { kind: 'variable', type: 'HANDLE' } },
    }
    return {
      changed: withStep(changed as Plan, index, { load: { variable: 'mine', from: 'own' } }),
      place: `steps[${index}].load`,
    }
  },
  'a look at what is not there': stepOtherwise(
    () => ({ look: ['nothingHere'] }),
    'there is no memory object',
  ),
  'a value into what is not there': stepOtherwise(
    () => ({ assign: [{ object: 'path', field: 'hEvent', value: { kind: 'number', value: 1 } }] }),
    'assign[0]',
  ),
  'a plan with more to it': (plan, { text }) => ({
    changed: { ...plan, environment: { PATH: text } },
    place: 'the top level',
  }),
  'a lane with a path in it': (plan, { text }) => ({
    changed: { ...plan, lane: `../${text}` },
    place: 'lane',
  }),
  'a name with a path in it': (plan, { text }) => ({
    changed: { ...plan, id: `../${text}` },
    place: 'id',
  }),
}

/** Every kind of hostile place. */
export const hostileKinds: readonly string[] = Object.keys(kinds)

const random: fc.Arbitrary<Random> = fc.record({
  at: fc.nat(10_000),
  number: fc.integer({ min: 1, max: 0x7fffffff }),
  text: hostileText,
  device: deviceName,
})

/** Plans of every family, each with one hostile place. */
export const hostileChange: fc.Arbitrary<HostilePlan> = fc
  .tuple(fc.constantFrom(...hostileKinds), fc.constantFrom(...smallPlans), random)
  .map(([title, plan, values]) => ({ title, made: kinds[title]?.(plan, values) }))
  .filter(({ made }) => made !== undefined)
  .map(({ title, made }) => ({
    title,
    text: JSON.stringify(made?.changed),
    place: made?.place ?? '',
  }))
