import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { callKey } from '../../../src/diagnose/call-groups.ts'
import { parseText } from '../../../src/diagnose/text/parse-text.ts'
import { understoodOf, type Understood } from '../../../src/diagnose/understood.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'

/** A call that a text says failed; what it does not say is absent. */
interface ToldFailure {
  readonly function?: string
  readonly via?: string
  readonly code?: number | string
}

/** Facts of a text beside its calls. */
const fields = ['architecture', 'okOn', 'ffi', 'runtime', 'handle'] as const
/** Those of which one that is not there counts as read wrongly. */
const claimedFields = ['architecture', 'okOn', 'ffi', 'handle'] as const
type Field = (typeof fields)[number]

/** A text that was written without knowledge of the program, with its facts. */
export interface BlindForm extends Readonly<Partial<Record<Field, string>>> {
  readonly set: string
  readonly id: string
  readonly text: string
  /** Empty where no call of Windows failed. */
  readonly failed: readonly ToldFailure[]
  /** Calls that went well before. */
  readonly ok?: readonly string[]
  /** What its writer calls debatable: fields, `ok`, or `failed`. */
  readonly open?: readonly string[]
  /** What is not read, and what is read and not there, today. */
  readonly missed?: readonly string[]
  readonly extra?: readonly string[]
}

/** All of them, in their order. */
export function blindForms(): readonly BlindForm[] {
  const file = join(packageFolder, 'fixtures/diagnose/blind-forms.json')
  return JSON.parse(readFileSync(file, 'utf8')) as readonly BlindForm[]
}

/** How a form was read. */
interface FormReading {
  readonly facts: number
  readonly claimed: number
  readonly missed: readonly string[]
  readonly extra: readonly string[]
}

type Call = Understood['calls'][number]

const sameFunction = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase() || callKey(one) === callKey(other)

const isOf = ({ function: name, via }: ToldFailure, call: Call): boolean =>
  name === undefined || sameFunction(name, call.function) || (via !== undefined && via === call.via)

/** The code of a call; that something failed is none. */
const codeOf = ({ code }: Call): string | undefined =>
  code === undefined || code === 'failed' ? undefined : String(code)

/** Handles as 64 bits, so that -1 is what a trace prints of it. */
function plain(field: Field, value: string): string {
  if (field !== 'handle' || !/^-?(?:0x[\da-f]+|\d+)$/i.test(value)) return value
  return String(BigInt.asUintN(64, BigInt(value)))
}

function compareFailures(
  form: BlindForm,
  fails: readonly Call[],
  missed: string[],
  extra: string[],
): number {
  let facts = 0
  for (const told of form.failed) {
    const code = told.code === undefined ? undefined : String(told.code)
    const own =
      fails.find(
        call => isOf(told, call) && (told.function !== undefined || codeOf(call) === code),
      ) ?? (told.function === undefined ? fails[0] : undefined)
    if (told.function !== undefined) {
      facts++
      if (!own) missed.push(told.function)
    }
    if (code !== undefined) {
      facts++
      if (!own || codeOf(own) !== code) missed.push(`${told.function ?? ''}=${code}`)
    }
  }
  if (form.open?.includes('failed') === true && form.failed.length > 0) return facts
  for (const call of fails) {
    const code = codeOf(call)
    const told = form.failed.filter(one =>
      call.function === '' ? String(one.code) === code : isOf(one, call),
    )
    const isTold = told.some(
      one => one.code === undefined || code === undefined || String(one.code) === code,
    )
    if (!isTold) extra.push(`${call.function}=${code ?? 'failed'}`)
  }
  return facts
}

/** Compares what is read in a form with its facts. */
function readForm(form: BlindForm): FormReading {
  const { calls, ...read } = understoodOf(parseText(form.text))
  const [missed, extra]: [string[], string[]] = [[], []]
  const open = new Set(form.open)
  const fails = calls.filter(({ ok }) => !ok)
  const well = calls.filter(({ ok }) => ok)
  let facts = compareFailures(form, fails, missed, extra)
  for (const name of form.ok ?? []) {
    facts++
    if (!well.some(call => sameFunction(name, call.function))) missed.push(`ok ${name}`)
  }
  if (!open.has('ok'))
    for (const call of well)
      if (!(form.ok ?? []).some(name => sameFunction(name, call.function)))
        extra.push(`ok ${call.function}`)
  for (const field of fields) {
    const [told, value] = [form[field], read[field]]
    if (told !== undefined) {
      facts++
      if (value === undefined || plain(field, value) !== plain(field, told))
        missed.push(`${field} ${told}`)
    } else if (value !== undefined && !open.has(field) && claimedFields.some(own => own === field))
      extra.push(`${field} ${value}`)
  }
  const claimed = calls.length + claimedFields.filter(field => read[field] !== undefined).length
  return { facts, claimed, missed, extra }
}

/** Facts of several forms: how many there are, are read, are claimed, and are claimed and not there. */
function countForms(
  forms: readonly BlindForm[],
): Readonly<Record<'facts' | 'read' | 'claimed' | 'wrong', number>> {
  const readings = forms.map(form => readForm(form))
  const sum = (of: (reading: FormReading) => number): number =>
    readings.reduce((all, reading) => all + of(reading), 0)
  return {
    facts: sum(({ facts }) => facts),
    read: sum(({ facts, missed }) => facts - missed.length),
    claimed: sum(({ claimed }) => claimed),
    wrong: sum(({ extra }) => extra.length),
  }
}

/** Sets of forms: what they are, and how many of their facts were read, and how many of those claimed were not there, before any rule was written from them (December 2026). */
const sets: readonly (readonly [
  sets: string,
  title: string,
  first: readonly [read: number, wrong: string],
])[] = [
  ['ab', 'runtimes and natural languages', [372, '15 of 355']],
  ['c', 'logs, traces, mails, tables, prose of several calls', [220, '17 of 194']],
  ['d', 'an even mix of these', [180, '10 of 168']],
  ['e', 'what people paste most, with a sentence or two around', [165, '10 of 159']],
  ['f', 'an even mix, read after rules from all others', [120, '9 of 110']],
]

const percent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)} %`

/** The table of docs/diagnose.md. */
export function formRows(): string {
  const forms = blindForms()
  const rows = sets.map(([names, title, [first, wrongAtFirst]]) => {
    const own = forms.filter(({ set }) => names.includes(set))
    const { facts, read, claimed, wrong } = countForms(own)
    return `| ${own.length}: ${title} | ${facts} | ${percent(first, facts)} | ${wrongAtFirst} | ${percent(read, facts)} | ${wrong} of ${claimed} |`
  })
  return [
    '| forms | facts | read at first | read and not there | read now | read and not there |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

/** All forms with what is missed and wrong in them today. */
export function judgedForms(): readonly BlindForm[] {
  return blindForms().map(({ missed: _, extra: __, ...form }) => {
    const { missed, extra } = readForm(form)
    return {
      ...form,
      ...(missed.length > 0 ? { missed } : {}),
      ...(extra.length > 0 ? { extra } : {}),
    }
  })
}
