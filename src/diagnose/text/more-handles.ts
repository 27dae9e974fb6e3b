/** A way to write a handle, in the first group; `isHex` where its digits are hexadecimal and have no 0x in front. */
interface HandleForm {
  readonly pattern: RegExp
  readonly isHex?: true
}

/**
 * Handles in records, of windows and keys, as pywin32 and .NET print theirs, and in other languages.
 * https://learn.microsoft.com/en-us/windows/win32/winprog64/interprocess-communication, https://mhammond.github.io/pywin32/PyHANDLE.html
 */
const forms: readonly HandleForm[] = [
  { pattern: /"[Hh]andle" ?: ?(\d{1,10})(?=[,}\s])/ },
  { pattern: /<[Hh]andle>(0x[0-9a-fA-F]{1,16}|\d{1,10})<\/[Hh]andle>/ },
  { pattern: /\b[Hh]andle (\d{1,10})(?=: |(?: is| was| ist| war) )/ },
  { pattern: /\b(?:HKEY|[hH][wW]nd) ?[=:] ?(0x[0-9a-fA-F]{1,16})\b/ },
  { pattern: /\b[hH][wW]nd ?[=:] ?([0-9a-fA-F]{16}|[0-9a-fA-F]{8})\b/, isHex: true },
  {
    pattern:
      /\bDangerousGetHandle\(\)(?:\.ToString\([^()\n]{0,6}\))?(?: ?[=:] ?| ?-> ?| returns | is )(0x[0-9a-fA-F]{1,16}|-?\d{1,10})\b/,
  },
  { pattern: /(?<![\w.])h[A-Z][A-Za-z]{2,24} = (0x[0-9a-fA-F]{1,16})\b/ },
  { pattern: /^\s?\$?[hH]wnd = (\d{1,10})$/ },
  { pattern: /\barg 0: (0x[0-9a-f]{1,16}) \(type=HANDLE/ },
  { pattern: /<PyHANDLE:(\d{1,10})>|\bSafe\w{0,14}Handle\((0x[0-9a-fA-F]{1,16}|\d{1,10})\)/ },
  {
    pattern:
      /(?:句柄|ハンドル|핸들|дескриптор)(?: ?[=:：] ?(0x[0-9a-fA-F]{1,16}|\d{1,10})| ?(0x[0-9a-fA-F]{1,16}))(?![\w.])/,
  },
]

/** The first handle that lines have in one of these forms. */
export function handleOfForms(lines: readonly string[]): bigint | undefined {
  for (const { pattern, isHex } of forms)
    for (const line of lines) {
      const value = pattern
        .exec(line)
        ?.slice(1)
        .find(own => own !== undefined)
      if (value !== undefined) return BigInt(isHex ? `0x${value}` : value)
    }
  return undefined
}
