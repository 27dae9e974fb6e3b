import { pathsOf } from './call-exports.ts'

/** What the recorder offers to what is found in tables. */
interface TableRecorder {
  /** Declares a function as `library.func(name, result, parameters)` does. */
  func(name: string, result: unknown, parameters: readonly unknown[]): unknown
  /** Declares a name of a type. */
  alias(name: string, type: string): void
}

/** Names of types of Windows are written so; names of functions are not. */
const typeName = /^[A-Z][A-Z0-9_]{2,}$/
const functionName = /^[A-Z][A-Za-z0-9_]{2,}$/
/** Levels of objects in which tables are looked for. */
const deepest = 4

/**
 * Definitions that a module exports as data and hands to koffi only when somebody asks for them:
 * `DefKernel32.CloseHandle = ['int', ['void *']]` and `DWORD = 'uint32_t'`. What koffi does not take is no definition.
 */
export function declareTables(module: unknown, recorder: TableRecorder): void {
  for (const [path, value] of pathsOf(module, '', deepest, true)) {
    const name = path.slice(path.lastIndexOf('.') + 1)
    try {
      if (typeof value === 'string') {
        if (typeName.test(name) && /^[\w *]+$/.test(value)) recorder.alias(name, value)
      } else if (functionName.test(name) && isSignature(value)) {
        // Where a parameter may be one of several types, the first stands for it.
        const parameters = value[1].map(type =>
          Array.isArray(type) ? (type as unknown[])[0] : type,
        )
        recorder.func(name, value[0], parameters)
      }
    } catch {
      /* a pair of a text and a list that is no prototype, or one of types that are made later */
    }
  }
}

function isSignature(value: unknown): value is readonly [string, readonly unknown[]] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === 'string' &&
    Array.isArray(value[1])
  )
}
