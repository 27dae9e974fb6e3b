import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { parseRun } from '../../../../../src/result/read-run.ts'
import type { RunFile } from '../../../../../src/result/run-file.ts'
import { packageFolder } from '../../../../../src/os/package-folder.ts'

function pathOf(name: 'windows' | 'wine'): string {
  return join(packageFolder, 'fixtures/windows-under-wine', `${name}.json.br`)
}

/** The recorded run of the whole catalogue by the engine windows, run by node.exe under Wine, or by the engine wine on the same devices. */
export function readRecording(name: 'windows' | 'wine'): RunFile {
  return parseRun(brotliDecompressSync(readFileSync(pathOf(name))).toString('utf8'), pathOf(name))
}

/** Stores a run file as such a recording. */
export function keepRecording(name: 'windows' | 'wine', path: string): void {
  writeFileSync(
    pathOf(name),
    brotliCompressSync(readFileSync(path), {
      params: { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS },
    }),
  )
}
