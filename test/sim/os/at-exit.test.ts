import { fileURLToPath } from 'node:url'
import t from 'tap'
import { runTool } from '../../../src/os/spawn.ts'

const unit = fileURLToPath(new URL('../../../src/os/at-exit.js', import.meta.url))

/** What a process says at its end that has called `atExit()` so. */
async function saidBy(program: string): Promise<{
  readonly exitCode: number | null
  readonly lines: readonly string[]
  readonly stderr: string
}> {
  const text = `const { atExit } = await import(${JSON.stringify(unit)}); const say = word => () => { process.stdout.write(word + '\\n') }; ${program}`
  const { exitCode, stdout, stderr } = await runTool(process.execPath, [
    '--input-type=module',
    '--eval',
    text,
  ])
  return { exitCode, lines: stdout.split('\n').filter(Boolean), stderr }
}

const cases = [
  {
    title: 'in the order in which they came',
    program: "atExit(say('a')); atExit(say('b'))",
    exitCode: 0,
    lines: ['a', 'b'],
  },
  {
    title: 'not what was taken back, and once',
    program: "const back = atExit(say('a')); atExit(say('b')); back(); back()",
    exitCode: 0,
    lines: ['b'],
  },
  {
    title: 'after one that fails, with the exit code of the process',
    program: "atExit(() => { throw new Error('no') }); atExit(say('b')); process.exit(130)",
    exitCode: 130,
    lines: ['b'],
  },
  {
    title: 'by one listener, of which Node does not warn',
    program:
      "const before = process.listenerCount('exit'); for (let n = 0; n < 20; n++) atExit(() => undefined); process.stdout.write(process.listenerCount('exit') - before + '\\n')",
    exitCode: 0,
    lines: ['0'],
  },
] as const

for (const { title, program, exitCode, lines } of cases) {
  t.test(`atExit() acts ${title}`, async t => {
    t.same(await saidBy(program), { exitCode, lines, stderr: '' })
  })
}
