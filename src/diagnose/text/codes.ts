import { sentenceOf } from './translations.ts'

/** A way in which a message states how a call ended. The first group that matched is the code, where there is one. */
interface Statement {
  readonly pattern: RegExp
  /** A word for what has no code; `hex` for codes in hexadecimal. */
  readonly means:
    | 'code'
    | 'hex'
    | 'hresult'
    | 'either'
    | 'overflow'
    | 'crash'
    | 'hang'
    | 'refused'
    | '6'
    | '2'
    | '5'
    | 'status'
}

/** NTSTATUS and what Windows makes of it: https://learn.microsoft.com/en-us/windows/win32/api/winternl/nf-winternl-rtlntstatustodoserror */
export const statusOutcomes: Readonly<Record<string, string>> = {
  c0000008: '6',
  c0000024: '6',
  c0000005: 'crash',
  c0000409: 'crash',
  c0000374: 'crash',
  c0000022: '5',
  c0000034: '2',
  c000000d: '87',
  c00000bb: '50',
  c0000120: '995',
  c00000a3: '21',
  c000009d: '1167',
}

/** In the order in which they count: an exact code before a sentence. VBA's run-time error 6 is an overflow, not a handle. */
const statements: readonly Statement[] = [
  { pattern: /run-?time error '?6'?\s*[:(]?\s*overflow/i, means: 'overflow' },
  {
    pattern:
      /OverflowError|OverflowException|Arithmetic operation resulted in an overflow|int too (?:long|large) to convert|out of range for (?:an? )?(?:Int32|integer)/i,
    means: 'overflow',
  },
  {
    pattern:
      /RangeError|does not fit (?:in|into) (?:an? )?(?:32|int)|bignum too big|Value was either too large or too small/i,
    means: 'overflow',
  },
  {
    pattern:
      /PInvokeStackImbalance|ValueError: Procedure (?:probably )?called with|bad DLL calling convention/i,
    means: 'refused',
  },
  { pattern: /type mismatch|must be updated for use on 64-bit systems/i, means: 'refused' },
  {
    pattern:
      /access[ _]?violation|Attempted to read or write protected memory|Invalid memory (?:access|address|read)|Segmentation fault|SIGSEGV|3221225477|-1073741819/i,
    means: 'crash',
  },
  { pattern: /\b(?:0x|&H)?8007([0-9a-f]{4})\b/i, means: 'hex' },
  { pattern: /(-2147[0-9]{6})\b/, means: 'hresult' },
  {
    pattern: /pywintypes\.error: \((\d{1,5}),|\bSystem Error\.\s*Code:\s*(\d{1,5})/i,
    means: 'code',
  },
  { pattern: /\b(?:0x)?(c000[0-9a-f]{4})\b/i, means: 'status' },
  { pattern: /\[?WinError (\d{1,5})\]?/i, means: 'code' },
  { pattern: /\[Error (\d{1,5})\]/i, means: 'code' },
  { pattern: /\(os error (\d{1,5})\)|Os ?\{ ?code: ?(\d{1,5})/, means: 'code' },
  {
    pattern:
      /(?:OSError|WindowsError|PermissionError|FileNotFoundError)\((?:\d+|None), ['"][^'"]{0,200}['"], None, (\d{1,5})\)/,
    means: 'code',
  },
  { pattern: /A_LastError\s*[:=]?\s*(\d{1,5})|LastDllError\s*[:=]?\s*(\d{1,5})/i, means: 'code' },
  {
    pattern:
      /LastErrorException:? ?\[(\d{1,5})\]|NativeErrorCode\s*[:=]\s*(\d{1,5})|Win32Exception \((\d{1,5})\)/,
    means: 'code',
  },
  {
    pattern:
      /(?:GetLastError(?:\(\))?|GetLastWin32Error(?:\(\))?|GLE|last error|lasterror)\s*(?:returns|returned|is|was|gives|[:=]+)?\s*(?:0x0*([0-9a-f]{1,4})\b|(\d{1,5})\b)/i,
    means: 'either',
  },
  { pattern: /\berror(?: code)?\s*[:=#(]?\s*(\d{1,5})\b/i, means: 'code' },
  {
    pattern: /\bError: \((\d{1,5})\)|errno[:= ]+(\d{1,5})\b|failed(?: with)?[: ]+(\d{1,5})\b/i,
    means: 'code',
  },
  { pattern: /ERROR_INVALID_HANDLE|handle is invalid|invalid handle/i, means: '6' },
  { pattern: sentenceOf('6'), means: '6' },
  { pattern: /cannot find the (?:file|path|device)|\bfile not found\b|ENOENT/i, means: '2' },
  { pattern: sentenceOf('2'), means: '2' },
  { pattern: /PermissionError|UnauthorizedAccessException|EACCES|access denied/i, means: '5' },
  { pattern: sentenceOf('5'), means: '5' },
  { pattern: /(?:hangs|hung|never returns|freezes|blocks for ?ever|deadlock)/i, means: 'hang' },
]

function outcomeFrom(statement: Statement, match: RegExpExecArray): string | undefined {
  const value = match.slice(1).find(group => group !== undefined)
  if (statement.means === 'hex') return String(Number.parseInt(value ?? '', 16))
  // The first group is hexadecimal, the second is not.
  if (statement.means === 'either')
    return match[1] === undefined ? match[2] : String(Number.parseInt(match[1], 16))
  if (statement.means === 'hresult') return String(Number(value) & 0xffff)
  if (statement.means === 'status') return statusOutcomes[(value ?? '').toLowerCase()]
  return statement.means === 'code' ? value : statement.means
}

/** How a line says a call ended: a code, or `overflow`, `crash`, `hang`, `refused`. */
export function outcomeIn(line: string): string | undefined {
  for (const statement of statements) {
    const match = statement.pattern.exec(line)
    const found = match && outcomeFrom(statement, match)
    if (found) return found
  }
  return undefined
}
