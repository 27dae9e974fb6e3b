import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import t from 'tap'
import { audit, type AuditResult } from '../../../src/audit/audit.ts'
import { hasNamespaces } from '../../../src/os/confine.ts'
import { processNumbers, readProcessFile } from '../../../src/os/processes.ts'
import { temporaryFoldersOf } from '../../support/temporary-folders.ts'

const onLinux = { skip: process.platform !== 'linux' && 'needs /proc' }
const head = "import koffi from 'koffi'\nconst lib = koffi.load('kernel32.dll')\n"
const wrong = "lib.func('int CloseHandle(int h)')\n"

async function auditText(folder: string, text: string, limitMs = 60_000): Promise<AuditResult> {
  writeFileSync(join(folder, 'binding.mjs'), head + text)
  return audit(['binding.mjs'], { folder, limitMs, architectures: ['x64'] })
}

/** Targets that keep themselves from being looked at, and what is said of them. */
const attacks: Readonly<
  Record<string, { readonly text: string; readonly says: RegExp; readonly limitMs?: number }>
> = {
  'ends the process': {
    text: 'process.exit(0)',
    says: /ended the process \(exit code 0\) on x64 before/,
  },
  'ends it by a signal': {
    text: "process.kill(process.pid, 'SIGKILL')",
    says: /before it had finished/,
  },
  'never ends, ignores signals': {
    text: "for (const s of ['SIGTERM', 'SIGINT']) process.on(s, () => {}); for (;;);",
    says: /did not finish loading within 3 s/,
    limitMs: 3000,
  },
  'waits for ever': {
    text: 'await new Promise(r => setTimeout(r, 1e9))',
    says: /did not finish loading within 3 s/,
    limitMs: 3000,
  },
  'throws what cannot be shown': {
    text: 'throw { get message() { throw 1 }, toString() { throw new Error() } }',
    says: /it threw something that cannot be shown/,
  },
  'throws ten million characters': {
    text: "throw new Error('\\u001b]0;x\\u0007' + 'a'.repeat(1e7))",
    says: /failed: .{10,400}$/s,
  },
  'replaces functions of the language': {
    text: `Array.prototype.map = () => []; JSON.stringify = () => '{}'; globalThis.process = undefined\n${wrong}`,
    says: /replaced Array.prototype.map, JSON.stringify of the language/,
  },
  'tells of an entry that is none': {
    text: `import fs from 'node:fs'\nfs.writeSync(3, '{"kind":"failed","entry":"file:///%00%2f..","message":"m"}\\n')`,
    says: /Loading something of .* failed: m/,
  },
  'writes anything to its records': {
    text: "import fs from 'node:fs'\nfs.writeSync(3, 'anything\\n')",
    says: /wrote on x64 to where the records of the audit go/,
  },
  'floods its records': {
    text: `import fs from 'node:fs'\nconst b = '{"kind":"loaded","file":"a"}\\n'.repeat(65536); for (let i = 0; i < 300; i++) fs.writeSync(3, b)`,
    says: /declared too much/,
  },
  'goes on after it said that it was done': {
    text: `import fs from 'node:fs'\nfs.writeSync(3, '{"kind":"done"}\\n{"kind":"done"}\\n')`,
    says: /wrote on x64 to where/,
  },
  'takes memory without end': {
    text: 'const all = []; for (;;) all.push(Buffer.alloc(2 ** 26, 1))',
    says: /before it had finished loading|allocation failed/,
  },
}

for (const [title, { text, says, limitMs }] of Object.entries(attacks)) {
  t.test(`a target that ${title} is no clean target`, async t => {
    const { failures, notices } = await auditText(t.testdir(), text, limitMs)
    t.ok(
      failures.some(failure => says.test(failure)),
      failures.join('\n'),
    )
    t.ok(failures.every(failure => notices.includes(failure)))
  })
}

t.test('a target that replaces functions of the file system is looked at all the same', async t => {
  const { findings, failures } = await auditText(
    t.testdir(),
    `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'\nfs.writeSync = () => { throw 1 }; fs.openSync = fs.writeSync; syncBuiltinESMExports()\n${wrong}`,
  )
  t.same(failures, [])
  t.match(findings, [{ function: 'CloseHandle' }])
})

function running(word: string): number[] {
  return processNumbers().filter(pid => readProcessFile(pid, 'cmdline').split('\0').includes(word))
}

t.test('nothing is left that a target started, detached or not', onLinux, async t => {
  const seconds = String(100_000 + process.pid)
  const start = (options: string): string =>
    `try { spawn('sleep', ['${seconds}'], { stdio: 'ignore', ...${options} }).unref() } catch {}\n`
  const { notices } = await auditText(
    t.testdir(),
    `import { spawn } from 'node:child_process'\n${start('{}')}${start('{ detached: true }')}${start('{ detached: true, env: {} }')}`,
  )
  t.match(notices, [/declared nothing/])
  t.same(running(seconds), [])
})

t.test('a target sees no secret, and changes nothing', async t => {
  const folder = t.testdir({ 'precious.txt': 'precious' })
  const server = createServer(socket => socket.destroy())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  let asked = 0
  server.on('connection', () => {
    asked += 1
  })
  const { port } = server.address() as AddressInfo
  process.env['NPM_TOKEN_OF_THIS_TEST'] = 'secret'
  t.teardown(() => delete process.env['NPM_TOKEN_OF_THIS_TEST'])
  const target = `
import fs from 'node:fs'; import net from 'node:net'; import os from 'node:os'
const tried = [['token', () => process.env.NPM_TOKEN_OF_THIS_TEST ?? fail()],
  ['remove', () => fs.rmSync(${JSON.stringify(join(folder, 'precious.txt'))})],
  ['write', () => fs.writeFileSync(${JSON.stringify(join(folder, 'written'))}, '')]]
function fail() { throw new Error() }
const done = []
for (const [name, act] of tried) try { act(); done.push(name) } catch {}
fs.writeFileSync(os.homedir() + '/home', ''); fs.writeFileSync(os.tmpdir() + '/temporary', ''); fs.writeFileSync('current', '')
await new Promise(r => net.connect(${port}, '127.0.0.1').on('connect', r).on('error', r))
if (done.length) throw new Error(done.join())
${wrong}`
  const { failures } = await auditText(folder, target)
  t.same(failures, [])
  t.equal(readFileSync(join(folder, 'precious.txt'), 'utf8'), 'precious')
  t.notOk(existsSync(join(folder, 'written')))
  if (await hasNamespaces()) t.equal(asked, 0, 'there is no network')
  t.same(temporaryFoldersOf(process.pid), [], 'and its folder is gone')
})
