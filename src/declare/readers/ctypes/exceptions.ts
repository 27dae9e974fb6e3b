import type { PythonNode } from './syntax.ts'

const catchesAll = /\b(Exception|BaseException|OSError|WindowsError|EnvironmentError)\b/

/** The failures that the handlers of a `try` expect. */
export function expectedBy(handlers: readonly PythonNode[]): {
  readonly ImportError: boolean
  readonly AttributeError: boolean
} {
  const texts = handlers.map(handler =>
    handler.children
      .filter(({ type }) => type !== 'block')
      .map(({ text }) => text)
      .join(' '),
  )
  const catches = (own: RegExp): boolean =>
    texts.some(text => text === '' || own.test(text) || /\b(Base)?Exception\b/.test(text))
  return {
    ImportError: catches(/\b(ImportError|ModuleNotFoundError)\b/),
    AttributeError: catches(/\bAttributeError\b/),
  }
}

/** Whether a handler is for failures alone of which it is known that they did not happen. */
export function isForExpected(handler: PythonNode): boolean {
  const text = handler.children
    .filter(({ type }) => type !== 'block')
    .map(one => one.text)
    .join(' ')
  return (
    /\bAttributeError\b/.test(text) && !catchesAll.test(text) && !/\w+Error.*\w+Error/.test(text)
  )
}
