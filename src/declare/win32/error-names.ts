import { join } from 'node:path'
import { packageFolder } from '../../os/package-folder.ts'
import { readPacked } from '../../os/packed-json.ts'
import { win32Errors } from './errors.ts'

/** The file that the package carries: a line for each code of winerror.h, with its names. */
export const errorNamesFile = join(packageFolder, 'src/declare/win32/error-names.txt.br')

/** Definitions as they stand in winerror.h: `#define ERROR_BUSY __MSABI_LONG(170)`, `#define WSAENOTSOCK (WSABASEERR + 38)`, `#define E_POINTER _HRESULT_TYPEDEF_(0x80004003)`. */
const definition =
  /^#define (\w{3,80}) (?:\(WSABASEERR \+ (\d{1,5})\)|(?:__MSABI_LONG\()?(\d{1,5})L?\)?|_HRESULT_TYPEDEF_\((0x8[0-9A-Fa-f]{7})\))[ \t]*$/gm
/** The beginnings of names of codes; other names are of numbers that are no codes. */
const ofCode = /^(?:ERROR|WSA|WAIT|RPC_[SX]_|EPT_S_)/
/** https://learn.microsoft.com/en-us/windows/win32/winsock/windows-sockets-error-codes-2 */
const firstOfWinsock = 10_000
/** Smaller numbers with the highest bit are warnings of the kernel, and predefined keys of the registry. */
const firstOfResults = 0x80004000

/** The names of the codes of a winerror.h, those of COM included, a line for each code: `170 ERROR_BUSY`. Pure. */
export function errorNamesOf(header: string): string {
  const names = new Map<number, string[]>()
  for (const [, name = '', ofWinsock, plain, result] of header.matchAll(definition)) {
    const code =
      ofWinsock === undefined ? Number(plain ?? result) : firstOfWinsock + Number(ofWinsock)
    if (result === undefined ? ofCode.test(name) : code >= firstOfResults)
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

/** How the names of HRESULTs are written, beside `ofCode`. */
const ofResult = /^(?:E|NTE)_[A-Z]|_E_[A-Z]|^SCARD_W_/

/** The code of `ERROR_BUSY`, `WSAENOTSOCK` or `RPC_E_DISCONNECTED`, by the Windows headers; `undefined` for another name. */
export function codeOfError(name: string): number | undefined {
  return ofCode.test(name) || ofResult.test(name) ? errorNames().byName.get(name) : undefined
}

/** All names of codes in the Windows headers. */
export function namesOfErrors(): readonly string[] {
  return [...errorNames().byName.keys()]
}

/** Codes of setupapi.h have a twin among the HRESULTs, from here on: ERROR_IN_WOW64 is 0xE0000235, and SPAPI_E_IN_WOW64 0x800F0235. https://learn.microsoft.com/en-us/windows/win32/api/setupapi/ */
const ofSetup = { own: 0xe000, result: 0x800f0000, prefix: 'SPAPI_E_' } as const

/** The name of a Win32 error code or an HRESULT in the Windows headers, the first where it has several. The file is read only for codes that are rare. */
export function nameOfError(code: number): string | undefined {
  const names: Readonly<Record<number, string>> = win32Errors
  if (code >>> 16 === ofSetup.own)
    return (
      names[code] ??
      errorNames()
        .byCode.get(ofSetup.result + (code & 0xffff))
        ?.replace(ofSetup.prefix, 'ERROR_')
    )
  return names[code] ?? errorNames().byCode.get(code)
}
