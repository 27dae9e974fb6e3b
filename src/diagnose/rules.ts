import type { Diagnosis } from './classes.ts'
import type { Exemplar } from './exemplar.ts'
import type { Features } from './features.ts'

function rule(diagnosis: Diagnosis, title: string, features: Features): Exemplar {
  return { id: `rule:${diagnosis}:${title.length}`, class: diagnosis, source: 'rule', title, features }
}

/** What always holds where the struct is right and nothing is redirected; spelled out where it decides. */
const right = { layout: ['right'], check: ['right'], redirected: ['no'] } as const

/** The decision table: what each class shows by its nature. Statuses and codes as measured under Wine 8; the others follow from the mechanism. */
export const rules: readonly Exemplar[] = [
  rule('arg-upper-garbage', 'a small handle, error 6 at random, gone in a 32-bit process: the upper half of the slot was leftover data', { ...right, outcome: ['6'], width: ['only-64'], rhythm: ['sometimes', 'always'], value: ['small'], open: ['succeeded'], siblings: ['fail', 'ok'], ffi: ['ctypes-old', 'js', 'other'] }),
  rule('arg-upper-garbage', 'the upper half of the value is not what the open returned', { ...right, outcome: ['6'], width: ['only-64'], value: ['dirty-upper'], siblings: ['fail'] }),
  rule('struct-layout-shrunk', 'error 6 only in calls that take OVERLAPPED, while the same handle works elsewhere; 32-bit processes are fine', { outcome: ['6'], call: ['overlapped'], width: ['only-64'], siblings: ['ok'], open: ['succeeded'], value: ['small'], layout: ['wrong'], rhythm: ['always', 'sometimes'] }),
  rule('struct-layout-shrunk', 'the transfer starts and its event is never set', { outcome: ['hang'], call: ['overlapped', 'wait'], width: ['only-64'], siblings: ['ok'], layout: ['wrong'] }),
  rule('sentinel-mismatch', 'the value is all ones: an open failed, and the comparison did not notice', { ...right, check: ['wrong'], outcome: ['6'], value: ['ones', 'ones-32'], open: ['failed'], width: ['only-64', 'both'], siblings: ['fail'] }),
  rule('failed-open', 'an open that failed and was not looked at: error 6 one call later, at every width', { ...right, check: ['none'], outcome: ['6'], value: ['ones', 'zero', 'ones-32'], open: ['failed'], width: ['both'], siblings: ['fail'], before: ['first'] }),
  rule('failed-open', 'the open itself fails', { ...right, outcome: ['not-found', 'denied'], call: ['open'], open: ['failed'], width: ['both'], before: ['first'] }),
  rule('closed-handle', 'the handle worked before and no longer does, at every width', { ...right, outcome: ['6'], value: ['small'], before: ['worked'], width: ['both'], open: ['succeeded'], siblings: ['fail'], hint: ['closed'] }),
  rule('closed-handle', 'the second close', { ...right, outcome: ['6'], call: ['close'], before: ['worked'], width: ['both'], value: ['small'] }),
  rule('unplugged', 'other codes than 6 after the device has gone', { ...right, outcome: ['gone', 'denied', 'hang'], before: ['worked'], width: ['both'], open: ['succeeded'], hint: ['unplug'] }),
  rule('wrong-kind', 'a living handle of another kind: GetFileType tells', { ...right, outcome: ['6'], value: ['small'], width: ['both'], open: ['succeeded'], before: ['first'], rhythm: ['always'] }),
  rule('no-console', 'a console call on a pipe, a file or nothing: depends on redirection, not on width', { outcome: ['6'], call: ['console'], width: ['both'], redirected: ['yes'], hint: ['console'], layout: ['right'] }),
  rule('inheritance', 'a standard handle is duplicated for a child process', { outcome: ['6'], call: ['stdio', 'process'], width: ['both'], redirected: ['yes'], hint: ['subprocess'], layout: ['right'] }),
  rule('stale-last-error', 'the call succeeded; the last error is of an earlier one', { ...right, outcome: ['6'], hint: ['success', 'cleanup'], width: ['both'], siblings: ['ok'] }),
  rule('last-error-lost', 'a code that the call cannot give: 0, 126, 127', { ...right, outcome: ['lost'], width: ['both'] }),
  rule('hevent-misuse', 'hEvent holds a pointer or a closed event: error 6 in calls that take OVERLAPPED, at every width', { outcome: ['6'], call: ['overlapped'], width: ['both'], siblings: ['ok'], layout: ['right'], open: ['succeeded'], hint: ['event'] }),
  rule('overlapped-moved', 'the result is asked with another OVERLAPPED address: now and then, at every width', { outcome: ['6', '87', 'other-code', 'hang'], call: ['overlapped'], rhythm: ['sometimes'], width: ['both'], siblings: ['ok'], layout: ['right'] }),
  rule('driver', 'the same call works with another device', { ...right, outcome: ['other-code', 'gone', '87'], call: ['handle', 'overlapped'], width: ['both'], siblings: ['ok'], rhythm: ['always'] }),
  rule('bad-parameter', 'error 87: the handle was accepted', { ...right, outcome: ['87'], width: ['both'], siblings: ['ok'], rhythm: ['always'] }),
  rule('process-bitness', 'error 299 from the memory of another process', { ...right, outcome: ['299'], call: ['process'], hint: ['wow64'] }),
  rule('calling-convention', 'a damaged stack, in 32-bit processes alone', { ...right, outcome: ['crash', 'refused', 'wrong-result'], width: ['only-32'], hint: ['stack'] }),
  rule('return-truncated', 'a handle that is an address lost its upper half: a crash, or a wrong answer, where addresses lie above 4 GiB', { ...right, outcome: ['crash', '6', 'wrong-result'], call: ['enumerate', 'find', 'module', 'memory'], value: ['cut-address'], width: ['only-64'], rhythm: ['sometimes', 'always'] }),
  rule('arg-truncated', 'an address was cut on the way in', { ...right, outcome: ['crash', 'wrong-result'], call: ['window', 'module', 'memory', 'find', 'enumerate'], value: ['address', 'cut-address'], width: ['only-64'], rhythm: ['sometimes', 'always'] }),
  rule('field-narrowed', 'the call was right, the variable that keeps its result is too small', { ...right, outcome: ['wrong-result', 'crash', '6'], value: ['cut-address', 'zero'], width: ['only-64'] }),
  rule('arg-overflow-raise', 'the FFI refuses a value above 32 bits: the result is declared, the argument is not', { ...right, outcome: ['overflow'], value: ['address', 'dirty-upper'], width: ['only-64'], ffi: ['ctypes', 'ctypes-old', 'other'] }),
  rule('narrowing-throws', 'a checked conversion in the host language refuses the value', { ...right, outcome: ['overflow'], width: ['only-64'], rhythm: ['sometimes', 'always'], ffi: ['pinvoke', 'vba'] }),
  rule('type-alias', 'an alias has another size than thought: everything built on it fails on one width', { outcome: ['6', 'wrong-result', 'crash', 'other-code', '87'], width: ['only-64', 'only-32'], rhythm: ['always'] }),
  rule('type-alias', 'a handle declared with 64 bits in a 32-bit process: every later argument is read from elsewhere', { ...right, outcome: ['crash', '87', 'wrong-result'], call: ['handle', 'open', 'overlapped'], width: ['only-32'], value: ['small'], rhythm: ['always'], before: ['first'] }),
  rule('number-encoding', 'low bits lost in a double: a large value, or -1', { ...right, outcome: ['6', 'wrong-result', 'crash'], value: ['address', 'ones', 'dirty-upper'], width: ['only-64'], rhythm: ['sometimes'], ffi: ['js'] }),
  rule('struct-size-constant', 'cbSize of the other architecture: 87 or 1784', { outcome: ['1784', '87'], call: ['enumerate'], width: ['only-64', 'only-32'], hint: ['cbsize'], rhythm: ['always'] }),
  rule('hkey-not-sign-extended', 'a predefined key zero-extended: it mostly works', { ...right, outcome: ['6', 'wrong-result'], call: ['registry'], width: ['only-64'] }),
  rule('shared-prototype-pollution', 'importing one module breaks another', { ...right, outcome: ['overflow', 'other-code', 'refused'], hint: ['module'], ffi: ['ctypes'], before: ['worked'] }),
  rule('pseudo-handle', 'the pseudo handle -1 arrives as 0x00000000FFFFFFFF', { ...right, outcome: ['6'], call: ['process', 'handle'], value: ['ones-32'], width: ['only-64'], rhythm: ['always'], open: ['succeeded'] }),
  rule('return-upper-undefined', 'a 32-bit result read as 64 bits: success and failure are mixed up', { ...right, outcome: ['wrong-result'], width: ['only-64'], rhythm: ['sometimes'] }),
  rule('union-misplaced', 'a union laid out in sequence: the struct is too long at every width', { outcome: ['6', '87', 'hang'], call: ['overlapped'], width: ['both'], siblings: ['ok'], layout: ['wrong'] })
]
