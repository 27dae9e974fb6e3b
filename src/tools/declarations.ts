import { rolldown } from 'rolldown'
import { dts } from 'rolldown-plugin-dts'
import { join } from 'node:path'
import { packageFolder } from '../os/package-folder.ts'
import { writeAll, type Files } from './bundle-files.ts'

/** Adds the declaration files to the bundle, from those that the TypeScript compiler must have written before. */

const compiledFolder = join(packageFolder, 'dist', 'src')

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

writeAll(await declarationsOf(['index', 'guard/index']), /\.d\.ts$/)
