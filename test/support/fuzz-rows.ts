import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { packageFolder } from '../../src/os/package-folder.ts'

const folder = join(packageFolder, 'fixtures', 'fuzzed')

/** How many inputs each file of `test/properties` has tried at once, as `npm run fuzz` noted it. */
export function recordedFuzzing(): { readonly file: string; readonly tried: number }[] {
  return readdirSync(folder)
    .sort()
    .map(name => {
      const { tried } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { tried: number }
      return { file: `test/properties/${basename(name, '.json')}.test.ts`, tried }
    })
}

/** The table of what was fuzzed. */
export function fuzzRows(): string {
  const all = recordedFuzzing()
  const shown = (tried: number): string => tried.toLocaleString('en-US')
  return [
    '| fuzzer | inputs tried |',
    '| --- | --- |',
    ...all.map(({ file, tried }) => `| \`${file}\` | ${shown(tried)} |`),
    `| all | ${shown(all.reduce((sum, { tried }) => sum + tried, 0))} |`,
  ].join('\n')
}
