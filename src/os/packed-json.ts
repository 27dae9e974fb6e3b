import { readFileSync } from 'node:fs'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

/** JSON as the package ships its tables: compressed with Brotli at its highest quality. */
export function packJson(value: unknown): Buffer {
  return packText(JSON.stringify(value))
}

/** A text compressed in the same way. */
export function packText(text: string): Buffer {
  const bytes = Buffer.from(text)
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })
}

/** The value of a file written by `packJson`. Throws where the file cannot be read. */
export function readPackedJson(path: string): unknown {
  return JSON.parse(readPacked(path).toString())
}

/** The decompressed bytes of a Brotli file. Throws where the file cannot be read. */
export function readPacked(path: string): Buffer {
  return brotliDecompressSync(readFileSync(path))
}
