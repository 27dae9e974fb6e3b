import { spawnSync } from 'node:child_process'
import { watch } from 'node:fs'
import { join, relative } from 'node:path'
import { packageFolder } from '../os/package-folder.ts'

/**
 * `npm run test:one -- test/unit/result/verdict.test.ts` builds and runs the named test files; `npm run test:watch
 * -- FILE …` repeats that after each change of a source. Options are passed to tap.
 */
const words = process.argv.slice(2)
const isWatching = words.includes('--watch')
const forTap = words.filter(word => word !== '--watch').map(compiled)
const quietMs = 200

/** The compiled file of a test source. */
function compiled(word: string): string {
  if (!word.endsWith('.ts')) return word
  return join('dist', relative(packageFolder, join(process.cwd(), word)).replace(/\.ts$/, '.js'))
}

function run(file: string, args: readonly string[]): boolean {
  const { status } = spawnSync(process.execPath, [file, ...args], {
    cwd: packageFolder,
    stdio: 'inherit',
  })
  return status === 0
}

function build(): boolean {
  // Use the npm that started this program.
  return run(process.env['npm_execpath'] ?? '', ['run', '--silent', 'build'])
}

function test(): boolean {
  return run('node_modules/tap/dist/esm/run.mjs', forTap)
}

function watchSources(): void {
  let waiting: NodeJS.Timeout | undefined
  for (const folder of ['src', 'test', 'probes', 'fixtures'])
    watch(join(packageFolder, folder), { recursive: true }, () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => build() && test(), quietMs)
    })
}

if (forTap.length === 0)
  throw new Error('Name a test file: npm run test:one -- test/unit/result/verdict.test.ts')
if (!test()) process.exitCode = 1
if (isWatching) watchSources()
