import type { EndLine, RecordedHandle } from '../result/observation.ts'
import { trueAbi } from '../declare/win32/abi.ts'
import type { FunctionName } from '../declare/win32/functions.ts'
import { prototypeOf } from '../declare/win32/functions.ts'
import { familyIn } from '../declare/win32/handles.ts'
import { layoutOf } from '../declare/win32/layout.ts'
import type { Step } from '../program/step.ts'
import type { KnownHandle, History } from './history.ts'
import type { Kernel } from './kernels/kernel.ts'
import { readUnsigned } from './memory.ts'

function hex(value: bigint): string {
  return `0x${value.toString(16)}`
}

interface Handle {
  readonly position: string
  readonly passed: bigint
  readonly known: KnownHandle | undefined
  readonly meant?: bigint
}

function describe(kernel: Kernel, { position, passed, known, meant }: Handle): RecordedHandle {
  const truth = known?.true
  const facts = kernel.inspect(truth ?? passed)
  return {
    position,
    passed: hex(passed),
    alive: facts.alive,
    passedAlive:
      truth === passed || truth === undefined ? facts.alive : kernel.inspect(passed).alive,
    fileType: facts.fileType,
    ...(truth === undefined ? {} : { true: hex(truth) }),
    ...(known === undefined ? {} : { openedBy: known.openedBy }),
    ...(known?.openFailedWith === undefined ? {} : { openFailedWith: known.openFailedWith }),
    ...(known?.closedBy === undefined ? {} : { closedBy: known.closedBy }),
    ...(meant === undefined ? {} : { meant: hex(meant) }),
  }
}

/** The event handle as the callee reads it: at its true offset in the OVERLAPPED at `address`. */
function eventAt(kernel: Kernel, address: bigint): bigint | undefined {
  const place = layoutOf(trueAbi.structs.OVERLAPPED, kernel.pointerBytes).fields['hEvent']
  const offset = address - kernel.memory.base
  if (
    !place ||
    offset < 0n ||
    offset + BigInt(place.offset + place.bytes) > BigInt(kernel.memory.bytes.length)
  )
    return undefined
  return readUnsigned(kernel.memory, Number(offset) + place.offset, place.bytes)
}

function variableOf(step: Step, parameter: string): string | undefined {
  const argument = step.arguments[parameter]
  return argument?.kind === 'variable' ? argument.name : undefined
}

function eventHandle(
  kernel: Kernel,
  history: History,
  position: string,
  address: bigint,
  meant: bigint | undefined,
): Handle[] {
  const passed = eventAt(kernel, address)
  if (address === 0n || passed === undefined) return []
  const known =
    history.byTrueValue(passed) ?? (meant === undefined ? undefined : history.byTrueValue(meant))
  return [
    {
      position: `${position}.hEvent`,
      passed,
      known,
      ...(meant === undefined ? {} : { meant }),
    },
  ]
}

/** The handles passed to a call, each with what the callee saw and the handle's history. */
export function gatherEvidence(
  kernel: Kernel,
  history: History,
  step: Step,
  received: readonly bigint[],
  meantEvent: bigint | undefined,
): NonNullable<EndLine['evidence']> {
  const name: FunctionName = step.function
  const handles = Object.entries(prototypeOf(name).parameters).flatMap(
    ([position, type], index): Handle[] => {
      const passed = received[index] ?? 0n
      if (type === 'LPOVERLAPPED') return eventHandle(kernel, history, position, passed, meantEvent)
      if (familyIn(name, type) === undefined) return []
      const variable = variableOf(step, position)
      return [
        { position, passed, known: variable === undefined ? undefined : history.of(variable) },
      ]
    },
  )
  return { handles: handles.map(handle => describe(kernel, handle)) }
}
