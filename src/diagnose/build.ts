import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { parseDictionary } from '../dictionary/dictionary-file.ts'
import { packageFolder } from '../os/package-folder.ts'
import { mergeRuns } from '../result/merge.ts'
import { parseRun } from '../result/read-run.ts'
import { learnFromDictionary, learnFromRun } from './learn.ts'

const target = join(packageFolder, 'src/diagnose/recorded.ts')

function lines(items: readonly unknown[]): string {
  return items.map(item => `  ${JSON.stringify(item)}`).join(',\n')
}

/** Writes `recorded.ts` out of a run file of the catalogue and a dictionary: `node dist/src/diagnose/build.js DICTIONARY RUN…`. */
const [dictionaryPath = '', ...runPaths] = process.argv.slice(2)
const [first, ...rest] = await Promise.all(
  runPaths.map(async path => parseRun(await readFile(path, 'utf8'), path)),
)
if (!first) throw new RangeError('Name a dictionary and at least one run file')
const probes = learnFromRun(mergeRuns([first, ...rest]))
const faults = learnFromDictionary(
  parseDictionary(await readFile(dictionaryPath, 'utf8'), dictionaryPath),
)
await writeFile(
  target,
  `import type { Observed } from './learn.ts'

// Made by build.ts out of recorded runs; not edited by hand.

/** What the probes of the catalogue showed. */
export const recordedProbes: readonly Observed[] = [
${lines(probes)}
]

/** What the faults of the dictionary showed, each picture of a class once. */
export const recordedFaults: readonly Observed[] = [
${lines(faults)}
]
`,
)
