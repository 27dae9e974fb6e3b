import { runFiles } from './support/run-files.ts'

await runFiles('sim', { part: 1, of: 3 })
