import { koffi } from '../../../os/koffi.ts'
import type { Architecture } from '../../../declare/win32/architecture.ts'

/** https://learn.microsoft.com/en-us/windows/win32/sysinfo/image-file-machine-constants */
const machines: Readonly<Record<number, Architecture>> = {
  0x014c: 'ia32',
  0x8664: 'x64',
  0xaa64: 'arm64',
}
const currentProcess = -1

/**
 * The architecture of this Windows machine as IsWow64Process2 reports it. `undefined` on another system, on a
 * Windows older than 10 (1709), or for an unsupported processor. An emulated x64 process on arm64 finds AMD64 in
 * its environment; only this function tells the truth there
 * (https://learn.microsoft.com/en-us/windows/win32/api/wow64apiset/nf-wow64apiset-iswow64process2).
 */
export function nativeMachine(): Architecture | undefined {
  if (process.platform !== 'win32') return undefined
  try {
    const ask = koffi
      .load('kernel32.dll')
      .func('__stdcall', 'IsWow64Process2', 'int', [
        'intptr_t',
        koffi.out('uint16_t *'),
        koffi.out('uint16_t *'),
      ])
    const [own, native] = [[0], [0]]
    return ask(currentProcess, own, native) === 0 ? undefined : machines[native[0] ?? 0]
  } catch {
    return undefined
  }
}
