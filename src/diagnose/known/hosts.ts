/** What calls Windows from JavaScript, by what a text or a person calls them, and their names in the measurements (src/declare/ffi), where they have it. The more specific first. */
const named: readonly (readonly [string, RegExp])[] = [
  ['koffi2', /\bkoffi[ @/]{1,2}v?2\b/i],
  ['koffi', /\bkoffi\b/i],
  ['ffi-napi', /\bffi-napi\b/i],
  ['ffi-rs', /\bffi-rs\b/i],
  ['node-ffi', /\bnode:ffi\b/i],
  ['bun', /\bbun\b/i],
  ['deno', /\bdeno\b/i],
  ['js-ctypes', /\bjs-ctypes\b/i],
  ['node-api', /\b(?:node-addon-api|n-api|node-gyp)\b/i],
]

/** The FFI whose measurements answer for a text; `undefined` where it names none that was measured. */
export function measuredHost(ffi: string, text: string): string | undefined {
  if (ffi === 'ctypes') return 'ctypes'
  return ffi === 'js' ? named.find(([, pattern]) => pattern.test(text))?.[0] : undefined
}

/** The name under which lines of code are kept: that of the FFI, and in JavaScript that of what calls Windows; `js` is koffi, which is shown where none is named. */
export function languageOf({
  ffiName,
  host,
}: {
  readonly ffiName?: string
  readonly host?: string
}): string | undefined {
  return ffiName === 'js' && host !== undefined && !host.startsWith('koffi') ? host : ffiName
}
