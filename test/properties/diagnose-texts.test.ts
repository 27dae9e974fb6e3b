import { ok } from 'node:assert/strict'
import fc from 'fast-check'
import { diagnose } from '../../src/diagnose/diagnose.ts'
import { OptionProblem, symptomOf } from '../../src/diagnose/options/index.ts'
import { diagnosisJson, renderDiagnosis } from '../../src/diagnose/render.ts'
import type { Symptom } from '../../src/diagnose/symptom.ts'
import { parseText } from '../../src/diagnose/text/parse-text.ts'
import { readSymptom, TextProblem } from '../../src/diagnose/text/read-text.ts'
import { hostileText } from './arbitraries/hostile.ts'
import { cases, corpus, holds } from './property.ts'
import { sentenceOf } from './refused.ts'

const pieces = [
  'Traceback (most recent call last):\n',
  '  File "port.py", line 12, in read\n',
  'OSError: [WinError 6] The handle is invalid',
  '[Error 6]',
  'ReadFile',
  'CreateFileW(',
  ') -> 0x54',
  'failed with 6',
  'handle = 0x',
  'ffffffffffffffff',
  '0x80070006',
  'C0000008',
  'GetLastError returned ',
  '32-bit Python works',
  'after 3 reads',
  'System.IO.IOException',
  'panic: ',
  "run-time error '6'",
  'OverflowError',
  'access violation reading 0x00000000DEADBEEF',
  'hangs',
  ': ok\n',
  '\r\n',
  '\n',
  ' ',
  ' of ',
] as const
const piece = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<string>(...pieces) },
  { weight: 3, arbitrary: hostileText },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom<string>(...pieces), fc.nat(300))
      .map(([one, times]) => one.repeat(times)),
  },
)
const text = fc.array(piece, { maxLength: 20 }).map(all => all.join(''))

/** Makes the whole way, and what is printed at its end. */
function useSymptom(symptom: Symptom): void {
  const result = diagnose(symptom)
  ok(renderDiagnosis(result, { width: 80, colour: false }).length > 0)
  JSON.parse(diagnosisJson(result))
  const sum = result.ranking.reduce((total, { score }) => total + score, 0)
  ok(
    Number.isFinite(sum) && sum <= 1.001 && result.ranking.every(({ score }) => score >= 0),
    `${sum} is a probability`,
  )
}

let number = 0
holds(
  'a log of any kind is read, and ranked',
  text,
  log => {
    const symptom = parseText(log)
    for (const { outcome } of symptom.failed) ok(/^(\d{1,10}|[a-z-]+)$/.test(outcome), outcome)
    if (number++ % 20 === 0) useSymptom(symptom)
  },
  { examples: corpus('logs') },
)

const bytes = fc
  .tuple(
    text,
    fc.constantFrom<BufferEncoding>('utf8', 'utf16le', 'latin1'),
    fc.uint8Array({ maxLength: 8 }),
  )
  .map(([log, encoding, more]) => Buffer.concat([Buffer.from(log, encoding), more]))

holds('bytes are a text, or refused in one sentence', bytes, async log => {
  let sentence = ''
  try {
    await readSymptom([log], 'log.txt')
  } catch (error) {
    ok(error instanceof TextProblem)
    sentence = error.message
  }
  ok(/^(?:Cannot read log\.txt: [^\n]+)?$/.test(sentence), sentence)
})

const word = fc.oneof(
  fc.constantFrom(
    'ReadFile=6',
    'ReadFile=0x80070006',
    '=crash',
    'SetCommState=hang',
    'layout=wrong',
    'open=failed',
    '0x54',
    '-1',
    '0xffffffffffffffffff',
    'ReadFile',
    '=',
    'ReadFile=9999999999',
    'constructor=6',
    '__proto__=6',
    'layout=constructor',
    'toString=ok',
  ),
  hostileText,
)

holds(
  'options say what was seen, or are refused in one sentence',
  fc.record({
    failed: fc.array(word, { maxLength: 3 }),
    ok: fc.array(word, { maxLength: 3 }),
    seen: fc.array(word, { maxLength: 1 }),
    handle: fc.option(word, { nil: undefined }),
    ffi: fc.option(word, { nil: undefined }),
    runtime: fc.option(word, { nil: undefined }),
    okOn: fc.constantFrom('x64', 'ia32', undefined),
    arch: fc.constantFrom('x64', 'ia32', undefined),
  }),
  options => {
    let symptom: Symptom | undefined
    const sentence = sentenceOf(OptionProblem, () => {
      symptom = symptomOf(options)
    })
    if (symptom) useSymptom(symptom)
    else ok((sentence ?? '').length > 20)
  },
  { number: Math.ceil(cases / 5) },
)
