import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { rules } from '../../../src/audit/finding.ts'
import { cures } from '../../../src/mistakes/cures/index.ts'
import { diagnosedAs, diagnoses, mistakeIds, mistakes } from '../../../src/mistakes/index.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'

/** Names of the files of a folder that are units of its registry. */
function unitsIn(folder: string, others: readonly string[]): string[] {
  return readdirSync(join(packageFolder, folder), { withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ name }) => name.replace(/\.ts$/, ''))
    .filter(name => !others.includes(name))
    .sort()
}

t.test('every file is in its registry, under its own name', async t => {
  t.same(
    unitsIn('src/mistakes', ['all', 'features', 'index', 'mistake', 'none']),
    [...mistakeIds].sort(),
    "a mistake needs the line \"export { mistake as 'NAME' } from './NAME.ts'\" in src/mistakes/all.ts",
  )
  t.same(
    unitsIn('src/mistakes/cures', ['all', 'cure', 'index']),
    Object.keys(cures).sort(),
    "a cure needs the line \"export { cure as 'NAME' } from './NAME.ts'\" in src/mistakes/cures/all.ts",
  )
})

/** Mistakes that no line of code cures: another device, or another process, has to be used. */
const withoutCode: readonly string[] = ['driver', 'process-bitness']

for (const id of mistakeIds) {
  t.test(`src/mistakes/${id}.ts says all that has to be said`, async t => {
    const { title, cure, means, how, tell, diagnosis, links = [] } = mistakes[id]
    for (const [name, words] of Object.entries({ title, cure }))
      t.match(
        words,
        /^(?:[a-z"]|OVERLAPPED|cbSize|HANDLE|FFI).*[^.]$/,
        `${name}: no capital at the start, no full stop at the end`,
      )
    for (const sentence of [means, ...how, ...tell])
      t.match(sentence, /[.?]$/, `${JSON.stringify(sentence)} is a sentence with its full stop`)
    t.not(how.length, 0, 'how: say how it comes about')
    t.not(tell.length, 0, 'tell: say how to tell it from its neighbours')
    t.equal(
      mistakes[id].cures.length === 0,
      withoutCode.includes(id),
      'cures: name at least one of src/mistakes/cures, or add it to the mistakes that no code cures, in this test',
    )
    for (const { url } of [...links, ...('seen' in diagnosis ? diagnosis.cases : [])])
      t.equal(new URL(url).protocol, 'https:', `${url} is reached safely`)
  })

  t.test(`${id} can be diagnosed`, async t => {
    const { diagnosis } = mistakes[id]
    const name = diagnosedAs(id)
    t.ok(
      name !== undefined && diagnoses.has(name),
      'diagnosis.as: name a mistake that has signs of its own',
    )
    if (!('seen' in diagnosis)) return
    t.ok(diagnosis.seen > 0, 'diagnosis.seen: say how often it was seen in public, at least 1')
    t.not(diagnosis.signs.length, 0, 'diagnosis.signs: say how it shows')
    t.ok(diagnosis.cases.length <= diagnosis.seen, 'it was seen at least in its cases')
  })
}

t.test('no two documented cases have one name', async t => {
  const ids = [...diagnoses.values()].flatMap(({ cases }) => cases.map(({ id }) => id))
  t.equal(new Set(ids).size, ids.length)
})

/** Rules that find something else than a class of mistake: text, or a function that is not there. */
const otherRules: readonly string[] = ['no-such-export', 'not-on-ia32', 'text-width']
/** Mistakes of width that happen to values while the program runs: no declaration shows them. */
const atRunTime: readonly string[] = [
  'hkey-not-sign-extended',
  'narrowing-throws',
  'number-encoding',
  'shared-prototype-pollution',
]

t.test('mistakes and rules of audit belong together', async t => {
  const named = new Set(mistakeIds.flatMap(id => mistakes[id].audit))
  t.same(
    [...named].filter(rule => !Object.hasOwn(rules, rule)),
    [],
    'audit: name rules of src/audit/finding.ts',
  )
  t.same(
    Object.keys(rules).filter(rule => !named.has(rule) && !otherRules.includes(rule)),
    [],
    'a new rule of audit is named by the mistake that it finds, under `audit`',
  )
  t.same(
    mistakeIds.filter(id => mistakes[id].width && mistakes[id].audit.length === 0).sort(),
    [...atRunTime].sort(),
    'a mistake of width names the rules that find it, or why there can be none stands here',
  )
})
