import { moreOutcomes } from '../known/more-statuses.ts'

/** How a line says that a call ended. */
export interface Said {
  /** A Win32 code, or a word: `overflow`, `crash`, `hang`, `refused`; the name of libuv's code in small letters. */
  readonly outcome: string
  /** The NTSTATUS behind it, in small hexadecimal digits. */
  readonly status?: string
  /** Whether it is a name that libuv has on every system. */
  readonly isOfLibuv?: true
  /** Where on the line. */
  readonly at: number
  /** `code`: a form that only a code has; `number`: a number behind a word such as "error" and beside something of Windows; `loose`: such a number with nothing beside it; `sentence`: what FormatMessage says; `word`: a description. */
  readonly form: 'code' | 'number' | 'loose' | 'sentence' | 'word'
}

/** What looks like a fact and is none. */
export interface NotTaken {
  readonly text: string
  readonly reason: string
}

/** Exceptions of arithmetic, of the C runtime and of a callback, and fail fast. https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55 */
const exceptions = [
  ...['c0000025', 'c000008c', 'c000008d', 'c000008e', 'c000008f', 'c0000090', 'c0000091'],
  ...['c0000092', 'c0000093', 'c0000094', 'c0000095', 'c0000417', 'c000041d', 'c0000420'],
  'c0000602',
]

/**
 * NTSTATUS and what Windows makes of it: https://learn.microsoft.com/en-us/windows/win32/api/winternl/nf-winternl-rtlntstatustodoserror
 * RtlNtStatusToDosError of Wine 8.0 answers the same for all but STATUS_NO_SUCH_DEVICE, which is 433 there: test/wine/diagnose asks it. The
 * statuses of exceptions are crashes.
 */
export const statusOutcomes: Readonly<Record<string, string>> = {
  ...moreOutcomes,
  c0000005: 'crash',
  c000001d: 'crash',
  c0000096: 'crash',
  c00000fd: 'crash',
  c0000409: 'crash',
  c0000374: 'crash',
  ...Object.fromEntries(exceptions.map(status => [status, 'crash'])),
  c0000001: '31',
  c0000002: '1',
  c0000003: '87',
  c0000004: '24',
  c0000008: '6',
  c000000a: '193',
  c000000d: '87',
  c000000e: '2',
  c0000010: '1',
  c0000011: '38',
  c0000013: '21',
  c0000017: '8',
  c0000018: '487',
  c0000022: '5',
  c0000023: '122',
  c0000024: '6',
  c0000030: '87',
  c0000033: '123',
  c0000034: '2',
  c0000035: '183',
  c0000037: '6',
  c0000039: '161',
  c000003a: '3',
  c000003b: '161',
  c0000041: '5',
  c0000042: '6',
  c0000043: '32',
  c0000044: '1816',
  c000004b: '5',
  c0000054: '33',
  c0000056: '5',
  c0000061: '1314',
  c000007a: '127',
  c000007b: '193',
  c000009a: '1450',
  c000009c: '23',
  c000009d: '1167',
  c00000a2: '19',
  c00000a3: '21',
  c00000ac: '231',
  c00000ae: '231',
  c00000b0: '233',
  c00000b1: '232',
  c00000b5: '121',
  c00000ba: '5',
  c00000bb: '50',
  c00000cc: '67',
  c00000ef: '87',
  c00000f0: '87',
  c00000f1: '87',
  c0000101: '145',
  c0000103: '267',
  c000010a: '5',
  c0000120: '995',
  c0000121: '5',
  c0000128: '6',
  c000012d: '1455',
  c0000135: '126',
  c0000138: '182',
  c0000139: '127',
  c0000142: '1114',
  c000014b: '109',
  c0000184: '22',
  c0000185: '1117',
  c0000206: '1784',
  c0000225: '1168',
  c000026e: '21',
  c0000428: '577',
  c000042c: '740',
}

/** The status that a line gives beside the code or the word that says how a call ended. */
export function statusOf({ outcome, status }: Said, found: readonly Said[]): Pick<Said, 'status'> {
  const beside = status ?? found.find(own => own.outcome === outcome && own.status)?.status
  return beside === undefined ? {} : { status: beside }
}

/** The code that a line states: one of Windows before a status that stands for none. */
export function codeAmong(found: readonly Said[]): Said | undefined {
  const codes = found.filter(({ form }) => form === 'code')
  return codes.find(({ outcome }) => Number(outcome) >>> 16 === 0) ?? codes[0]
}

/** ERROR_IO_PENDING: https://learn.microsoft.com/en-us/windows/win32/fileio/synchronous-and-asynchronous-i-o */
export const pending = '997'

/** Whether what a line says of a call is that it went well, or is not over. */
export function isNoFailure(said: Pick<Said, 'outcome'> | undefined): boolean {
  return said !== undefined && ['0', pending].includes(said.outcome)
}
