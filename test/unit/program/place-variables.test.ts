import t from 'tap'
import { placeVariables } from '../../../src/program/place-variables.ts'
import { serial } from '../../../src/program/sequences/serial/index.ts'
import { trueAbi, type Abi } from '../../../src/declare/win32/abi.ts'
import type { CType } from '../../../src/declare/win32/c-types.ts'
import type { FunctionName } from '../../../src/declare/win32/functions.ts'

function withCell(abi: Abi, name: FunctionName, parameter: string, cell: CType): Abi {
  const declared = abi.functions[name]
  return {
    ...abi,
    functions: {
      ...abi.functions,
      [name]: {
        ...declared,
        parameters: declared.parameters.map(one =>
          one.name === parameter ? { ...one, variable: cell } : one,
        ),
      },
    },
  }
}

t.test('placeCells() leaves a sequence alone where no variable is declared apart', async t => {
  const { memory, steps } = placeVariables(trueAbi, serial.memory, serial.steps)
  t.same(memory, serial.memory)
  t.ok(steps.every((step, index) => step === serial.steps[index]))
})

t.test(
  'placeCells() gives a function variables of its own, and every look at them follows',
  async t => {
    const { memory, steps } = placeVariables(
      withCell(trueAbi, 'ReadFile', 'lpNumberOfBytesRead', 'uint16_t'),
      serial.memory,
      serial.steps,
    )
    t.same(memory['transferred16'], { kind: 'variable', type: 'DWORD', declared: 'uint16_t' })
    for (const step of steps) {
      const addressed = Object.values(step.arguments).flatMap(argument =>
        argument.kind === 'address' ? [argument.of] : [],
      )
      t.equal(addressed.includes('transferred16'), step.function === 'ReadFile', step.id)
      const checked = (step.checks ?? []).flatMap(check =>
        'object' in check && check.object.startsWith('transferred') ? [check.object] : [],
      )
      t.ok(
        checked.every(object => addressed.includes(object)),
        `${step.id} checks the variable that it passes`,
      )
    }
    t.ok(
      steps.some(
        step =>
          step.function === 'ReadFile' &&
          step.checks?.some(check => 'object' in check && check.object === 'transferred16'),
      ),
      'there is such a check',
    )
  },
)

t.test(
  'placeCells() keeps variables of different types apart, and those of one type together',
  async t => {
    const abi = withCell(
      withCell(
        withCell(trueAbi, 'ReadFile', 'lpNumberOfBytesRead', 'uint16_t'),
        'GetOverlappedResult',
        'lpNumberOfBytesTransferred',
        'uint16_t',
      ),
      'WriteFile',
      'lpNumberOfBytesWritten',
      'uintptr_t',
    )
    const { memory } = placeVariables(abi, serial.memory, serial.steps)
    t.same(
      Object.keys(memory)
        .filter(name => !Object.hasOwn(serial.memory, name))
        .sort(),
      ['transferred16', 'transferredPointer'],
    )
  },
)
