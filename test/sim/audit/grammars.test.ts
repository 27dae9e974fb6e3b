import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { extname } from 'node:path/posix'
import process from 'node:process'
import t from 'tap'
import { runTool } from '../../../src/os/spawn.ts'
import { auditFixtures } from '../../support/audit/fixture.ts'

const audit = new URL(`../../../src/audit/audit${extname(import.meta.url)}`, import.meta.url)

/** The grammars that one process reads which audits these folders one after the other, by folder. */
async function grammarsReadFor(folders: readonly string[]): Promise<readonly string[][]> {
  const { stdout, stderr } = await runTool(process.execPath, [
    '--input-type=module',
    '--eval',
    `import fs from 'node:fs'
     import { syncBuiltinESMExports } from 'node:module'
     let seen = []
     const note = call => (path, ...rest) => { if (String(path).includes('.wasm')) seen.push(String(path)); return call(path, ...rest) }
     fs.readFileSync = note(fs.readFileSync)
     fs.openSync = note(fs.openSync)
     fs.promises.readFile = note(fs.promises.readFile)
     syncBuiltinESMExports()
     const { audit } = await import(${JSON.stringify(audit.href)})
     const audited = []
     for (const folder of ${JSON.stringify(folders)}) {
       seen = []
       const { findings } = await audit(['.'], { folder, run: false })
       audited.push({ found: findings.length > 0, seen: seen.map(path => path.replace(/^.*[\\\\/]/, '')) })
     }
     process.stdout.write(JSON.stringify(audited))`,
  ])
  const read = JSON.parse(
    stdout || JSON.stringify([{ found: false, seen: [stderr] }]),
  ) as readonly {
    readonly found: boolean
    readonly seen: readonly string[]
  }[]
  return read.map(({ found, seen }) => {
    t.ok(found, 'and there was something to find')
    return [...new Set(seen)].filter(name => /sharp|python/.test(name))
  })
}

t.test('a grammar is read when a file of its language is met', async t => {
  const cases: readonly (readonly [fixture: string, grammars: readonly RegExp[]])[] = [
    ['c/wrong.lua', []],
    ['visual-basic/wrong.bas', []],
    ['csharp/Wrong.cs', [/c-sharp/]],
    ['ctypes/wrong.py', [/python/]],
  ]
  const parent = t.testdir()
  const folders = cases.map(([fixture], index) => {
    const folder = join(parent, String(index))
    cpSync(join(auditFixtures, fixture), join(folder, fixture.replace('/', '-')))
    return folder
  })
  const read = await grammarsReadFor(folders)
  t.equal(read.length, cases.length)
  for (const [index, [fixture, grammars]] of cases.entries()) {
    t.match(read[index], grammars, fixture)
    t.equal(read[index]?.length, grammars.length, fixture)
  }
})
