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

/** The package ships without typings; it is what Node itself uses to load TypeScript. Large, so loaded where it is needed. */
let loaded: Amaro | undefined

/**
 * TypeScript without its types. Stripping keeps every line where it was; enums and namespaces have to be rewritten, and
 * then a source map tells where the lines come from.
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
