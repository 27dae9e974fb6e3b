import { build, type BuildOptions, type Plugin } from 'esbuild'
import { rolldown } from 'rolldown'
import { dts } from 'rolldown-plugin-dts'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import process from 'node:process'
import { dirname, join, relative } from 'node:path'
import { packageFolder } from '../os/package-folder.ts'
import { strippedScript } from '../views/page/script-text.ts'

/**
 * Builds `dist/bundle` from the sources: what is published, and what children are started from. The TypeScript
 * compiler, which checks types and writes the declarations, must have run before.
 */

const bundleFolder = join(packageFolder, 'dist', 'bundle')
const compiledFolder = join(packageFolder, 'dist', 'src')

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

/** The files of the bundle: path → content. */
type Files = ReadonlyMap<string, Uint8Array>

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

/** The declaration files of some modules: one file each, and one for what they share. */
async function declarationsOf(names: readonly string[]): Promise<Files> {
  const bundled = await rolldown({
    cwd: packageFolder,
    input: Object.fromEntries(names.map(name => [name, join(compiledFolder, `${name}.d.ts`)])),
    external: /^(?:node:|@|[a-z])/,
    // On a busy machine it would print warnings about its timings.
    checks: { bundlerTimings: false },
    plugins: [dts({ dtsInput: true, emitDtsOnly: true, tsconfig: false })],
  })
  const { output } = await bundled.generate({ chunkFileNames: 'types-[hash].d.ts' })
  await bundled.close()
  return new Map(
    output.flatMap(file =>
      file.type === 'chunk' && file.exports.length > 0 && !file.moduleIds[0]?.startsWith('\0')
        ? [[file.fileName, Buffer.from(file.code)] as const]
        : [],
    ),
  )
}

/** Replaces a file atomically, and only if it changed: children may be starting from it. */
function write(name: string, content: Uint8Array): void {
  const file = join(bundleFolder, name)
  if (existsSync(file) && readFileSync(file).equals(content)) return
  mkdirSync(dirname(file), { recursive: true })
  const part = `${file}.${process.pid}`
  writeFileSync(part, content)
  renameSync(part, file)
}

function removeAllBut(names: ReadonlySet<string>): void {
  for (const name of readdirSync(bundleFolder, { recursive: true, encoding: 'utf8' }))
    if (/\.(js|map|ts)$/.test(name) && !names.has(name)) rmSync(join(bundleFolder, name))
}

const files = new Map([
  ...(await bundleAlone()),
  ...(await bundleTogether()),
  ['views/page/script.js', Buffer.from(strippedScript())] as const,
  ...(await declarationsOf(['index', 'guard/index'])),
])
for (const [name, content] of files) write(name, content)
removeAllBut(new Set(files.keys()))
