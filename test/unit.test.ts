import { runUnit } from './support/run-unit.ts'

/**
 * Runs every test under test/unit. A test that changes its process, or starts another one, stands under
 * test/sim. As it is written it runs on Windows too, where nothing is compiled: `node test/unit.test.ts`.
 * `npm test` runs two parts of them beside each other.
 */
await runUnit({ part: 1, of: 1 })
