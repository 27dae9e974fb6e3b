/** FFIs of JavaScript by what a text or a person calls them, and their names in the measurements (src/declare/ffi). The more specific first. */
const named: readonly (readonly [string, RegExp])[] = [
  ['koffi2', /\bkoffi[ @/]{1,2}v?2\b/i],
  ['koffi', /\bkoffi\b/i],
  ['ffi-napi', /\bffi-napi\b/i],
  ['ffi-rs', /\bffi-rs\b/i],
  ['node-ffi', /\bnode:ffi\b/i],
  ['bun', /\bbun\b/i],
  ['deno', /\bdeno\b/i],
]

/** The FFI whose measurements answer for a text; `undefined` where it names none that was measured. */
export function measuredHost(ffi: string, text: string): string | undefined {
  if (ffi === 'ctypes') return 'ctypes'
  return ffi === 'js' ? named.find(([, pattern]) => pattern.test(text))?.[0] : undefined
}
