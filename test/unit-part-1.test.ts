import { runUnit } from './support/run-unit.ts'

await runUnit({ part: 1, of: 2 })
