import { OptionProblem, parseFailed, symptomOf, type SymptomOptions } from './options/index.ts'
import type { Symptom } from './symptom.ts'

/** Asks one question and resolves with the answer, trimmed. */
export type Ask = (question: string) => Promise<string>

type Draft = { -readonly [Key in keyof SymptomOptions]: SymptomOptions[Key] }

interface Question {
  readonly text: string
  /** Puts the answer into the draft. Throws OptionProblem for one that is not understood; an empty answer is never given. */
  take(draft: Draft, answer: string): void
}

function architecture(answer: string): 'x64' | 'ia32' | 'arm64' {
  const text = answer.toLowerCase()
  if (/arm/.test(text)) return 'arm64'
  if (/64/.test(text)) return 'x64'
  if (/32|86|ia32/.test(text)) return 'ia32'
  throw new OptionProblem('Expected x64, ia32 or arm64')
}

function yes(answer: string): boolean {
  if (/^(y|yes|true)$/i.test(answer)) return true
  if (/^(n|no|false)$/i.test(answer)) return false
  throw new OptionProblem('Expected yes or no')
}

const questions: readonly Question[] = [
  {
    text: 'Which call failed, and how? FUNCTION=CODE, for example ReadFile=6 or ReadFile=crash; only 6, crash, denied … where you do not know the call',
    take: (draft, answer) => {
      parseFailed(answer)
      draft.failed = [answer]
    },
  },
  {
    text: 'Which calls with the same handle succeeded before? Names with spaces between',
    take: (draft, answer) => {
      draft.ok = answer.split(/[\s,]+/)
    },
  },
  {
    text: 'Architecture of the process: x64, ia32 or arm64',
    take: (draft, answer) => {
      draft.arch = architecture(answer)
    },
  },
  {
    text: 'Does the same work in a process of the other width (32 instead of 64 bits, or the reverse)? yes or no',
    take: (draft, answer) => {
      const other = draft.arch === 'ia32' ? 'x64' : 'ia32'
      if (yes(answer)) draft.okOn = other
      else draft.sameOn = other
    },
  },
  {
    text: 'Does it fail every time? yes or no',
    take: (draft, answer) => {
      draft.intermittent = !yes(answer)
    },
  },
  {
    text: 'The value of the handle, for example 0x54 or -1',
    take: (draft, answer) => {
      symptomOf({ failed: [], ok: [], seen: [], handle: answer })
      draft.handle = answer
    },
  },
  {
    text: 'FFI and runtime, for example ctypes with CPython 3.6',
    take: (draft, answer) => {
      draft.ffi = answer
      draft.runtime = answer
    },
  },
]

/** Asks what there is to know, one question after the other; an empty answer means that it is not known. */
export async function askForSymptom(ask: Ask): Promise<Symptom> {
  const draft: Draft = { failed: [], ok: [], seen: [] }
  for (const { text, take } of questions) {
    let hint = ''
    for (;;) {
      const answer = (await ask(`${hint}${text} (Enter if you do not know): `)).trim()
      if (answer === '') break
      try {
        take(draft, answer)
        break
      } catch (error) {
        if (!(error instanceof OptionProblem)) throw error
        hint = `${error.message}\n`
      }
    }
  }
  return symptomOf(draft)
}
