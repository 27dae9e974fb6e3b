import { createRequire } from 'node:module'

interface Amaro {
  transformSync(
    source: string,
    options: {
      readonly mode: 'strip-only' | 'transform'
      readonly sourceMap?: boolean
      readonly filename?: string
    },
  ): { readonly code: string; readonly map?: string }
}

/** The module that Node itself uses to load TypeScript. It ships without typings. Loaded on demand because of its size. */
let loaded: Amaro | undefined

/**
 * Removes the types from TypeScript. Stripping keeps every line in place; enums and namespaces have to be
 * transformed, and then a source map gives the original lines.
 */
export function stripTypes(source: string, file: string): string {
  const amaro = (loaded ??= createRequire(import.meta.url)('amaro') as Amaro)
  try {
    return amaro.transformSync(source, { mode: 'strip-only' }).code
  } catch {
    const { code, map = '' } = amaro.transformSync(source, {
      mode: 'transform',
      sourceMap: true,
      filename: file,
    })
    return `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}\n`
  }
}
