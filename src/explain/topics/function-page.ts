import { documentationOf, failureOf, type Failure } from '../../declare/failures.ts'
import { openWidthTable, type FunctionInfo, type TypeInfo } from '../../declare/widths/table.ts'
import { link, list, section, table, text, type Page, type Section } from '../../text/page.ts'

const failureTexts: Readonly<Record<Failure, string>> = {
  'all-ones': 'When it fails, it returns INVALID_HANDLE_VALUE: -1, as wide as a pointer.',
  zero: 'When it fails, it returns NULL.',
  either: 'When it fails, it returns INVALID_HANDLE_VALUE (-1, as wide as a pointer) or NULL.',
  false: 'When it fails, it returns 0.',
  'wait-failed': 'When it fails, it returns WAIT_FAILED (0xFFFFFFFF).',
  'zero-and-error':
    'When it fails, it returns 0 and sets the last error; 0 without a last error is an answer.',
  'returns-code': 'It returns the error code itself; 0 is success.',
  never: 'It cannot fail.',
}

/** Bytes of a parameter or result: an array is passed as a pointer. */
function bytesOf({ kind, bytes }: TypeInfo, pointerBytes: 4 | 8): string {
  return kind === 'void' ? '-' : String(kind === 'array' ? pointerBytes : bytes)
}

/** A row for the result and each parameter, with its width on both kinds of architecture. */
function places(wide: FunctionInfo, narrow: FunctionInfo | undefined): string[][] {
  const slots = (info: FunctionInfo) => [{ name: 'result', type: info.result }, ...info.parameters]
  return slots(wide).map(({ name, type }, at) => {
    const other = narrow && slots(narrow)[at]
    return [
      name === '' ? `parameter ${at}` : name,
      type.name,
      bytesOf(type, 8),
      other ? bytesOf(other.type, 4) : '-',
    ]
  })
}

/** Where the error of a failed call stands, unless the table of failures says it. */
function errorOf({ setsLastError, library, result }: FunctionInfo): string {
  const status = result.chain.find(name => name === 'NTSTATUS' || name === 'HRESULT')
  if (status !== undefined) return `It returns the error itself, an ${status}.`
  if (library === 'ws2_32.dll') return 'The error is read with WSAGetLastError.'
  if (setsLastError === undefined)
    return 'Whether it sets the last error is not on record: win32metadata lacks it.'
  return setsLastError
    ? 'It sets the last error when it fails (win32metadata).'
    : 'Its documentation does not say that it sets the last error (win32metadata): a code read after it may be that of an earlier call.'
}

/** What closes the handles that it returns or writes. */
function closers({ result, parameters, closedBy }: FunctionInfo): string[] {
  const written = parameters.flatMap(({ type: { target = '' } }) => {
    const closer = openWidthTable().closerOf(target)
    return closer === undefined ? [] : [`The ${target} that it writes is closed with ${closer}.`]
  })
  return [
    ...(closedBy === undefined
      ? []
      : [
          `The ${result.name} that it returns, if the program owns it, is closed with ${closedBy}.`,
        ]),
    ...written,
  ]
}

/** What the tables know of a function of Win32; none for one that they do not have. */
export function functionSections(name: string): readonly Section[] {
  const widths = openWidthTable()
  const narrow = widths.function(name, 'ia32')
  const info = widths.function(name, 'x64') ?? narrow
  if (!info) return []
  const failure = failureOf(name)
  return [
    ...section(
      'Declaration',
      table(['', 'type', 'bytes on x64, arm64', 'on ia32'], places(info, narrow)),
    ),
    ...section(
      'Errors and handles',
      list(
        ...(failure ? [failureTexts[failure.failure]] : []),
        ...(failure?.failure === 'returns-code' || failure?.failure === 'never'
          ? []
          : [errorOf(info)]),
        ...closers(info),
      ),
    ),
  ]
}

/**
 * The page of a function of Win32 that no sequence calls: `GetDC`, `user32!GetDC` or `FindWindow`, which stands for
 * `FindWindowW`. None where the headers do not have it.
 */
export function functionPage(words: string): { readonly name: string; page(): Page } | undefined {
  const bare = /^(?:\w+(?:\.dll)?[.!])?([a-z]\w+)(?:\(\))?$/i.exec(words.trim())?.[1]
  const widths = openWidthTable()
  const name = bare === undefined ? undefined : widths.resolveFunctionName(bare)
  const info = name === undefined ? undefined : widths.function(name, 'x64')
  if (name === undefined || !info) return undefined
  const header = failureOf(name)?.header
  return {
    name,
    page: () => ({
      title: `${name} (function)`,
      sections: [
        ...section(
          'What it means',
          text(info.library === '' ? 'A function of Win32.' : `A function of ${info.library}.`),
          ...(header === undefined
            ? []
            : [
                text([
                  link(`${name} in the documentation of Microsoft`, documentationOf(name, header)),
                ]),
              ]),
        ),
        ...functionSections(name),
      ],
    }),
  }
}
