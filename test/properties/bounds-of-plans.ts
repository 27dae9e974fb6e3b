import { ok } from 'node:assert/strict'
import type { PlanVocabulary } from '../../src/program/check-plan.ts'
import type { Plan } from '../../src/program/plan.ts'
import type { Argument, Step } from '../../src/program/step.ts'
import { prototypeOf } from '../../src/declare/win32/functions.ts'
import { win32Type } from '../../src/declare/win32/types.ts'

function checkText(plan: Plan, name: string, text: string, vocabulary: PlanVocabulary): void {
  if (name === 'path') ok(text === plan.device.path, 'the path is that of the device')
  else ok(vocabulary.texts.has(text), `${JSON.stringify(text)} is a text of a probe`)
}

function checkPath({ device }: Plan): void {
  const isPort = device.path.startsWith('\\\\.\\COM') && Number(device.path.slice(7)) < 1000
  ok(
    device.path === '' || isPort || device.path.startsWith('\\\\.\\pipe\\handle-width-'),
    device.path,
  )
  ok(!/[\u0000-\u001f/:*?]|\.\.|\\\\.*\\\\/.test(device.path), device.path)
}

function checkArgument(plan: Plan, step: Step, parameter: string, argument: Argument): void {
  const place = `${step.id} ${parameter}`
  ok(['null', 'number', 'flags', 'variable', 'address', 'size-of'].includes(argument.kind), place)
  const type = Object.entries(prototypeOf(step.function).parameters).find(
    ([name]) => name === parameter,
  )?.[1]
  ok(type, `${place} is a parameter`)
  if (argument.kind === 'address')
    ok(Object.hasOwn(plan.memory, argument.of), `${place} is in the memory of the plan`)
  if (argument.kind === 'number' || argument.kind === 'flags')
    ok(
      win32Type(type).c !== 'void *' || type === 'HKEY',
      `${place} is no address of the plan's choice`,
    )
}

function checkStep(plan: Plan, step: Step, vocabulary: PlanVocabulary): void {
  ok(vocabulary.functions.has(step.function), step.function)
  for (const [parameter, argument] of Object.entries(step.arguments))
    checkArgument(plan, step, parameter, argument)
  const path = step.arguments['lpFileName']
  if (step.function === 'CreateFileW')
    ok(path?.kind === 'address' && path.of === 'path', 'it opens its device')
  for (const wait of [step.waitMs ?? 0, step.until?.withinMs ?? 0])
    ok(wait >= 0 && wait <= 10_000, 'it waits for seconds')
}

/** What an accepted plan can do, looked at from the other side: written without the code that accepts it. Throws where it can do more. */
export function withinBounds(plan: Plan, vocabulary: PlanVocabulary): void {
  checkPath(plan)
  for (const [name, object] of Object.entries(plan.memory)) {
    ok(!Object.hasOwn(Object.prototype, name), `${name} is no name of every object`)
    if (object.kind === 'text' || object.kind === 'ascii')
      checkText(plan, name, object.text, vocabulary)
    if (object.kind === 'buffer') ok(object.bytes <= 4096)
  }
  ok(plan.steps.length <= 500)
  for (const step of plan.steps) checkStep(plan, step, vocabulary)
}
