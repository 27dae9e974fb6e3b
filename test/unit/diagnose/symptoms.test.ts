import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import yargs from 'yargs'
import { diagnose } from '../../../src/diagnose/diagnose.ts'
import { joinSymptoms, symptomOf } from '../../../src/diagnose/options/index.ts'
import { architectureOf } from '../../../src/diagnose/options/architecture.ts'
import { understoodOf } from '../../../src/diagnose/understood.ts'
import { readSymptom } from '../../../src/diagnose/text/read-text.ts'
import { parseText, readPassages } from '../../../src/diagnose/text/parse-text.ts'
import { Scanner } from '../../../src/diagnose/text/scan.ts'
import type { Symptom } from '../../../src/diagnose/symptom.ts'
import { byRules } from '../../support/diagnose/by-rules.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'

function read<Row>(name: string): readonly Row[] {
  return JSON.parse(
    readFileSync(join(packageFolder, 'fixtures', 'diagnose', `${name}.json`), 'utf8'),
  ) as readonly Row[]
}

/** What a person has in hand, and the classes that are a right answer. */
interface SymptomRow {
  readonly id: string
  readonly args?: readonly string[]
  readonly text?: string
  readonly accept: readonly string[]
  /** Absent where both are right answers. */
  readonly width?: boolean
  /** What public reports put first instead, where the rules leave it open. */
  readonly reports?: string
}

function saidBy(args: readonly string[]): Symptom {
  const said = yargs()
    .options({
      failed: { array: true, string: true, default: [] as string[] },
      ok: { array: true, string: true, default: [] as string[] },
      seen: { array: true, string: true, default: [] as string[] },
      intermittent: { boolean: true },
      ...Object.fromEntries(
        ['arch', 'ok-on', 'same-on', 'handle', 'ffi', 'runtime'].map(name => [
          name,
          { string: true as const },
        ]),
      ),
    })
    .parseSync([...args]) as unknown as Readonly<Record<string, string>> &
    Parameters<typeof symptomOf>[0]
  const width = (name: string): ReturnType<typeof architectureOf> | undefined =>
    said[name] === undefined ? undefined : architectureOf(said[name])
  return symptomOf({
    ...said,
    arch: width('arch'),
    okOn: width('ok-on'),
    sameOn: width('same-on'),
  })
}

t.test(
  'symptoms in other functions, languages and libraries have the right first answer',
  async t => {
    for (const { id, args = [], text, accept, width, reports } of read<SymptomRow>('symptoms')) {
      const said = saidBy(args)
      const symptom = text === undefined ? said : joinSymptoms(said, parseText(text))
      for (const result of [byRules(symptom), diagnose(symptom)]) {
        const first = result.ranking[0]?.class ?? 'none'
        const isOther = first === reports
        t.ok(accept.includes(first) || isOther, `${id}: ${first}, expected ${accept.join(' or ')}`)
        if (width !== undefined && !isOther) t.equal(result.width > 0.5, width, `${id}: width`)
      }
      t.not(byRules(symptom).ranking[0]?.class, reports ?? 'none', id)
    }
  },
)

/** A text, and all that may be read in it. */
interface FormRow {
  readonly id: string
  readonly text: string
  /** As `--failed` takes them. */
  readonly failed: readonly string[]
  readonly ok?: readonly string[]
  readonly ffi?: string
  readonly architecture?: string
  readonly okOn?: string
  readonly runtime?: string
  readonly handle?: string
}

t.test(
  'texts of other runtimes and languages are read, and nothing else is read in them',
  async t => {
    for (const form of read<FormRow>('forms')) {
      const { id, text, failed, ok = [], ffi, architecture, okOn, runtime, handle } = form
      const symptom = parseText(text)
      const { calls, ...read } = understoodOf(symptom)
      t.same(
        calls.filter(call => !call.ok).map(call => `${call.function}=${call.code ?? ''}`),
        failed,
        id,
      )
      t.same(
        calls.filter(call => call.ok).map(call => call.function),
        ok,
        `${id}: calls that went well`,
      )
      if (ffi !== undefined) t.equal(read.ffi, ffi, `${id}: language`)
      t.equal(read.architecture, architecture, `${id}: process`)
      if (runtime !== undefined) t.equal(read.runtime, runtime, `${id}: runtime`)
      if (okOn !== undefined) t.equal(read.okOn, okOn, `${id}: where it works`)
      if (handle !== undefined) t.equal(read.handle, handle, `${id}: handle`)
      if (failed.length === 0) t.same(symptom.described ?? [], [], `${id}: nothing described`)
    }
  },
)

t.test('what a short text tells is found behind the lines of a log', async t => {
  // The first lines of a log are kept whatever they tell.
  const before = '.\n'.repeat(61)
  for (const { id, text, failed } of read<FormRow>('forms')) {
    if (failed.length === 0) continue
    const scanner = new Scanner()
    scanner.push(Buffer.from(`${before}${text}\n`))
    const { calls } = understoodOf(readPassages(scanner.finish()))
    t.same(
      calls.filter(call => !call.ok).map(call => `${call.function}=${call.code ?? ''}`),
      failed,
      id,
    )
  }
})

t.test('messages in the encodings of Windows are read byte by byte', async t => {
  for (const { id, bytes, failed } of read<{ id: string; bytes: string; failed: string }>(
    'encodings',
  )) {
    const { calls } = understoodOf(await readSymptom([Buffer.from(bytes, 'base64')], id))
    t.same(
      calls.map(call => `${call.function}=${call.code ?? ''}`),
      [failed],
      id,
    )
  }
})
