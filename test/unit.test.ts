import { runUnit } from './support/run-unit.ts'

/**
 * Runs every test under test/unit. A test that changes its process, or starts another one, stands under
 * test/sim. As it is written it runs on Windows too, where nothing is compiled: `node test/unit.test.ts`.
 * `npm test` runs the two halves beside each other.
 */
await runUnit(0, 1)
