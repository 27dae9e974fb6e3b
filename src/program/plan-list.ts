import type { Plan, PlanAbi } from './plan.ts'

type Step = Plan['steps'][number]
type DeclaredFunction = NonNullable<PlanAbi['functions'][keyof PlanAbi['functions']]>
type DeclaredStruct = NonNullable<PlanAbi['structs'][keyof PlanAbi['structs']]>
type Positions = Readonly<Record<string, number>>

/** A plan whose steps, functions and structs are positions in the lists that all plans share. */
interface PackedPlan extends Omit<Plan, 'steps' | 'abi'> {
  readonly steps: readonly number[]
  readonly abi: Omit<PlanAbi, 'functions' | 'structs'> & {
    readonly functions: Positions
    readonly structs: Positions
  }
}

interface PlanList {
  readonly steps: readonly Step[]
  readonly functions: readonly DeclaredFunction[]
  readonly structs: readonly DeclaredStruct[]
  readonly plans: readonly PackedPlan[]
}

/** Gives each object the position of its first occurrence. */
function numbering<Item extends object>(): {
  readonly items: readonly Item[]
  at(item: Item): number
} {
  const positions = new Map<Item, number>()
  const items: Item[] = []
  return {
    items,
    at(item) {
      const known = positions.get(item)
      if (known !== undefined) return known
      positions.set(item, items.length)
      return items.push(item) - 1
    },
  }
}

function replaced<From, To>(
  named: Readonly<Record<string, From | undefined>>,
  by: (item: From) => To,
): Record<string, To> {
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, item]) => (item === undefined ? [] : [[name, by(item)]])),
  )
}

/**
 * The JSON text of plans for a child. What plans share as one object, a step or the declaration of a function or
 * struct, is written once: 76 plans of the simulation have 5,300 steps, of which 215 differ.
 */
export function packPlans(plans: readonly Plan[]): string {
  const steps = numbering<Step>()
  const functions = numbering<DeclaredFunction>()
  const structs = numbering<DeclaredStruct>()
  const packed = plans.map((plan): PackedPlan => ({
    ...plan,
    steps: plan.steps.map(steps.at),
    abi: {
      ...plan.abi,
      functions: replaced(plan.abi.functions, functions.at),
      structs: replaced(plan.abi.structs, structs.at),
    },
  }))
  const list: PlanList = {
    steps: steps.items,
    functions: functions.items,
    structs: structs.items,
    plans: packed,
  }
  return JSON.stringify(list)
}

/** The item at a position that `packPlans` wrote. */
function itemOf<Item>(items: readonly Item[]): (at: number) => Item {
  return at => {
    const item = items[at]
    if (item === undefined) throw new Error(`The list of plans has no item ${at}`)
    return item
  }
}

/** The plans that `packPlans` wrote. Not validated: the parent wrote the text for this child. */
export function unpackPlans(text: string): readonly Plan[] {
  const list = JSON.parse(text) as PlanList
  const structs = itemOf(list.structs)
  const functions = itemOf(list.functions)
  return list.plans.map(plan => ({
    ...plan,
    steps: plan.steps.map(itemOf(list.steps)),
    abi: {
      ...plan.abi,
      functions: replaced(plan.abi.functions, functions),
      structs: replaced(plan.abi.structs, structs),
    },
  }))
}
