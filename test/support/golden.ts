import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Test } from 'tap'
import { packageFolder } from '../../src/os/package-folder.ts'

const folder = join(packageFolder, 'fixtures', 'golden')

/** Whether golden files are rewritten. Throws where CI is set, because the output of a change need not be the right one. */
export function writesGolden(): boolean {
  const writes = process.env['HANDLE_WIDTH_GOLDEN'] === 'write'
  if (writes && process.env['CI'])
    throw new Error('Golden files are not rewritten in CI: unset CI or HANDLE_WIDTH_GOLDEN')
  return writes
}

/**
 * Compares a complete output with the file of that name under fixtures/golden. `npm run golden` rewrites the
 * files; review the diff afterwards. Refuses to write where CI is set.
 */
export function golden(t: Test, name: string, actual: string): void {
  const file = join(folder, name)
  if (writesGolden()) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, actual)
  }
  t.equal(actual, readFileSync(file, 'utf8'), `${name} is current (else npm run golden)`)
}
