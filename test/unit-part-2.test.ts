import { runUnit } from './support/run-unit.ts'

await runUnit({ part: 2, of: 2 })
