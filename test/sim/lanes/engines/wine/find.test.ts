import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { findOnPath, findWine, parseMajor } from '../../../../../src/lanes/engines/wine/find.ts'

const versions = [
  ['wine-8.0 (Debian 8.0~repack-4)\n', 8],
  ['wine-10.0\n', 10],
  ['wine-9.0-rc1', 9],
  ['wine-5.0.3 (Ubuntu 5.0.3-3)', 5],
  ['', null],
  ['GNU bash, version 5', null],
  ['wine', null],
  ['xwine-8.0', null],
] as const
for (const [text, expected] of versions)
  t.equal(parseMajor(text), expected, `parseMajor() of ${JSON.stringify(text)}`)

function writeProgram(path: string, script: string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

const onUnix = { skip: process.platform === 'win32' && 'asks for shell scripts' }

t.test(
  'findWine() takes the one named, with its loaders, server and 32-bit parts',
  onUnix,
  async t => {
    const root = t.testdir({
      cache: {},
      wine: { lib: { wine: { 'i386-windows': { 'kernel32.dll': '' } } } },
    })
    const loader = writeProgram(join(root, 'wine/bin/wine'), 'echo "wine-9.21 (Staging)"')
    const loader64 = writeProgram(join(root, 'wine/bin/wine64'), '')
    const server = writeProgram(join(root, 'wine/bin/wineserver'), '')
    t.same(await findWine(join(root, 'cache'), { HANDLE_WIDTH_WINE: loader, PATH: '/usr/bin' }), {
      version: 'wine-9.21 (Staging)',
      loader,
      loader64,
      server,
      ia32: { folder: join(root, 'wine/lib/wine'), isOwn: true },
    })
  },
)

t.test('findWine() takes the 32-bit half from the cache where Wine has none', onUnix, async t => {
  const half = { 'i386-windows': { 'kernel32.dll': '' }, 'x86_64-unix': { 'ntdll.so': '' } }
  const root = t.testdir({ cache: { 'wine-ia32': { 'wine-9.0-Test-': half } }, wine: {} })
  const loader = writeProgram(join(root, 'wine/bin/wine'), 'echo "wine-9.0 (Test)"')
  writeProgram(join(root, 'wine/bin/wineserver'), '')
  const found = await findWine(join(root, 'cache'), { HANDLE_WIDTH_WINE: loader })
  t.same(found.ia32, { folder: join(root, 'cache/wine-ia32/wine-9.0-Test-'), isOwn: false })
  t.equal(found.loader64, loader, 'one loader for both widths')
  const updated = writeProgram(loader, 'echo "wine-9.1 (Test)"')
  t.equal(
    (await findWine(join(root, 'cache'), { HANDLE_WIDTH_WINE: updated })).ia32,
    null,
    'but not that of another build',
  )
})

const refused = [
  {
    title: 'an old one',
    script: 'echo "wine-5.0.3 (Ubuntu 5.0.3-3)"',
    message: /^.*\/wine is wine-5\.0\.3 \(Ubuntu 5\.0\.3-3\), and 8\.0 or newer is needed\.$/,
  },
  {
    title: 'what is no Wine',
    script: 'echo "version 8.0"',
    message: /is no Wine: it does not answer to --version\.$/,
  },
  { title: 'what fails', script: 'echo "wine-8.0"; exit 1', message: /is no Wine/ },
  {
    title: 'one without its server',
    script: 'echo "wine-8.0"',
    message: /^There is no wineserver beside /,
  },
]
for (const { title, script, message } of refused) {
  t.test(`findWine() refuses ${title}`, onUnix, async t => {
    const root = t.testdir({})
    const loader = writeProgram(join(root, 'bin/wine'), script)
    await t.rejects(findWine(root, { HANDLE_WIDTH_WINE: loader }), {
      name: 'ProvisionProblem',
      message,
      remedy: /HANDLE_WIDTH_WINE|setup wine/,
    })
  })
}

t.test('findWine() says that the one named is not there', async t => {
  await t.rejects(findWine(t.testdir(), { HANDLE_WIDTH_WINE: '/nowhere/wine' }), {
    message: 'HANDLE_WIDTH_WINE names /nowhere/wine, which is no program.',
  })
  await t.rejects(findWine(t.testdir(), { HANDLE_WIDTH_WINE: 'no-such-wine', PATH: '/usr/bin' }), {
    message: 'HANDLE_WIDTH_WINE names no-such-wine, which is no program.',
  })
})

t.test('findOnPath() skips what cannot be started, and relative folders', onUnix, async t => {
  const root = t.testdir({ first: { tool: 'no program' }, second: {}, third: { tool: {} } })
  const tool = writeProgram(join(root, 'second/tool'), '')
  t.equal(
    findOnPath(
      'tool',
      ['', '.', join(root, 'first'), join(root, 'third'), join(root, 'second')].join(':'),
    ),
    tool,
  )
  t.equal(findOnPath('tool', ''), null)
})
