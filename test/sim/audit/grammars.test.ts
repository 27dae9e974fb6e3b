import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { extname } from 'node:path/posix'
import process from 'node:process'
import t from 'tap'
import { runTool } from '../../../src/os/spawn.ts'
import { auditFixtures } from '../../support/audit/fixture.ts'

const audit = new URL(`../../../src/audit/audit${extname(import.meta.url)}`, import.meta.url)

/** The grammars that a process reads that audits a folder. */
async function grammarsReadFor(folder: string): Promise<string[]> {
  const { stdout, stderr } = await runTool(process.execPath, [
    '--input-type=module',
    '--eval',
    `import fs from 'node:fs'
     import { syncBuiltinESMExports } from 'node:module'
     const read = fs.readFileSync
     const seen = []
     const note = call => (path, ...rest) => { if (String(path).includes('.wasm')) seen.push(String(path)); return call(path, ...rest) }
     fs.readFileSync = note(fs.readFileSync)
     fs.openSync = note(fs.openSync)
     fs.promises.readFile = note(fs.promises.readFile)
     syncBuiltinESMExports()
     const { audit } = await import(${JSON.stringify(audit.href)})
     const { findings } = await audit(['.'], { folder: ${JSON.stringify(folder)}, run: false })
     process.stdout.write(JSON.stringify({ found: findings.length > 0, seen: seen.map(path => path.replace(/^.*[\\\\/]/, '')) }))`,
  ])
  const { found, seen } = JSON.parse(stdout || `{"seen":[${JSON.stringify(stderr)}]}`) as {
    readonly found?: boolean
    readonly seen: readonly string[]
  }
  t.ok(found, 'and there was something to find')
  return [...new Set(seen)].filter(name => /sharp|python/.test(name))
}

t.test('a grammar is read when a file of its language is met', async t => {
  const cases: readonly (readonly [fixture: string, grammars: readonly RegExp[]])[] = [
    ['c/wrong.lua', []],
    ['visual-basic/wrong.bas', []],
    ['csharp/Wrong.cs', [/c-sharp/]],
    ['ctypes/wrong.py', [/python/]],
  ]
  for (const [fixture, grammars] of cases) {
    const folder = t.testdir()
    cpSync(join(auditFixtures, fixture), join(folder, fixture.replace('/', '-')))
    const read = await grammarsReadFor(folder)
    t.match(read, grammars, fixture)
    t.equal(read.length, grammars.length, fixture)
  }
})
