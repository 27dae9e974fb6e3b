import { readFile, writeFile } from 'node:fs/promises'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseDictionary } from '../dictionary/dictionary-file.ts'
import { parseRun } from '../result/read-run.ts'
import { learnFromDictionary, learnFromRun } from './learn.ts'

const target = fileURLToPath(new URL('../../../src/diagnose/recorded.ts', import.meta.url))

function lines(items: readonly unknown[]): string {
  return items.map(item => `  ${JSON.stringify(item)}`).join(',\n')
}

/** Writes `recorded.ts` out of a run file of the catalogue and a dictionary: `node dist/src/diagnose/build.js RUN DICTIONARY`. */
const [runPath = '', dictionaryPath = ''] = process.argv.slice(2)
const probes = learnFromRun(parseRun(await readFile(runPath, 'utf8'), runPath))
const faults = learnFromDictionary(parseDictionary(await readFile(dictionaryPath, 'utf8'), dictionaryPath))
await writeFile(target, `import type { Observed } from './learn.ts'

// Made by build.ts out of recorded runs; not edited by hand.

/** What the probes of the catalogue showed. */
export const recordedProbes: readonly Observed[] = [
${lines(probes)}
]

/** What the faults of the dictionary showed, each picture of a class once. */
export const recordedFaults: readonly Observed[] = [
${lines(faults)}
]
`)
