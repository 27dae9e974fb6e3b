import { join } from 'node:path'
import { packageFolder } from '../../os/package-folder.ts'
import { readPacked } from '../../os/packed-json.ts'
import { win32Errors } from './errors.ts'

/** The file that the package carries: a line for each code of winerror.h, with its names. */
export const errorNamesFile = join(packageFolder, 'src/declare/win32/error-names.txt.br')

/** Definitions as they stand in winerror.h: `#define ERROR_BUSY __MSABI_LONG(170)`, `#define WSAENOTSOCK (WSABASEERR + 38)`. */
const definition =
  /^#define ((?:ERROR|WSA|WAIT)\w{2,80}) (?:\(WSABASEERR \+ (\d{1,5})\)|(?:__MSABI_LONG\()?(\d{1,5})L?\)?)[ \t]*$/gm
/** https://learn.microsoft.com/en-us/windows/win32/winsock/windows-sockets-error-codes-2 */
const firstOfWinsock = 10_000

/** The names of the codes of a winerror.h, a line for each code: `170 ERROR_BUSY`. Pure. */
export function errorNamesOf(header: string): string {
  const names = new Map<number, string[]>()
  for (const [, name = '', ofWinsock, plain] of header.matchAll(definition)) {
    const code = ofWinsock === undefined ? Number(plain) : firstOfWinsock + Number(ofWinsock)
    names.set(code, [...(names.get(code) ?? []), name])
  }
  return [...names]
    .sort(([one], [other]) => one - other)
    .map(([code, own]) => `${code} ${own.join(' ')}\n`)
    .join('')
}

/** A code that winerror.h of MinGW lacks. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--500-999- */
const ofMicrosoft = '740 ERROR_ELEVATION_REQUIRED'

interface ErrorNames {
  readonly byName: ReadonlyMap<string, number>
  readonly byCode: ReadonlyMap<number, string>
}

let read: ErrorNames | undefined

function errorNames(): ErrorNames {
  if (read) return read
  const rows = [...readPacked(errorNamesFile).toString().trimEnd().split('\n'), ofMicrosoft].map(
    line => line.split(' '),
  )
  read = {
    byName: new Map(
      rows.flatMap(([code, ...names]) => names.map(name => [name, Number(code)] as const)),
    ),
    byCode: new Map(rows.map(([code, name = '']) => [Number(code), name])),
  }
  return read
}

/** The code of `ERROR_BUSY` or `WSAENOTSOCK`, by the Windows headers; `undefined` for another name. */
export function codeOfError(name: string): number | undefined {
  return /^(?:ERROR|WSA|WAIT)/.test(name) ? errorNames().byName.get(name) : undefined
}

/** All names of codes in the Windows headers. */
export function namesOfErrors(): readonly string[] {
  return [...errorNames().byName.keys()]
}

/** The name of a Win32 error code in the Windows headers, the first where it has several. The file is read only for codes that are rare. */
export function nameOfError(code: number): string | undefined {
  const names: Readonly<Record<number, string>> = win32Errors
  return names[code] ?? errorNames().byCode.get(code)
}
