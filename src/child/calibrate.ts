import { ownPointerBytes, type Callbacks } from '../hosts/host.ts'
import type { HelloLine } from '../result/observation.ts'
import { cTypes, type CType } from '../declare/win32/c-types.ts'
import { ownFfi } from './ffi.ts'

const measured: readonly CType[] = [
  'int32_t',
  'uint32_t',
  'int64_t',
  'uint64_t',
  'intptr_t',
  'uintptr_t',
  'void *',
]

/** What arrives in a slot of pointer width when 0xFFFFFFFE is passed through a declaration of `type`. */
function widened(type: CType, callbacks: Callbacks): string {
  let seen = 0n
  const callee = { convention: '__cdecl', returns: 'void' } as const
  const pointer = callbacks.register({ ...callee, parameters: ['uintptr_t'] }, (value = 0) => {
    seen = BigInt(value)
    return undefined
  })
  const call = callbacks.at(pointer, { ...callee, parameters: [type] })
  call(type === 'void *' ? 0xfffffffen : cTypes[type].signed ? -2 : 0xfffffffe)
  return `0x${BigInt.asUintN(8 * ownPointerBytes, seen).toString(16)}`
}

/** Who this process is, and how its FFI widens: measured, not assumed. */
export function calibrate(): Pick<HelloLine, 'environment' | 'calibration'> {
  const { facts, callbacks } = ownFfi()
  return {
    environment: { ...facts, platform: process.platform, arch: process.arch },
    calibration: callbacks
      ? Object.fromEntries(measured.map(type => [type, widened(type, callbacks)]))
      : {},
  }
}
