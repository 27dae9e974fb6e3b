import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { packageFolder } from '../../../src/os/package-folder.ts'

/** A call that makes a test, and its title as it is written. */
const named =
  /\b(?:t\.test|holds|accountInput)\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g

/** Titles of the tests in a file; what a template fills in is `…`. */
function titlesIn(file: string): string[] {
  const text = readFileSync(join(packageFolder, file), 'utf8')
  return [...text.matchAll(named)].map(([, single, double, template]) =>
    (single ?? double ?? template ?? '').replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…'),
  )
}

const rows = [
  ...readFileSync(join(packageFolder, 'docs/faults.md'), 'utf8').matchAll(
    /^\| (F\d+) \| ([^|]+) \| `([^`|]+)` \| ([^|]+) \|$/gm,
  ),
].map(([, name = '', fault = '', file = '', title = '']) => ({ name, fault, file, title }))

t.test('docs/faults.md has a test for each of the 24 faults', async t => {
  t.same(
    rows.map(({ name }) => name),
    Array.from({ length: 24 }, (_, index) => `F${index + 1}`),
  )
})

for (const { name, fault, file, title } of rows) {
  t.test(`${name}, ${fault}: its test is there`, async t => {
    t.ok(existsSync(join(packageFolder, file)), file)
    t.ok(titlesIn(file).includes(title), `${file} has '${title}'`)
  })
}
