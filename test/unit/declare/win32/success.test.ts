import t from 'tap'
import type { CType } from '../../../../src/declare/win32/c-types.ts'
import {
  functionNames,
  prototypeOf,
  type FunctionName,
} from '../../../../src/declare/win32/functions.ts'
import { failureValue, saysFailure } from '../../../../src/declare/win32/success.ts'
import { win32Type } from '../../../../src/declare/win32/types.ts'

interface Case {
  readonly name: FunctionName
  readonly returned: bigint
  readonly declared: CType
  readonly pointerBytes?: 4 | 8
  readonly lastError?: number
  readonly failed: boolean
}

const cases: readonly Case[] = [
  { name: 'CreateFileW', returned: 0xffffffffffffffffn, declared: 'void *', failed: true },
  { name: 'CreateFileW', returned: -1n, declared: 'int32_t', failed: true },
  { name: 'CreateFileW', returned: 0xffffffffn, declared: 'uint32_t', failed: true },
  { name: 'CreateFileW', returned: 0xffffffffn, declared: 'void *', failed: false },
  { name: 'CreateFileW', returned: 0xffffffffn, declared: 'void *', pointerBytes: 4, failed: true },
  { name: 'CreateFileW', returned: 0n, declared: 'void *', failed: false },
  { name: 'CreateEventW', returned: 0n, declared: 'void *', failed: true },
  { name: 'CreateEventW', returned: 0x100000000n, declared: 'uint32_t', failed: true },
  { name: 'CreateEventW', returned: 0xd0n, declared: 'void *', failed: false },
  { name: 'PurgeComm', returned: 0n, declared: 'int32_t', failed: true },
  { name: 'PurgeComm', returned: 1n, declared: 'int32_t', failed: false },
  { name: 'WaitForSingleObject', returned: -1n, declared: 'int32_t', failed: true },
  { name: 'WaitForSingleObject', returned: 0xffffffffn, declared: 'uint32_t', failed: true },
  { name: 'WaitForSingleObject', returned: 258n, declared: 'uint32_t', failed: false },
  { name: 'WaitForSingleObject', returned: 0n, declared: 'uint32_t', failed: false },
  { name: 'GetFileType', returned: 0n, declared: 'uint32_t', lastError: 6, failed: true },
  { name: 'GetFileType', returned: 0n, declared: 'uint32_t', lastError: 0, failed: false },
  { name: 'GetFileType', returned: 2n, declared: 'uint32_t', lastError: 6, failed: false },
  { name: 'RegOpenKeyExW', returned: 6n, declared: 'int32_t', failed: true },
  { name: 'RegOpenKeyExW', returned: 0n, declared: 'int32_t', lastError: 6, failed: false },
  { name: 'GetCurrentProcess', returned: 0xffffffffffffffffn, declared: 'void *', failed: false },
]

for (const { name, returned, declared, pointerBytes = 8, lastError = 0, failed } of cases) {
  t.test(
    `saysFailure() takes ${returned} from ${name} as ${declared} on ${pointerBytes} bytes after error ${lastError} for ${failed ? 'a failure' : 'no failure'}`,
    async t => {
      t.equal(saysFailure(name, returned, declared, pointerBytes, lastError), failed)
    },
  )
}

t.test(
  'failureValue() is what saysFailure() takes for a failure, for every function that can fail',
  async t => {
    for (const name of functionNames) {
      const { failure, returns } = prototypeOf(name)
      for (const pointerBytes of [4, 8] as const) {
        const said = saysFailure(
          name,
          failureValue(name, pointerBytes),
          win32Type(returns).c,
          pointerBytes,
          6,
        )
        t.equal(said, failure !== 'never', `${name} on ${pointerBytes} bytes`)
      }
    }
  },
)
