import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Wine } from '../../../../../src/lanes/engines/wine/find.ts'
import { ensurePrefix } from '../../../../../src/lanes/engines/wine/prefix.ts'

/** A shell script in the place of Wine, of which `winecfg` fails so many times before it works. */
function scriptedWine(t: Test, failures: number): { cache: string; wine: Wine; calls(): string[] } {
  const root = t.testdir({ cache: {}, log: '' })
  const program = (name: string, script: string): string => {
    const path = join(root, name)
    writeFileSync(path, `#!/bin/sh\n${script}\n`)
    chmodSync(path, 0o755)
    return path
  }
  const loader = program(
    'wine',
    `echo "$1" >> ${root}/log
case "$1" in
  wineboot) mkdir -p "$WINEPREFIX"; : > "$WINEPREFIX/system.reg";;
  winecfg) test "$(grep -c winecfg ${root}/log)" -gt ${failures} || { echo 'ShellExecuteEx failed: Internal error.' >&2; exit 1; };;
esac`,
  )
  const wine = {
    version: 'wine-8.0',
    loader,
    loader64: loader,
    server: program('wineserver', ':'),
    ia32: null,
  }
  return {
    cache: join(root, 'cache'),
    wine,
    calls: () =>
      readFileSync(join(root, 'log'), 'utf8')
        .split('\n')
        .filter(word => word.startsWith('wine')),
  }
}

const onUnix = { skip: process.platform === 'win32' && 'asks for shell scripts' }

t.test('ensurePrefix() makes a prefix once more where Wine failed', onUnix, async t => {
  const { cache, wine, calls } = scriptedWine(t, 1)
  t.ok((await ensurePrefix(cache, wine, () => undefined)).folder)
  t.same(calls(), ['wineboot', 'winecfg', 'wineboot', 'winecfg'])
})

t.test('ensurePrefix() says what Wine said where it fails again', onUnix, async t => {
  const { cache, wine, calls } = scriptedWine(t, 9)
  await t.rejects(
    ensurePrefix(cache, wine, () => undefined),
    {
      message:
        /^wine-8\.0 cannot make a prefix in the cache \(exit code 1: ShellExecuteEx failed: Internal error\.\)\.$/,
    },
  )
  t.equal(calls().length, 4)
})
