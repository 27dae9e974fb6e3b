import { readFile, writeFile } from 'node:fs/promises'
import process from 'node:process'
import { parseDictionary } from '../dictionary/dictionary-file.ts'
import { packJson } from '../os/packed-json.ts'
import { mergeRuns } from '../result/merge.ts'
import { parseRun } from '../result/read-run.ts'
import { learnFromDictionary, learnFromRun } from './learn.ts'
import { recordedSchema } from './recorded-schema.ts'
import { recordedFile } from './recorded.ts'

/** Writes `recorded.json.br` from a run file of the catalogue and a dictionary: `node dist/src/diagnose/build.js DICTIONARY RUN…`. */
const [dictionaryPath = '', ...runPaths] = process.argv.slice(2)
const [first, ...rest] = await Promise.all(
  runPaths.map(async path => parseRun(await readFile(path, 'utf8'), path)),
)
if (!first) throw new RangeError('Name a dictionary and at least one run file')
const probes = learnFromRun(mergeRuns([first, ...rest]))
const faults = learnFromDictionary(
  parseDictionary(await readFile(dictionaryPath, 'utf8'), dictionaryPath),
)
await writeFile(recordedFile, packJson(recordedSchema.parse({ schemaVersion: 1, probes, faults })))
