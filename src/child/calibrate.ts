import { koffi } from '../os/koffi.ts'
import type { HelloLine } from '../result/observation.ts'
import { cTypes, type CType } from '../declare/win32/c-types.ts'

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
function widened(type: CType): string {
  let seen = 0n
  const truth = koffi.proto('void', ['uintptr_t'])
  const pointer = koffi.register((value: number | bigint) => {
    seen = BigInt(value)
  }, koffi.pointer(truth))
  const call = koffi.decode(pointer, koffi.proto('void', [type])) as (
    value: number | bigint,
  ) => void
  call(type === 'void *' ? 0xfffffffen : cTypes[type].signed ? -2 : 0xfffffffe)
  koffi.unregister(pointer)
  return `0x${BigInt.asUintN(8 * koffi.sizeof('void *'), seen).toString(16)}`
}

/** Who this process is, and how its FFI widens: measured, not assumed. */
export function calibrate(): Pick<HelloLine, 'environment' | 'calibration'> {
  return {
    environment: {
      node: process.version,
      koffi: koffi.version,
      platform: process.platform,
      arch: process.arch,
    },
    calibration: Object.fromEntries(measured.map(type => [type, widened(type)])),
  }
}
