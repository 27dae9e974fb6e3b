import { runUnit } from './support/run-unit.ts'

await runUnit(0, 2)
