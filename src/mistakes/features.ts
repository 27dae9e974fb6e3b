/** What can be observed, the values each observation can take, and what to do to make it. The order of the features is that of the questions. */
export const features = {
  outcome: {
    values: [
      '6',
      'overflow',
      'crash',
      'hang',
      '87',
      '1784',
      '299',
      'gone',
      'not-found',
      'denied',
      'lost',
      'wrong-result',
      'other-code',
      'refused',
    ],
    ask: 'look at the exact error: the code, an exception, a crash or a hang',
  },
  call: {
    values: [
      'open',
      'handle',
      'overlapped',
      'wait',
      'close',
      'enumerate',
      'find',
      'module',
      'memory',
      'process',
      'console',
      'window',
      'registry',
      'stdio',
      'other',
    ],
    ask: 'find out which Win32 call fails first',
  },
  width: {
    values: ['only-64', 'only-32', 'both'],
    ask: 'run the same in a 32-bit process (or, if it is one, in a 64-bit process)',
  },
  rhythm: { values: ['always', 'sometimes'], ask: 'run it ten times and count' },
  value: {
    values: ['small', 'ones', 'ones-32', 'dirty-upper', 'address', 'cut-address', 'zero'],
    ask: 'print the handle in hexadecimal right before the call that fails',
  },
  siblings: {
    values: ['ok', 'fail'],
    ask: 'call GetFileType or ClearCommError with the same handle right before the call that fails',
  },
  before: {
    values: ['worked', 'first'],
    ask: 'see whether the same call worked earlier in the same run',
  },
  open: {
    values: ['succeeded', 'failed'],
    ask: 'print GetLastError right after the open, and what the open returned',
  },
  layout: {
    values: ['right', 'wrong'],
    ask: 'print sizeof(OVERLAPPED) and the offset of hEvent: 32 and 24 in a 64-bit process, 20 and 16 in a 32-bit one',
  },
  check: {
    values: ['right', 'wrong', 'none'],
    ask: 'look at the line behind the open: whether its result is compared at all, with what, and with how many bits',
  },
  redirected: { values: ['yes', 'no'], ask: 'run it from a console with nothing redirected' },
  ffi: {
    values: [
      'ctypes-old',
      'ctypes',
      'pinvoke',
      'js',
      'vba',
      'ahk',
      'go',
      'rust',
      'java',
      'native',
      'other',
    ],
    ask: 'name the FFI or runtime and its version',
  },
  hint: {
    values: [
      'console',
      'subprocess',
      'unplug',
      'closed',
      'success',
      'cleanup',
      'callback',
      'module',
      'wow64',
      'stack',
      'cbsize',
      'event',
      'ptrsafe',
    ],
    ask: 'read what the message says beside the code',
  },
} as const satisfies Record<string, { values: readonly string[]; ask: string }>

/** An observation. */
export type FeatureName = keyof typeof features
export const featureNames = Object.keys(features) as FeatureName[]
export type FeatureValue<F extends FeatureName> = (typeof features)[F]['values'][number]

/** Observed or documented values; several where the source says so. */
export type Features = { readonly [F in FeatureName]?: readonly FeatureValue<F>[] }

/** The values of a feature, as text. */
export function valuesOf(name: FeatureName): readonly string[] {
  return features[name].values
}
