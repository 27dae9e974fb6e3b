import { ok, strictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { auditFormats } from '../../src/audit/formats/index.ts'
import { judgeDeclarations } from '../../src/audit/judge.ts'
import type { Record } from '../../src/declare/readers/koffi/record.ts'
import { readRecords } from '../../src/declare/readers/koffi/read-records.ts'
import { koffiVocabulary } from '../../src/declare/readers/koffi/vocabulary.ts'
import { openWidthTable } from '../../src/declare/widths/table.ts'
import { exampleResult } from '../support/audit/formats/result.ts'
import { hostileText } from './arbitraries/hostile.ts'
import { mutated } from './arbitraries/mutated.ts'
import { corpus, holds } from './property.ts'

const handle = { spelled: 'int', kind: 'signed', bytes: 4 } as const
const pointer = { spelled: 'void *', kind: 'pointer', bytes: 8, to: handle } as const
const place = { file: '/somewhere/port.mjs', line: 3 }

/** One record of each kind, as a child writes them. */
const right: readonly Record[] = [
  { kind: 'loaded', file: '/somewhere/port.mjs' },
  {
    kind: 'declaration',
    declaration: {
      kind: 'function',
      name: 'CloseHandle',
      library: 'kernel32.dll',
      convention: 'stdcall',
      result: handle,
      parameters: [handle],
      place,
    },
  },
  {
    kind: 'declaration',
    declaration: {
      kind: 'struct',
      name: 'OVERLAPPED',
      bytes: 24,
      fields: [{ name: 'Internal', type: pointer, offset: 0 }],
      place,
    },
    otherwise: { kind: 'struct', name: 'OVERLAPPED', bytes: 20, fields: [], place },
  },
  { kind: 'declaration', declaration: { kind: 'alias', name: 'HANDLE', type: pointer, place } },
  {
    kind: 'declaration',
    declaration: { kind: 'callback', name: 'WNDPROC', result: pointer, parameters: [], place },
  },
  { kind: 'unseen', file: '/somewhere/port.mjs', line: 4 },
  { kind: 'refused', file: '/somewhere/port.mjs', line: 5, message: 'no' },
  { kind: 'patched', names: ['load'] },
  { kind: 'tampered', names: ['Array.prototype.map'] },
  { kind: 'failed', entry: 'file:///somewhere/port.mjs', message: 'no' },
  { kind: 'asked' },
]

const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...right).map(record => JSON.stringify(record)) },
  { weight: 6, arbitrary: fc.constantFrom(...right).chain(mutated) },
  { weight: 1, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.constant('{"kind":"done"}') },
)

const stream = fc.array(line, { maxLength: 12 }).map(lines => lines.map(one => `${one}\n`).join(''))

/** The same text in pieces of any length, as a pipe gives it. */
function inPieces(text: string, bytes: number): Buffer[] {
  const whole = Buffer.from(text)
  const pieces: Buffer[] = []
  for (let at = 0; at < whole.length; at += bytes) pieces.push(whole.subarray(at, at + bytes))
  return pieces
}

let stops = 0
const read = (pieces: readonly Buffer[]) => {
  const reader = readRecords(() => {
    stops += 1
  })
  for (const piece of pieces) reader.take(piece)
  return reader
}

holds(
  'whatever a target writes to its records is judged and shown, or refused whole',
  fc.tuple(stream, fc.integer({ min: 1, max: 4096 })),
  ([text, bytes]) => {
    stops = 0
    const reader = read(inPieces(text, bytes))
    const end = reader.end()
    strictEqual(end, read([Buffer.from(text)]).end(), 'however it comes in pieces')
    if (end === 'garbled' || end === 'too-large') {
      ok(stops > 0, 'the target is ended')
      return strictEqual(reader.records.length, 0, 'nothing of it is kept')
    }
    const declarations = reader.records.flatMap(record =>
      record.kind === 'declaration' ? [record.declaration] : [],
    )
    const made = new Map([['x64', declarations] as const])
    const findings = judgeDeclarations(made, koffiVocabulary(3), openWidthTable())
    for (const format of Object.values(auditFormats)) format({ ...exampleResult, findings })
  },
  { examples: corpus('records').map(text => [text, 64] as [string, number]) },
)
