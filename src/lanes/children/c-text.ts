import type { SpelledPlan, SpelledStep, SpelledValue } from '../../program/spell-out.ts'

/** Why a function of a plan is not called: the compiler's or linker's message about its declaration. */
export type Refusals = ReadonlyMap<string, string>

type Parameter = SpelledStep['parameters'][number]

const passings: Readonly<Record<Parameter['passing'], string>> = {
  plain: 'PLAIN',
  'upper-ones': 'UPPER_ONES',
  'upper-garbage': 'UPPER_GARBAGE',
  double: 'AS_DOUBLE',
  'checked-32': 'PLAIN',
}

/** Quotes a text in a way that is valid in JSON and C alike. Characters other than printable ASCII become `?`. */
function quoted(text: string): string {
  return JSON.stringify(text.replace(/[^\x20-\x7e]/g, '?')).replaceAll('??', '?\\?')
}

/** A list as a C address: NULL where it is empty, since C has no empty arrays. */
function array(type: string, items: readonly string[]): string {
  return items.length === 0 ? '0' : `(const ${type}[]){${items.join(', ')}}`
}

/** The indexes by which the parts of a plan refer to one another. */
function numbersOf(plan: SpelledPlan) {
  const kept = plan.steps.flatMap(({ keep, load }) => [
    ...(keep === undefined ? [] : [keep]),
    ...(load ? [load.variable] : []),
  ])
  const lists = {
    variable: [...new Set(kept)],
    object: Object.keys(plan.objects),
    step: plan.steps.map(({ id }) => id),
  }
  const find =
    (list: readonly string[]) =>
    (name: string | undefined): number =>
      name === undefined ? -1 : list.indexOf(name)
  return {
    variables: lists.variable.length,
    variable: find(lists.variable),
    object: find(lists.object),
    step: find(lists.step),
  }
}

type Numbers = ReturnType<typeof numbersOf>

function valueText(value: SpelledValue, numbers: Numbers): string {
  if ('variable' in value) return `{VARIABLE, 0, ${numbers.variable(value.variable)}}`
  if ('address' in value) return `{ADDRESS, ${value.address}, ${numbers.object(value.of)}}`
  return `{NUMBER, ${value.number}LL, -1}`
}

/** A prototype as somebody writes it by hand, without including any Windows header. */
function prototypeText({ function: name, convention, returns, parameters }: SpelledStep): string {
  const list = parameters.map(({ declared, name: own }) => `${declared} ${own}`).join(', ')
  return `${returns.declared} ${convention} ${name}(${list || 'void'});`
}

/** The call with its conversions, which are left to the compiler. */
function callText(step: SpelledStep): string {
  const { function: name, returns, parameters } = step
  const given = parameters.map(({ declared }, index) => `(${declared})v[${index}]`).join(', ')
  const wide = returns.signed ? 'int64_t' : 'uint64_t'
  const through = returns.declared === 'void *' ? '(uintptr_t)' : ''
  return returns.declared === 'void'
    ? `static uint64_t call_${name}(const int64_t *v) { ${name}(${given}); return 0; }`
    : `static uint64_t call_${name}(const int64_t *v) { return (uint64_t)(${wide})${through}${name}(${given}); }`
}

const sentinels: Readonly<Record<SpelledPlan['sentinel'], string>> = {
  'all-ones': 'h == (T)-1',
  'uint32-ones': 'h == 0xFFFFFFFF',
  zero: 'h == 0',
  'strict-minus-one': 'h == -1',
  unchecked: '0',
}

/** The program's test for its sentinel, by the rules of C. */
function noticesText({ sentinel }: SpelledPlan, step: SpelledStep): string {
  const { declared } = step.returns
  const type = declared === 'void *' ? 'uintptr_t' : declared === 'void' ? 'int' : declared
  return `static int notices_${step.function}(uint64_t kept) { typedef ${type} T; T h = (T)kept; (void)h; return ${sentinels[sentinel]}; }`
}

function placeText(place: {
  readonly at: number
  readonly width: number
  readonly count?: number
}) {
  return `{${place.at}, ${place.width}, ${place.count ?? 1}}`
}

function failureText({ failure }: SpelledStep): string {
  const kind = failure.isNot === undefined ? (failure.is === undefined ? 'NEVER' : 'IS') : 'IS_NOT'
  const value = failure.isNot ?? failure.is ?? '0'
  return `.failure = ${kind}, .failure_bits = ${failure.bits}, .failure_value = ${value}ull, .needs_error = ${Number(failure.withError === true)}`
}

function stepText(step: SpelledStep, numbers: Numbers, refusals: Refusals): string {
  const refusal = refusals.get(step.function)
  const { load, until } = step
  const names = (list: readonly string[]) => list.map(name => String(numbers.object(name)))
  const lists = [
    [
      'parameter',
      'parameters',
      'struct parameter',
      step.parameters.map(
        one =>
          `{${one.bits}, ${Number(one.signed)}, ${passings[one.passing]}, ${valueText(one.value, numbers)}}`,
      ),
    ],
    [
      'assign',
      'assignments',
      'struct assignment',
      step.assign.map(
        one =>
          `{${placeText(one)}, ${valueText(one.value, numbers)}, ${numbers.object(one.event)}}`,
      ),
    ],
    ['poison', 'poisoned', 'int', names(step.poisoned)],
    ['show', 'shown', 'int', names(step.shown)],
    ['accept', 'accepted', 'uint32_t', step.accept.map(code => `${code >>> 0}u`)],
    ['follows', 'after', 'int', step.after.map(id => String(numbers.step(id)))],
    [
      'handle',
      'handles',
      'struct handle',
      step.handles.map(
        one =>
          `{${quoted(one.position)}, ${one.parameter}, ${numbers.variable(one.variable)}, ${Number(one.position.endsWith('.hEvent'))}}`,
      ),
    ],
  ] as const
  const fields = [
    `.id = ${quoted(step.id)}`,
    refusal === undefined
      ? `.call = call_${step.function}, .notices = notices_${step.function}`
      : `.refused = ${quoted(JSON.stringify(refusal))}`,
    `.is_void = ${Number(step.returns.declared === 'void')}, .bits = ${step.returns.bits}, .extends = ${Number(step.returns.extends)}`,
    ...lists.map(
      ([list, count, type, items]) =>
        `.${list} = ${array(type, items)}, .${count} = ${items.length}`,
    ),
    `.keep = ${numbers.variable(step.keep)}, .load = ${numbers.variable(load?.variable)}, .closes = ${numbers.variable(step.closes)}`,
    ...(load ? [`.load_place = ${placeText(load)}, .load_extends = ${Number(load.signed)}`] : []),
    `.opens = ${Number(step.opens)}, .must_fail = ${Number(step.mustFail)}, .keeps_last_error = ${Number(step.keepLastError)}, .returns_code = ${Number(step.returnsCode)}`,
    `.unless_done = ${numbers.step(until?.unlessDone)}`,
    ...(until
      ? [
          `.repeats = 1, .until_place = ${placeText(until)}, .at_least = ${until.atLeast}LL, .within_ms = ${until.withinMs}`,
        ]
      : []),
    failureText(step),
  ]
  return `{${fields.join(', ')}}`
}

function objectText(name: string, object: SpelledPlan['objects'][string]): string {
  const { at, size, behind, fill, content } = object
  const bytes = content?.match(/../g)?.map(byte => `0x${byte}`) ?? []
  return `{${quoted(name)}, ${at}, ${size}, ${behind}, ${fill}, ${array('uint8_t', bytes)}}`
}

/**
 * A plan as a C file: the prototypes as the plan declares them, a call of each, and the plan as tables.
 * Refused functions are not called; `refusals` says why.
 */
export function planText(plan: SpelledPlan, index: number, refusals: Refusals): string {
  const numbers = numbersOf(plan)
  const called = [...new Map(plan.steps.map(step => [step.function, step])).values()].filter(
    step => !refusals.has(step.function),
  )
  const objects = Object.entries(plan.objects).map(([name, object]) => objectText(name, object))
  return `#include "child.h"
${called.map(prototypeText).join('\n')}
${called.map(callText).join('\n')}
${called.map(step => noticesText(plan, step)).join('\n')}
static const struct object objects[] = {${objects.join(',\n')}};
static const struct step steps[] = {
${plan.steps.map(step => stepText(step, numbers, refusals)).join(',\n')}
};
const struct plan plan_${index} = {.id = ${quoted(plan.id)}, .strict_from = ${plan.strictFrom === undefined ? '0' : quoted(plan.strictFrom)},
  .memory = ${plan.memory.bytes}, .fence = ${plan.memory.fence}, .fence_bytes = ${plan.memory.fenceBytes},
  .event_at = ${plan.event.offset}, .event_bytes = ${plan.event.bytes}, .variables = ${numbers.variables},
  .objects = ${objects.length}, .object = objects, .steps = ${plan.steps.length}, .step = steps};
`
}

/** The file that lists the plans of a child. */
export function listText(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `plan_${index}`)
  return `#include "child.h"
${names.map(name => `extern const struct plan ${name};`).join('\n')}
const struct plan *const plans[] = {${[...names.map(name => `&${name}`), '0'].join(', ')}};
const int plan_count = ${count};
`
}
