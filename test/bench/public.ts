import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { findNpm } from '../../src/lanes/provision/npm.ts'
import { packageFolder } from '../../src/os/package-folder.ts'
import { runTool } from '../../src/os/spawn.ts'

/**
 * `npm run audit:public` audits the public packages of `fixtures/audit/public.json`, which npm and Debian give, and holds
 * the findings against those that were counted and judged by hand. It fetches these packages and what they depend on, and
 * nothing else. `-- NAME …` takes those alone. Exit code 1: other counts; 2: a package could not be had.
 */
interface PublicTarget {
  readonly from: 'npm' | 'debian'
  readonly name: string
  readonly version: string
  /** As npm's lock file states it, or the SHA-256 of the Debian package. */
  readonly integrity: string
  readonly call?: readonly string[]
  readonly errors: number
  readonly warnings: number
}

const limitMs = 600_000
const main = join(packageFolder, 'dist/bundle/cli/main.js')

async function must(file: string, words: readonly string[], cwd: string): Promise<void> {
  const { exitCode, stderr, startError } = await runTool(file, words, { cwd, timeoutMs: limitMs })
  if (exitCode !== 0) throw new Error(`${file}: ${(startError ?? stderr.trim()) || 'failed'}`)
}

function holdTo(known: string, found: string | undefined): void {
  if (found !== known) throw new Error(`its contents are ${found ?? 'unknown'}, not ${known}`)
}

/** Fetches a package into an empty folder; the folder to audit. */
async function fetchTarget(target: PublicTarget, folder: string): Promise<string> {
  const { from, name, version, integrity } = target
  if (from === 'npm') {
    const npm = findNpm()
    const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--force']
    await must(
      npm?.file ?? 'npm',
      [...(npm?.arguments ?? []), ...words, '--prefix', folder, `${name}@${version}`],
      folder,
    )
    const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly integrity?: string }>>
    }
    holdTo(integrity, lock.packages[`node_modules/${name}`]?.integrity)
    return join(folder, 'node_modules', name)
  }
  await must('apt-get', ['--quiet', 'download', `${name}=${version}`], folder)
  const file = (await readdir(folder)).find(one => one.endsWith('.deb')) ?? ''
  const hash = createHash('sha256').update(await readFile(join(folder, file)))
  holdTo(integrity, hash.digest('hex'))
  await must('dpkg-deb', ['--extract', file, 'tree'], folder)
  return join(folder, 'tree')
}

async function countFindings({ call = [] }: PublicTarget, folder: string): Promise<number[]> {
  const calls = call.flatMap(one => ['--call', one])
  const words = [main, 'audit', folder, ...calls, '--json', '--trust', '--timeout', '120']
  const { stdout, stderr } = await runTool(process.execPath, words, { timeoutMs: limitMs })
  if (stdout.trim() === '') {
    // Code 2 and a sentence: it declares nothing. That is a count, too.
    if (/declares nothing/.test(stderr)) return [0, 0]
    throw new Error(stderr.trim())
  }
  const { findings } = JSON.parse(stdout) as { readonly findings: { readonly level: string }[] }
  return ['error', 'warning'].map(level => findings.filter(one => one.level === level).length)
}

/** Audits a target and prints its row; the exit code. */
async function look(target: PublicTarget): Promise<0 | 1 | 2> {
  const label = `${target.name} ${target.version}`.padEnd(40)
  const folder = await mkdtemp(join(tmpdir(), 'handle-width-public-'))
  try {
    const place = join(folder, 'package')
    await mkdir(place)
    const [errors, warnings] = await countFindings(target, await fetchTarget(target, place))
    const isSame = errors === target.errors && warnings === target.warnings
    const known = isSame ? '' : `, ${target.errors} and ${target.warnings} on record`
    process.stdout.write(`${label} ${errors} errors, ${warnings} warnings${known}\n`)
    return isSame ? 0 : 1
  } catch (error) {
    process.stdout.write(`${label} not looked at: ${(error as Error).message}\n`)
    return 2
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const { positionals } = parseArgs({ allowPositionals: true })
const all = JSON.parse(
  await readFile(join(packageFolder, 'fixtures/audit/public.json'), 'utf8'),
) as PublicTarget[]
const chosen = all.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
const codes: number[] = []
for (const target of chosen) codes.push(await look(target))
process.exitCode = chosen.length === 0 ? 2 : Math.max(...codes)
