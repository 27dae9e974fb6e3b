/**
 * Where the headers of mingw-w64 10.0 and win32metadata disagree about the width of a result or a parameter, with who is
 * right. A test holds this list against both sources: it names every place, and no other.
 */
export interface WidthDifference {
  /** The functions, with the same difference in each. */
  readonly functions: readonly string[]
  /** `result`, or the name of the parameter in the headers; empty where they leave it without one. */
  readonly place: string
  readonly right: 'headers' | 'metadata'
  /** Where the headers are wrong, the type that Microsoft declares. */
  readonly type?: string
  readonly why: string
}

const lostBase =
  'the type is an enumeration of constants in the metadata, and its JSON form gives it 32 bits; Microsoft declares a narrower integer'

/** All differences. */
export const knownDifferences: readonly WidthDifference[] = [
  {
    functions: ['DescribePixelFormat'],
    place: 'iPixelFormat',
    right: 'headers',
    why: 'it is the number of a pixel format, an int; the metadata gives it the type of a member of PIXELFORMATDESCRIPTOR, one byte',
  },
  {
    functions: ['DeviceCapabilitiesA', 'DeviceCapabilitiesW'],
    place: 'fwCapability',
    right: 'headers',
    why: lostBase,
  },
  {
    functions: ['ImageDirectoryEntryToData', 'ImageDirectoryEntryToDataEx'],
    place: 'DirectoryEntry',
    right: 'headers',
    why: lostBase,
  },
  {
    functions: [
      'AcceptSecurityContext',
      'InitializeSecurityContextA',
      'InitializeSecurityContextW',
      'SaslAcceptSecurityContext',
      'SaslInitializeSecurityContextA',
      'SaslInitializeSecurityContextW',
    ],
    place: 'fContextReq',
    right: 'headers',
    why: 'Microsoft declares unsigned long; the enumeration of the flags in the metadata has 64 bits',
  },
  { functions: ['LZOpenFileA', 'LZOpenFileW'], place: '', right: 'headers', why: lostBase },
  { functions: ['WinHttpConnect'], place: '', right: 'headers', why: lostBase },
  { functions: ['XInputGetBatteryInformation'], place: '', right: 'headers', why: lostBase },
  {
    functions: ['K32GetWsChangesEx', 'GetWsChangesEx'],
    place: 'cb',
    right: 'metadata',
    type: 'PDWORD',
    why: 'Microsoft declares `PDWORD cb`, which takes the size and gives it back (https://learn.microsoft.com/en-us/windows/win32/api/psapi/nf-psapi-getwschangesex); mingw-w64 has DWORD',
  },
  {
    functions: ['PathQuoteSpacesA', 'PathQuoteSpacesW'],
    place: 'result',
    right: 'metadata',
    type: 'BOOL',
    why: 'Microsoft declares BOOL (https://learn.microsoft.com/en-us/windows/win32/api/shlwapi/nf-shlwapi-pathquotespacesw); mingw-w64 has void',
  },
  {
    functions: ['PathUnquoteSpacesA', 'PathUnquoteSpacesW'],
    place: 'result',
    right: 'metadata',
    type: 'BOOL',
    why: 'the headers of newer SDKs declare BOOL, those of older ones void, and its page says that there is no return value: nobody should read it',
  },
]

const ofText =
  'the headers of mingw-w64 give it characters of the other width; Microsoft declares those that the name of the export says'

/** The same for texts: the headers have narrow characters and win32metadata has wide ones, or the other way round. */
export const knownTextDifferences: readonly (WidthDifference & { readonly type: string })[] = (
  [
    ['SymFindFileInPathW', 'FoundFile', 'LPWSTR'],
    ['SymSetHomeDirectoryW', 'result', 'LPWSTR'],
    ['SymEnumLinesW', 'File', 'LPCWSTR'],
    ['SymEnumTypesByNameW', 'mask', 'LPCWSTR'],
    ['SymSrvGetFileIndexes', 'File', 'LPCSTR'],
    ['SymSrvStoreSupplement', 'SymPath', 'LPCSTR'],
    ['SetComputerNameExA', 'lpBuffer', 'LPCSTR'],
  ] as const
).map(([name, place, type]) => ({
  functions: [name],
  place,
  right: 'metadata',
  type,
  why: ofText,
}))

/** The type that replaces the one in the headers at a place of a function; undefined where the headers are right. */
export function correctionOf(name: string, place: string): string | undefined {
  return corrections.get(`${name} ${place}`)
}

const corrections: ReadonlyMap<string, string> = new Map(
  [...knownDifferences, ...knownTextDifferences].flatMap(({ functions, place, type }) =>
    type === undefined ? [] : functions.map(name => [`${name} ${place}`, type] as const),
  ),
)
