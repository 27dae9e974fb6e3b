import { runFiles } from './support/run-files.ts'

await runFiles('properties', { part: 2, of: 2 })
