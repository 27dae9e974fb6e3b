import { build, type BuildOptions, type Plugin } from 'esbuild'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { builtTable, packedTableFile } from '../declare/widths/table-file.ts'
import { packageFolder } from '../os/package-folder.ts'
import { readPacked } from '../os/packed-json.ts'
import { strippedScript } from '../views/page/script-text.ts'
import { bundleFolder, writeAll, type Files } from './bundle-files.ts'

/** Builds `dist/bundle` from the sources: what is published, and what children are started from. */

/** Programs with a bundle file of their own, which contains everything except what comes from node_modules. */
const alone = ['child/main', 'child/port-main', 'lanes/devices/far-end-thread']

/**
 * The same for programs that look for other people's code in stack traces. Without a source map, because with one,
 * Node would show source paths, which they do not recognise as ours.
 */
const aloneWithoutMap = [
  'declare/readers/koffi/child',
  'declare/readers/koffi/hooks',
  'guard/index',
]

/** Modules of the command line and the library, with shared parts in files of their own. */
const together = ['cli/main', 'index']

/** Packages of many small files that most commands need: bundled, so that they are read in one piece. */
const inlined = [
  'yargs',
  'zod',
  'fast-string-width',
  'picocolors',
  'fastest-levenshtein',
  'smol-toml',
]

function outside(): string[] {
  const manifest = readFileSync(join(packageFolder, 'package.json'), 'utf8')
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> }
  return Object.keys(dependencies).filter(name => !inlined.includes(name))
}

const common = {
  bundle: true,
  write: false,
  external: outside(),
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  outbase: join(packageFolder, 'src'),
  outdir: bundleFolder,
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
} satisfies BuildOptions

function source(name: string): string {
  return join(packageFolder, 'src', `${name}.ts`)
}

async function bundle(options: BuildOptions): Promise<Files> {
  const { outputFiles } = await build({ ...common, ...options, write: false })
  return new Map(outputFiles.map(({ path, contents }) => [relative(bundleFolder, path), contents]))
}

async function bundleAlone(): Promise<Files> {
  return new Map([
    ...(await bundle({ entryPoints: alone.map(source) })),
    ...(await bundle({ entryPoints: aloneWithoutMap.map(source), sourcemap: false })),
  ])
}

/** A module that exports everything that the files of `probes/` export. */
const allProbes: Plugin = {
  name: 'all-probes',
  setup(build) {
    const names = readdirSync(join(packageFolder, 'probes')).filter(name => name.endsWith('.ts'))
    build.onResolve({ filter: /^all-probes$/ }, ({ path }) => ({ path, namespace: 'all-probes' }))
    build.onLoad({ filter: /^all-probes$/, namespace: 'all-probes' }, () => ({
      contents: `${names.map((name, index) => `import probe${index} from './probes/${name}'`).join('\n')}
        export const probes = [${names.map((_, index) => `probe${index}`).join()}]`,
      resolveDir: packageFolder,
    }))
  },
}

/** Removes zod's messages in fifty languages; the library imports the English ones by another path. */
const noLanguages: Plugin = {
  name: 'no-languages',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export {}',
    }))
  },
}

/** yargs looks for a package.json beside `node_modules`, and without it in the current folder, which is untrusted. */
const ownManifest: Plugin = {
  name: 'own-manifest',
  setup(build) {
    build.onLoad({ filter: /[\\/]yargs[\\/]lib[\\/]platform-shims[\\/]esm\.mjs$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      const contents = text.replace('mainFilename || process.cwd()', '__dirname')
      if (contents === text) throw new Error(`${path} looks for a package.json in another way now`)
      return { contents }
    })
  },
}

function bundleTogether(): Promise<Files> {
  return bundle({
    splitting: true,
    chunkNames: 'parts/[hash]',
    plugins: [allProbes, noLanguages, ownManifest],
    // yargs uses string-width, which needs a third of the time of a bare node to initialise text segmentation.
    alias: { 'string-width': join(packageFolder, 'node_modules', 'fast-string-width') },
    entryPoints: [
      ...together.map(name => ({ in: source(name), out: name })),
      { in: 'all-probes', out: 'probes' },
    ],
  })
}

writeAll(
  new Map([
    ...(await bundleAlone()),
    ...(await bundleTogether()),
    ['views/page/script.js', Buffer.from(strippedScript())] as const,
    [builtTable, readPacked(packedTableFile)] as const,
  ]),
  /\.(?:js|map|txt)$/,
)
