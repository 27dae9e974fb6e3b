import { runUnit } from './support/run-unit.ts'

await runUnit(1, 2)
