import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Architecture } from '../../../src/declare/win32/architecture.ts'
import { hostOf } from '../../../src/hosts/index.ts'
import { prepareEngine } from '../../../src/lanes/children/index.ts'
import { engines } from '../../../src/lanes/engines/index.ts'
import type { ChildCommand } from '../../../src/lanes/engines/engine.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { startChild } from '../../../src/os/spawn.ts'
import { makeTemporary } from '../../../src/os/temporary.ts'
import { hangMs } from '../../support/hang.ts'
import { needs } from '../../support/require.ts'

t.setTimeout(hangMs)

/** The program of a report in docs/upstream. */
function programOf(report: string): string {
  const text = readFileSync(join(packageFolder, 'docs', 'upstream', `${report}.md`), 'utf8')
  const program = /```js\n([\s\S]*?)```/.exec(text)?.[1]
  if (program === undefined) throw new Error(`${report}.md has no program`)
  return program
}

/** The folder of the packages that a program finds, from where the child of a host finds its FFI. */
function packagesOf({ environment }: ChildCommand): Record<string, string> {
  const module = environment['HANDLE_WIDTH_KOFFI'] ?? environment['HANDLE_WIDTH_FFI'] ?? ''
  return { NODE_PATH: module.replace(/[\\/][^\\/]+$/, '') }
}

/** Each bug where its host runs, and beside it where the same program is right. */
const programs: readonly (readonly [
  report: string,
  host: string,
  architecture: Architecture,
  prints: RegExp,
])[] = [
  ['koffi-2-saturates', 'koffi2', 'x64', /^0$/],
  ['koffi-2-saturates', 'koffi2', 'ia32', /^0$/],
  ['koffi-2-saturates', 'koffi', 'ia32', /^[1-9]\d*$/],
  ['node-ffi-unknown-keys', 'node-ffi', 'x64', /^undefined\n[1-9]\d*$/],
  ['deno-i32-leftovers', 'deno', 'x64', /"d0 5eed0bad000000d0" => \[ \d+, 100000 \]/],
  ['koffi-arm64-ninth-argument', 'koffi', 'x64', / 0x8 0x9 0xa$/],
  ['koffi-arm64-ninth-argument', 'koffi', 'arm64', / 0x8 0x(?!9 )[0-9a-f]{5,} 0x9$/],
]

for (const [report, host, architecture, prints] of programs) {
  const ready = await prepareEngine(engines.wine, architecture, () => undefined, hostOf(host))
  const needed =
    architecture === 'arm64'
      ? 'wine-arm64'
      : hostOf(host).needs(architecture)?.leastWine === undefined
        ? 'wine'
        : 'wine-10'
  t.test(
    `the program of ${report}, with ${host} on ${architecture}`,
    needs(needed, ready.ready, ready.ready ? '' : `${ready.reason} ${ready.remedy}`),
    async t => {
      t.setTimeout(hangMs)
      if (!ready.ready) return
      // Not in this package: its own koffi would be found there.
      const { folder, remove } = makeTemporary()
      const script = join(folder, host === 'deno' ? 'program.js' : 'program.cjs')
      writeFileSync(script, programOf(report))
      const command = ready.command(script, [])
      const printed = join(folder, 'stdout.txt')
      const child = startChild({
        ...command,
        environment: { ...command.environment, ...packagesOf(command) },
        stdoutFile: printed,
        stderrFile: join(folder, 'stderr.txt'),
      })
      t.teardown(async () => {
        await child.kill()
        remove()
      })
      const exit = await child.exited
      t.match(exit, { exitCode: 0 }, readFileSync(join(folder, 'stderr.txt'), 'utf8'))
      t.match(readFileSync(printed, 'utf8').replaceAll('\r', '').trim(), prints)
    },
  )
}
