import { runFiles } from './support/run-files.ts'

await runFiles('properties', { part: 1, of: 2 })
