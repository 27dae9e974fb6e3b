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

/** Properties at most: what an object gives is the matter of its program. */
const mostPaths = 100_000

/** The properties of an object by their dotted paths; those of arrays are not looked at, those of classes on request. */
export function* pathsOf(
  object: unknown,
  prefix: string,
  depth: number,
  ofClasses = false,
  left = { count: mostPaths },
): Generator<readonly [string, unknown]> {
  const isOpen = typeof object === 'object' || (ofClasses && typeof object === 'function')
  if (!isOpen || object === null || Array.isArray(object) || depth === 0) return
  for (const name of Object.keys(object)) {
    if ((left.count -= 1) < 0) return
    const path = prefix ? `${prefix}.${name}` : name
    const value = read(object, name)
    yield [path, value]
    yield* pathsOf(value, path, depth - 1, ofClasses, left)
  }
}

/** A property that may be made when it is asked for, and may fail then. */
function read(object: object, name: string): unknown {
  try {
    return (object as Readonly<Record<string, unknown>>)[name]
  } catch {
    return undefined
  }
}

/** Functions that people write to be called first, and that may leave their one argument out. */
const starting = /\.(load|init|setup|bind|register|declare)\w*$/i

/** Paths of functions that can be called without arguments, those of koffi itself left out. */
export function callablesOf(module: unknown, koffi: object): string[] {
  const own = new Set<unknown>(Object.values(koffi))
  return [...pathsOf(module, '', 3)].flatMap(([path, value]) =>
    typeof value === 'function' &&
    !own.has(value) &&
    !isClass(value) &&
    (value.length === 0 || (value.length === 1 && starting.test(path)))
      ? [path]
      : [],
  )
}

function isClass(value: object): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value))
}
