import type { Mistake } from './mistake.ts'

/** A checked conversion refuses the value. */
export const mistake: Mistake = {
  width: true,
  title: 'a checked conversion refuses the value',
  means: 'The language checks a conversion to 32 bits and throws if the value does not fit.',
  how: ['`IntPtr.ToInt32()` in .NET, `CLng` in VBA, a cast of a pointer in PowerShell to `[int]`.'],
  tell: [
    'OverflowException, on x64 only, and only for some values; -1 passes, a large address does not.',
  ],
  cure: 'do not convert to Int32: compare and compute with IntPtr or a 64-bit integer',
  cures: ['keep-wide', 'compare-sentinel'],
  notIn: {
    ahk: 'all integers have 64 bits, and no conversion throws',
    java: 'a cast to int cuts without a check',
    lua: 'ffi.cast and tonumber convert without a check',
    cffi: 'ffi.cast cuts without a check',
    mql: 'a cast to int cuts without a check',
  },
  links: [
    {
      title: 'HidLibrary 28: ToInt32 of a handle',
      url: 'https://github.com/mikeobrien/HidLibrary/pull/28',
    },
  ],
  audit: [],
  diagnosis: {
    seen: 4,
    signs: [
      {
        title: 'a checked conversion in the host language refuses the value',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['overflow'],
          width: ['only-64'],
          rhythm: ['sometimes', 'always'],
          ffi: ['pinvoke', 'vba'],
        },
      },
      {
        title: 'an address above 2 GiB does not fit a signed number of 32 bits',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['overflow'],
          width: ['only-32', 'both'],
          rhythm: ['sometimes'],
          ffi: ['pinvoke'],
        },
      },
    ],
    cases: [
      {
        id: 'cs-hidlib-28',
        title: 'HidLibrary: handle.ToInt32()',
        url: 'https://github.com/mikeobrien/HidLibrary/pull/28',
        shows: { outcome: ['overflow'], call: ['open'], width: ['only-64'], ffi: ['pinvoke'] },
      },
      {
        id: 'cs-lparam-family',
        title: 'Avalonia and others: lParam.ToInt32()',
        url: 'https://github.com/AvaloniaUI/Avalonia/pull/9209',
        shows: {
          outcome: ['overflow'],
          call: ['window'],
          width: ['only-64'],
          rhythm: ['sometimes'],
          ffi: ['pinvoke'],
          hint: ['callback'],
        },
      },
      {
        id: 'ps-poshint-4',
        title: 'PoshInternals: [int] of a pointer',
        url: 'https://github.com/adamdriscoll/PoshInternals/issues/4',
        shows: { outcome: ['overflow'], call: ['other'], width: ['only-64'], ffi: ['pinvoke'] },
      },
    ],
  },
}
