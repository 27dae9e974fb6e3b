import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Test } from 'tap'
import type { Architecture } from '../../../../src/declare/win32/architecture.ts'
import type { Absent, Look, Ready } from '../../../../src/lanes/engines/engine.ts'
import { startChild } from '../../../../src/os/spawn.ts'

/** Writes its identity and its arguments to a given file, since not every engine has pipes. */
const tellingScript = `import { writeFileSync } from 'node:fs'
const [answer, ...words] = process.argv.slice(2)
writeFileSync(answer, JSON.stringify({ arch: process.arch, words, environment: Object.keys(process.env) }))
`

/** Words that a shell, or Windows quoting, would break. */
const oddWords = ['two words', 'Gerät', '"quoted"', '$HOME %PATH%', 'back\\slash\\', '', '; exit 1']

const secret = 'NOT_FOR_CHILDREN'

interface Answer {
  readonly arch: string
  readonly words: readonly string[]
  readonly environment: readonly string[]
}

async function ask(t: Test, ready: Ready, folder: string): Promise<Answer | undefined> {
  mkdirSync(folder, { recursive: true })
  const script = join(folder, 'tell it.mjs')
  writeFileSync(script, tellingScript)
  const answer = join(folder, 'answer.json')
  const command = ready.command(script, [ready.childPath(answer), ...oddWords])
  t.ok(isAbsolute(command.file), `${command.file} is absolute`)
  const stderrFile = join(folder, 'stderr.txt')
  const { exited } = startChild({
    ...command,
    stdoutFile: join(folder, 'stdout.txt'),
    stderrFile,
  })
  const { exitCode } = await exited
  t.equal(exitCode, 0, readFileSync(stderrFile, 'utf8'))
  return existsSync(answer) ? (JSON.parse(readFileSync(answer, 'utf8')) as Answer) : undefined
}

/** The contract of every engine that is ready: how it starts a child, and what the child receives. */
export async function readyContract(
  t: Test,
  ready: Ready,
  architecture: Architecture | NodeJS.Architecture,
  folder: string,
): Promise<void> {
  process.env[secret] = 'secret'
  t.teardown(() => {
    delete process.env[secret]
  })
  for (const [name, version] of Object.entries(ready.environment))
    t.match(version, /^[^\p{Cc}]+$/u, `${name} is one line`)
  for (const round of ['first', 'after a restart']) {
    const answer = await ask(t, ready, join(folder, round))
    t.match(answer, { arch: architecture, words: oddWords }, round)
    t.notOk(answer?.environment.includes(secret), 'only what is listed reaches a child')
    await ready.restart?.(false)
  }
}

const sentence = /^[A-Z].*\.$/

/** The contract of every engine that is not ready: one sentence with the reason, and one that says what to do. */
export function absentContract(
  t: Test,
  state: Pick<Absent, 'reason' | 'remedy'> | Exclude<Look, { readonly state: 'ready' }>,
): void {
  t.match(state.reason, sentence)
  t.match(state.remedy, sentence)
}
