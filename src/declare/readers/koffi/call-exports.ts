/**
 * Calls the exported functions of a module whose dotted path matches one of the patterns (`*` stands for any name), so
 * that bindings that declare nothing before they are asked to can be audited. No arguments are passed.
 */
export async function callExports(
  module: unknown,
  patterns: readonly string[],
  failed: (path: string, error: unknown) => void,
): Promise<void> {
  if (patterns.length === 0) return
  const wanted = patterns.map(toExpression)
  for (const [path, value] of pathsOf(module, '', 3)) {
    if (typeof value !== 'function' || !wanted.some(pattern => pattern.test(path))) continue
    try {
      await (value as () => unknown)()
    } catch (error) {
      failed(path, error)
    }
  }
}

function toExpression(pattern: string): RegExp {
  return new RegExp(
    `^${pattern
      .split('*')
      .map(text => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^.]*')}$`,
  )
}

function* pathsOf(
  object: unknown,
  prefix: string,
  depth: number,
): Generator<readonly [string, unknown]> {
  if (typeof object !== 'object' || object === null || depth === 0) return
  for (const [name, value] of Object.entries(object)) {
    const path = prefix ? `${prefix}.${name}` : name
    yield [path, value]
    yield* pathsOf(value, path, depth - 1)
  }
}
