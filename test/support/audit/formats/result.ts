import type { AuditResult } from '../../../../src/audit/audit.ts'

/** A result that contains everything, including text that a terminal or a format must not interpret. */
export const exampleResult: AuditResult = {
  schemaVersion: 1,
  targets: [
    {
      target: 'port',
      architectures: ['x64', 'ia32', 'arm64'],
      files: 2,
      declarations: 40,
      known: 38,
    },
  ],
  findings: [
    {
      rule: 'field-width',
      level: 'error',
      file: 'port/over lapped.mjs',
      line: 4,
      struct: 'OVERLAPPED',
      position: 'Internal',
      arch: ['x64', 'arm64'],
      declared: { type: 'uint32_t', bytes: 4 },
      true: { type: 'ULONG_PTR', bytes: 8 },
      consequence: 'error 6 on the first call that waits',
      effect: 'error 6 on the first call that waits',
      fix: 'uintptr_t',
      edit: {
        line: 4,
        column: 13,
        old: "'uint32_t'",
        text: "'uintptr_t'",
        source: "  Internal: 'uint32_t', // \u001b[31m",
      },
    },
    {
      rule: 'handle-narrowed',
      level: 'note',
      file: 'port/over lapped.mjs',
      line: 9,
      function: 'PurgeComm',
      position: 'hFile',
      arch: ['x64', 'arm64'],
      declared: { type: 'int32_t', bytes: 4 },
      true: { type: 'HANDLE', bytes: 8 },
      consequence: 'works by a guarantee',
      effect: 'works by a guarantee',
      fix: 'void *',
    },
    {
      rule: 'sentinel',
      level: 'error',
      function: 'CreateFileW',
      position: 'return',
      arch: ['ia32'],
      declared: { type: 'handle === 0\u001b[31m, 100%\n::error::', bytes: 4 },
      true: { type: 'INVALID_HANDLE_VALUE', bytes: 4 },
      consequence: 'a failure goes unnoticed',
      effect: 'a failure goes unnoticed',
      fix: 'compare with -1',
    },
  ],
  ignored: [
    {
      finding: {
        rule: 'no-such-export',
        level: 'error',
        file: 'port/old.py',
        line: 1,
        function: 'CreateEvent',
        position: 'name',
        arch: ['x64'],
        declared: { type: 'CreateEvent', bytes: 0 },
        true: { type: 'CreateEventW', bytes: 0 },
        consequence: 'looking it up fails',
        effect: 'looking it up fails',
        fix: 'CreateEventW',
      },
      reason: 'never called',
    },
  ],
  notices: ['port/odd.py was not read: it is not text'],
  failures: ['port/odd.py was not read: it is not text'],
  hidden: 2,
  accepted: 1,
  coverage: {
    declarations: 32,
    judged: 29,
    notFollowed: [
      {
        file: 'port/load.py',
        line: 12,
        why: 'the name of the function is not known before the program runs',
      },
    ],
  },
  notCovered: ['port/Native.cs'],
}

/** No findings, nothing left out. */
export const emptyResult: AuditResult = {
  schemaVersion: 1,
  targets: [],
  findings: [],
  ignored: [],
  notices: [],
  failures: [],
  hidden: 0,
  accepted: 0,
  coverage: { declarations: 0, judged: 0, notFollowed: [] },
  notCovered: [],
}
