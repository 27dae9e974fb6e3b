import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wine } from '../../src/lanes/engines/wine.ts'
import { koffi } from '../../src/os/koffi.ts'
import type { NativeKoffi } from '../../src/guard/native.ts'
import { guardHere } from '../support/guard/guarded.ts'
import { makeUser } from '../support/guard/wine-user.ts'

type Load = (path: string | null) => { func(prototype: string): (value: number) => number }

/** Nanoseconds of one call, the best of five rounds of `calls`. */
function measure(call: () => void, calls: number): number {
  const rounds = Array.from({ length: 5 }, () => {
    const start = process.hrtime.bigint()
    for (let count = 0; count < calls; count += 1) call()
    return Number(process.hrtime.bigint() - start) / calls
  })
  return Math.min(...rounds)
}

function compare(title: string, guarded: number, plain: number): string {
  return `  ${title.padEnd(44)} ${guarded.toFixed(0).padStart(6)} ns under the guard, ${plain.toFixed(0).padStart(6)} ns without: ${(guarded / plain).toFixed(2)} times`
}

/** A call through the guard against a plain koffi call, in one invocation each. */
export async function benchGuard(): Promise<string[]> {
  return [
    'guard: a call',
    ...(process.platform === 'win32' ? [] : [onThisMachine()]),
    ...(await underWine()),
  ]
}

function onThisMachine(): string {
  const native: NativeKoffi = { ...(koffi as unknown as NativeKoffi) }
  guardHere(native)
  const path = process.platform === 'darwin' ? 'libSystem.dylib' : 'libc.so.6'
  const [plain, guarded] = [
    koffi.load(path).func('int abs(int)') as (value: number) => number,
    (native['load'] as Load)(path).func('int abs(int)'),
  ]
  return compare(
    'abs of libc, no handle',
    measure(() => {
      guarded(-1)
    }, 300_000),
    measure(() => {
      plain(-1)
    }, 300_000),
  )
}

async function underWine(): Promise<string[]> {
  const x64 = await wine.prepare('x64', () => undefined)
  if (!x64.ready) return [`  under Wine: not measured: ${x64.reason}`]
  const folder = mkdtempSync(join(tmpdir(), 'handle-width-bench-'))
  try {
    const user = makeUser(folder, { x64 })
    const time = async (guard: boolean): Promise<Record<string, number>> =>
      JSON.parse((await user.run('x64', { guard }, 'bench.mjs', '20000')).stdout) as Record<
        string,
        number
      >
    const [plain, guarded] = [await time(false), await time(true)]
    return Object.keys(plain).map(name =>
      compare(`${name} of kernel32 under Wine`, guarded[name] ?? 0, plain[name] ?? 0),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}
