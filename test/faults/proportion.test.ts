import { closeSync, existsSync, ftruncateSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { runTool } from '../../src/os/spawn.ts'
import { packageFolder } from '../../src/os/package-folder.ts'
import { smallPlans } from '../properties/arbitraries/plans.ts'
import { smallRun } from '../properties/arbitraries/small-run.ts'

const main = join(packageFolder, 'dist/bundle/cli/main.js')
/** Heap of the process that reads; a process that wants more ends with a dump and another exit code. MiB. */
const heapMiB = 512
const folder = t.testdir()

const million = 1_000_000
const many = (text: string, times: number): string => text.repeat(times).slice(0, -1)
const run = JSON.stringify(smallRun)
const plan = JSON.stringify(smallPlans[0])
const named = (text: string): string => run.replaceAll('"wine-x64"', JSON.stringify(text))

/** Texts that are small beside what a careless reader makes of them. */
const texts: Readonly<Record<string, string>> = {
  'lists in lists, a million deep': '['.repeat(million),
  'lists in lists, a million deep and closed': `${'['.repeat(million)}${']'.repeat(million)}`,
  'objects in objects': `${'{"a":'.repeat(million)}1${'}'.repeat(million)}`,
  'ten million numbers': `[${many('1,', 10 * million)}]`,
  'five million empty lists': `[${many('[],', 5 * million)}]`,
  'a million members': `{${Array.from({ length: million }, (_, index) => `"k${index}":1`).join(',')}}`,
  'a number of a million digits': '1'.repeat(million),
  'a text of twenty million characters': JSON.stringify('a'.repeat(20 * million)),
  'ten million results that are none': run.replace(
    /"results":\[/,
    `"results":[${many('1,', 10 * million)},`,
  ),
  'a million environments': run.replace(
    '"environments":[',
    `"environments":[${many('{},', million)},`,
  ),
  'a million facts of an environment': run.replace(
    '"environments":[{"facts":{',
    `"environments":[{"facts":{${Array.from({ length: million }, (_, index) => `"k${index}":1`).join(',')},`,
  ),
  'a name of a million characters in every cell': named('a'.repeat(million)),
  'lanes and probes that make a billion cells': JSON.stringify({
    ...smallRun,
    results: [],
    lanes: Array.from({ length: 200 }, (_, index) => ({
      ...smallRun.lanes[0],
      id: `l${index}`,
      environments: [],
    })),
    probes: Array.from({ length: 5000 }, (_, index) => ({
      ...smallRun.probes[0],
      id: `p${index}`,
      deviations: [],
    })),
    steps: Array.from({ length: 1000 }, (_, index) => ({ ...smallRun.steps[0], id: `s${index}` })),
  }),
  'a plan of a million steps': plan.replace('"steps":[', `"steps":[${many('1,', million)},`),
  'a plan of half a million objects': plan.replace(
    '"memory":{',
    `"memory":{${Array.from({ length: million / 4 }, (_, index) => `"k${index}":1`).join(',')},`,
  ),
  'a plan that declares what is none a million times': plan.replace(
    '"parameters":[',
    `"parameters":[${many('1,', million)},`,
  ),
}

const readers: Readonly<Record<string, (file: string) => readonly string[]>> = {
  report: file => ['report', file, '--format', 'json'],
  replay: file => ['replay', file],
  dictionary: file => ['dictionary', '--merge', file],
  audit: file => ['audit', '.', '--ignore', file],
  config: file => ['diff', file, file, '--config', file],
}

/** Each text with each reader would take minutes: those that are of no kind go round, the others go to their own reader. */
function readerOf(title: string, index: number): string {
  if (title.includes('plan')) return 'replay'
  return /result|environment|cell/.test(title)
    ? 'report'
    : (Object.keys(readers)[index % 5] ?? 'report')
}

async function isRefused(t: Test, words: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await runTool(
    process.execPath,
    [`--max-old-space-size=${heapMiB}`, main, ...words],
    { cwd: folder, environment: { NO_COLOR: '1' }, timeoutMs: 240_000 },
  )
  t.equal(exitCode, 2, stderr.slice(0, 300))
  t.equal(stdout, '')
  t.match(stderr, /^handle-width: [^\n]{20,2500}$/)
}

for (const [index, [title, text]] of Object.entries(texts).entries()) {
  const reader = readerOf(title, index)
  t.test(`${reader}: ${title} is refused within ${heapMiB} MiB`, async t => {
    const file = join(folder, `${index}.json`)
    writeFileSync(file, text)
    await isRefused(t, readers[reader]?.(file) ?? [])
  })
}

for (const [reader, words] of Object.entries(readers)) {
  t.test(
    `${reader}: a file without an end is not read for ever`,
    { skip: existsSync('/dev/zero') ? false : 'needs /dev/zero' },
    t => isRefused(t, words('/dev/zero')),
  )
}

for (const reader of ['report', 'config']) {
  t.test(`${reader}: a file of eight gigabytes is not read to its end`, async t => {
    const file = join(folder, 'huge.json')
    const descriptor = openSync(file, 'w')
    ftruncateSync(descriptor, 8 * 1024 ** 3)
    closeSync(descriptor)
    await isRefused(t, readers[reader]?.(file) ?? [])
  })
}
