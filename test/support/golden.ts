import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Test } from 'tap'
import { packageFolder } from '../../src/os/package-folder.ts'

const folder = join(packageFolder, 'fixtures', 'golden')

/** Whether what is golden is written anew. Throws where CI is set: what a change prints is not what it should print. */
export function writesGolden(): boolean {
  const writes = process.env['HANDLE_WIDTH_GOLDEN'] === 'write'
  if (writes && process.env['CI'])
    throw new Error('Golden files are not rewritten in CI: unset CI or HANDLE_WIDTH_GOLDEN')
  return writes
}

/**
 * Compares a whole output with the file of that name under fixtures/golden. `npm run golden` writes
 * the files anew; then read the difference as prose. Refuses to write where CI is set.
 */
export function golden(t: Test, name: string, actual: string): void {
  const file = join(folder, name)
  if (writesGolden()) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, actual)
  }
  t.equal(actual, readFileSync(file, 'utf8'), `${name} is current (else npm run golden)`)
}
