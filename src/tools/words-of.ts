import { createReadStream } from 'node:fs'
import process from 'node:process'
import { output } from '../cli/output.ts'
import { readSymptom } from '../diagnose/text/read-text.ts'
import { betweenFacts, termsIn } from './reports.ts'

/** Prints the words of a report, and the facts that are read in it, as fixtures/diagnose/words-of-reports.tsv has them: `npm run words-of -- FILE`. */
const [file = ''] = process.argv.slice(2)
const { words, facts } = termsIn(await readSymptom(createReadStream(file), file))
output.result(`${[...words].sort().join(' ')}\t${facts.join(betweenFacts)}`)
