import { runFiles } from './support/run-files.ts'

await runFiles('sim', { part: 2, of: 3 })
