import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { runTool } from '../../../src/os/spawn.ts'

const guard = pathToFileURL(join(packageFolder, 'dist/bundle/guard/index.js')).href

/** Without the hooks that tap has in each process: they use what a program here replaces. */
const withoutHooks = ['-c', 'NODE_OPTIONS= exec "$@"', 'sh']

function guarded(program: string, settings: string): ReturnType<typeof runTool> {
  return runTool('/bin/sh', [...withoutHooks, process.execPath, '--import', guard, program], {
    environment: { HANDLE_WIDTH_GUARD: settings },
  })
}

t.test(
  'a file that cannot be written is said once, and the exit code is that of the program',
  async t => {
    const program = join(t.testdir(), 'program.mjs')
    writeFileSync(program, "console.log('done'); process.exitCode = 7")
    for (const file of ['/nonexistent/x', t.testdirName, '/dev/full']) {
      const { exitCode, stdout, stderr } = await guarded(program, `json:${file}`)
      t.equal(exitCode, 7)
      t.equal(stdout, 'done')
      t.match(stderr, /^handle-width guard: cannot write [^\n]*$/)
    }
  },
)

t.test('a program that replaces functions of the language keeps its exit code', async t => {
  const program = join(t.testdir(), 'program.mjs')
  writeFileSync(
    program,
    "Array.prototype.map = Array.prototype.filter = () => { throw new Error('replaced') }; JSON.stringify = Array.prototype.map; process.exitCode = 5",
  )
  const { exitCode, stderr } = await guarded(program, 'verbose')
  // Node ends with 1 or 7 when what it does at the exit fails.
  t.equal(exitCode, 5)
  t.match(stderr, /^handle-width guard: the program replaced functions of the language; [^\n]*$/)
})
