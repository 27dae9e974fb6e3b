import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isBuiltin } from 'node:module'
import t, { type Test } from 'tap'
import { findNpm } from '../../../src/lanes/provision/npm.ts'
import { ownModule } from '../../../src/os/own-module.ts'
import { runTool } from '../../../src/os/spawn.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { hangMs } from '../../support/hang.ts'

/** What `npm pack` would put into the archive. */
async function packedFiles(): Promise<string[]> {
  const npm = findNpm()
  const words = ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error']
  const { stdout } = await runTool(npm?.file ?? 'npm', [...(npm?.arguments ?? []), ...words], {
    cwd: packageFolder,
    timeoutMs: hangMs,
  })
  const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[]
  return packed?.files.map(({ path }) => path) ?? []
}

interface Manifest {
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
}

t.test('the package: what it names, few files, and nothing of its making', async t => {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as Manifest
  const files = await packedFiles()
  const named = [
    ...Object.values(manifest.bin),
    ...Object.values(manifest.exports).flatMap(to =>
      typeof to === 'string' ? [to] : Object.values(to),
    ),
    'src/declare/ffi/recorded.json.br',
    'dist/bundle/declare/widths/win32.txt',
    'src/declare/win32/error-names.txt.br',
    'src/diagnose/recorded.json.br',
    'src/diagnose/terms/weights.json.br',
  ].map(file => file.replace(/^\.\//, ''))
  t.same(
    named.filter(file => !files.includes(file)),
    [],
    'all that package.json names is in it; npm run declarations writes the .d.ts files',
  )
  t.ok(files.length <= 200, `${files.length} files`)
  t.same(
    files.filter(file => /\.map$|^dist\/(src|test|probes)\//.test(file)),
    [],
  )
})

/** The modules that a built file imports, by the names in it. */
function importsOf(name: string): string[] {
  const text = readFileSync(ownModule(name), 'utf8')
  return [...text.matchAll(/^(?:import|export)\b[^'"]*["']([^"']+)["'];?$/gm)].map(
    ([, from]) => from ?? '',
  )
}

function isOneFile(t: Test, name: string): void {
  const imports = importsOf(name)
  t.ok(imports.length > 0)
  t.same(
    imports.filter(from => !isBuiltin(from)),
    [],
  )
}

for (const name of ['child/main', 'child/port-main', 'lanes/devices/far-end-thread'])
  t.test(`${name} is one file; koffi is all that it loads besides`, async t => {
    isOneFile(t, name)
  })
