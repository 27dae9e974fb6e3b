const named =
  /(?<![\w.])(?:h|fd|[Hh]andle|HANDLE|h(?:File|Port|ComPort|Com|Comm|Device|Dev|Serial|Event|Pipe|Process|Thread|Wnd|Module|Object|Read|Write|Console|Out|Std\w{1,8}))(?:\s?(?:=|:)\s?|\s(?:is|was)\s|\s(?=0x|\d{9})|\s`?(?=-1\b))(0x[0-9a-fA-F]{1,16}|-?\d{1,20})\b(?!\s?(?:bytes|ms|tests|,))/
const address =
  /(?:reading|writing|read of|write of|at address)[^0-9\n]{0,20}(0x[0-9a-f]{8,16})(?![0-9a-z])/i

/** How far from the failure its handle may be named. Lines. */
const reach = 8

/** The value of the handle that failed: named as one, the first argument of the call in a trace, or an address that could not be read. */
export function handleIn(
  lines: readonly string[],
  call: string | undefined,
  failed: number,
): bigint | undefined {
  if (call !== undefined && call !== '') {
    const argument = new RegExp(
      `(?<![A-Za-z])${call}\\w?\\( ?(0x[0-9a-f]{1,16}|-[12]|\\d{10,20})(?![\\w.])`,
      'i',
    )
    for (const line of lines) {
      const value = argument.exec(line)?.[1]
      if (value !== undefined) return BigInt(value)
    }
  }
  // A handle that is named far away is that of another call.
  const near = lines.slice(Math.max(0, failed - reach), failed + reach)
  for (const pattern of [named, address])
    for (const line of near) {
      const value = pattern.exec(line)?.[1]
      if (value !== undefined) return BigInt(value)
    }
  return undefined
}
