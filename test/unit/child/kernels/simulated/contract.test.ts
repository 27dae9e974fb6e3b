import t from 'tap'
import { trueAbi } from '../../../../../src/declare/win32/abi.ts'
import {
  functionNames,
  prototypeOf,
  type FunctionName,
} from '../../../../../src/declare/win32/functions.ts'
import { familyIn } from '../../../../../src/declare/win32/handles.ts'
import { failureValue, saysFailure } from '../../../../../src/declare/win32/success.ts'
import { win32Type } from '../../../../../src/declare/win32/types.ts'
import {
  simulate,
  untouched,
  type Simulation,
} from '../../../../support/child/kernels/simulated/simulation.ts'

const widths = [8, 4] as const

/** Values for a call with a handle that names nothing and addresses that hold something. */
function valuesWith(simulation: Simulation, name: FunctionName, handle: bigint): bigint[] {
  return Object.values(prototypeOf(name).parameters).map(type => {
    if (familyIn(name, type) !== undefined) return handle
    return win32Type(type).c === 'void *' ? simulation.bytes(Buffer.alloc(700)) : 0n
  })
}

function takesFamily(name: FunctionName, ...families: readonly string[]): boolean {
  return Object.values(prototypeOf(name).parameters).some(type =>
    families.includes(familyIn(name, type) ?? ''),
  )
}

/** CreateFileW takes a template and looks at it only where it creates a file. GetOverlappedResult asks the OVERLAPPED alone. */
const indifferent: readonly FunctionName[] = ['CreateFileW', 'GetOverlappedResult']
const handleTakers = functionNames.filter(
  name => takesFamily(name, 'kernel', 'registry') && !indifferent.includes(name),
)

/** The escape code that is checked before the handle is 0. */
function valuesFor(simulation: Simulation, name: FunctionName, handle: bigint): bigint[] {
  const values = valuesWith(simulation, name, handle)
  return name === 'EscapeCommFunction' ? [handle, 3n] : values
}

for (const pointerBytes of widths) {
  t.test(
    `every function of the tables answers, with pointers of ${pointerBytes} bytes`,
    async t => {
      for (const name of functionNames) {
        if (takesFamily(name, 'pointer-like')) continue
        const simulation = simulate({ pointerBytes })
        t.doesNotThrow(
          () => simulation.kernel.call(name, valuesFor(simulation, name, 0x7770n)),
          name,
        )
      }
    },
  )

  t.test(
    `every function refuses a handle that names nothing with 6, with pointers of ${pointerBytes} bytes`,
    async t => {
      const wrong = [
        0n,
        0x7770n,
        ...(pointerBytes === 8 ? [0x5eed0bad000000d0n, 0xffffffff000000d0n] : []),
      ]
      for (const name of handleTakers) {
        for (const handle of wrong) {
          const simulation = simulate({ pointerBytes })
          simulation.call('CreateEventW', {})
          simulation.kernel.preset(untouched)
          const returned = simulation.kernel.call(name, valuesFor(simulation, name, handle))
          if (name === 'RegCloseKey' && handle >= 0x80000000n) continue
          t.equal(
            returned,
            failureValue(name, pointerBytes),
            `${name}(0x${handle.toString(16)}) returns its failure`,
          )
          const code =
            prototypeOf(name).failure === 'returns-code'
              ? Number(returned)
              : simulation.kernel.lastError()
          t.equal(code, 6, `${name}(0x${handle.toString(16)}) says 6`)
        }
      }
    },
  )

  t.test(
    `every function is callable through the FFI with true declarations, with pointers of ${pointerBytes} bytes`,
    async t => {
      for (const name of handleTakers) {
        const simulation = simulate({ pointerBytes })
        simulation.kernel.preset(untouched)
        const foreign = simulation.kernel.bind(name, trueAbi.functions[name])
        const returned = foreign(
          ...valuesFor(simulation, name, 0x7770n).map((value, index) =>
            trueAbi.functions[name].parameters[index]?.declared === 'void *'
              ? value
              : Number(value),
          ),
        )
        const { declared } = trueAbi.functions[name].returns
        t.ok(
          saysFailure(
            name,
            BigInt(returned ?? 0),
            declared,
            pointerBytes,
            simulation.kernel.lastError(),
          ),
          name,
        )
      }
    },
  )
}
