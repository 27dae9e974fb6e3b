import type { AbiParameter } from '../declare/win32/abi.ts'
import { bytesOf } from '../declare/win32/c-types.ts'
import { familyIn } from '../declare/win32/handles.ts'
import { win32Type } from '../declare/win32/types.ts'
import { literalOf } from './check-arguments.ts'
import type { Step } from './step.ts'

/** Windows maps nothing below 64 KiB: https://learn.microsoft.com/en-us/windows/win32/memory/4-gigabyte-tuning */
const firstAddress = 0x10000

/** The 32-bit words that a caller pushes for an argument; `undefined` for those that a plan cannot choose. */
function wordsOf(step: Step, parameter: AbiParameter): (number | undefined)[] {
  const argument = step.arguments[parameter.name] ?? { kind: 'null' }
  const value = literalOf(argument)
  const low = value === undefined ? undefined : value >>> 0
  if (bytesOf(parameter.declared, 4) <= 4) return [low]
  return [low, value === undefined ? undefined : value < 0 ? 0xffffffff : 0]
}

function isAddress(step: Step, parameter: AbiParameter): boolean {
  const family = familyIn(step.function, parameter.type)
  return (
    family === 'pointer-like' || (family === undefined && win32Type(parameter.type).c === 'void *')
  )
}

/**
 * On ia32 a parameter that is declared too wide shifts the later ones. Returns the address parameter that would
 * then receive a number from the plan; `undefined` where there is none.
 */
export function movedAddress(step: Step, declared: readonly AbiParameter[]): string | undefined {
  const words = declared.flatMap(parameter => wordsOf(step, parameter))
  const moved = declared.find(
    (parameter, index) => isAddress(step, parameter) && (words[index] ?? 0) >= firstAddress,
  )
  return moved?.name
}
