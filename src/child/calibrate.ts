import type { HelloLine } from '../result/observation.ts'
import type { CType } from '../declare/win32/c-types.ts'
import { widened } from './arrivals.ts'
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

/** The environment of this process, and how its FFI widens values: measured, not assumed. */
export function calibrate(): Pick<HelloLine, 'environment' | 'calibration'> {
  return {
    environment: { ...ownFfi().facts, platform: process.platform, arch: process.arch },
    calibration: Object.fromEntries(
      measured.flatMap(type => {
        const value = widened(type)
        return value === undefined ? [] : [[type, `0x${value.toString(16)}`]]
      }),
    ),
  }
}
