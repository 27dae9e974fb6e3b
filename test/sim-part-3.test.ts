import { runFiles } from './support/run-files.ts'

await runFiles('sim', { part: 3, of: 3 })
