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

/** Modules that Python has on Windows, whatever is installed beside it. */
const ofWindows =
  /^(winreg|msvcrt|winsound|nt|_winapi|ctypes(\.(wintypes|util))?|os|sys|struct|platform|time)$/

/** Whether a block does nothing but import such modules. */
function importsOnly(body: PythonNode | undefined): boolean {
  const names = (body?.children ?? []).flatMap(({ type, children }) =>
    type === 'import_statement' ? children.map(one => one.text.split(' ')[0] ?? '') : [''],
  )
  return names.length > 0 && names.every(name => ofWindows.test(name))
}

/** Whether a handler is for failures alone of which it is known that they did not happen. */
export function isForExpected(handler: PythonNode, body: PythonNode | undefined): boolean {
  const text = handler.children
    .filter(({ type }) => type !== 'block')
    .map(one => one.text)
    .join(' ')
  if (/^(ImportError|ModuleNotFoundError)$/.test(text)) return importsOnly(body)
  return (
    /\bAttributeError\b/.test(text) && !catchesAll.test(text) && !/\w+Error.*\w+Error/.test(text)
  )
}
