import { code, joined, list, section, words, type Inline, type Section } from '../text/page.ts'
import { escapeText } from '../text/escape.ts'
import type { Result } from './diagnose.ts'
import { codeInWords } from './own-codes.ts'
import { findFfi } from './known/ffis.ts'
import type { Understood } from './understood.ts'

type Call = Understood['calls'][number]

const outcomes: Readonly<Record<string, string>> = {
  overflow: 'a number did not fit',
  crash: 'a crash',
  hang: 'it does not return',
  refused: 'the call was refused',
  'wrong-data': 'wrong data',
  'wrong-result': 'a wrong result',
  denied: 'access was denied',
  gone: 'the device is gone',
  'not-found': 'it was not found',
  lost: 'the code was lost',
  'other-code': 'another code',
  failed: 'no code was given',
}

function codeWords(call: string, value: number | string | undefined): string {
  if (value === undefined) return 'failed'
  if (typeof value === 'string') return outcomes[value] ?? value
  return codeInWords(call, value)
}

function failedWords({ function: name, via, code: value, status }: Call): readonly Inline[] {
  return words`${name === '' ? 'An unnamed call' : code(name)}${via === undefined ? '' : ` (${escapeText(via)})`} failed: ${codeWords(name, value)}${status === undefined ? '' : `, NTSTATUS ${status}`}`
}

/** A language by its name, where its runtime does not say it: `P/Invoke`, `Go 1.21.5`. */
function languageWords(ffi: string | undefined, runtime: string | undefined): string | undefined {
  if (ffi === undefined || (ffi === 'native' && runtime !== undefined)) return undefined
  const [name = ffi] = (ffi === 'pinvoke' ? 'P/Invoke' : (findFfi(ffi)?.title ?? ffi)).split(
    /, | or | FFI/,
  )
  const own = name === 'Python' ? ffi : name
  return runtime?.startsWith(own) === true ? undefined : own
}

/** What was understood, what is not known, and what was not taken. */
export function understoodSection({ understood, symptom, unknown }: Result): Section[] {
  const failed = understood.calls.filter(({ ok }) => !ok)
  const [first, ...later] = failed
  const fine = understood.calls.filter(({ ok }) => ok)
  const { architecture, ffi, runtime, library, handle, before, line, described = [] } = understood
  const { seen = [], unknownFfi } = understood
  const parts = [
    architecture,
    unknownFfi && `${unknownFfi} (nothing is known of its FFI)`,
    languageWords(ffi, runtime),
    runtime === unknownFfi ? undefined : runtime,
    library && `${library.name}${library.version === undefined ? '' : ` ${library.version}`}`,
  ]
  // A library may have the name of its FFI: pywin32.
  const process = [...new Set(parts.filter(part => part !== undefined))].map(escapeText)
  return section(
    'Understood',
    list(
      ...(first ? [words`${failedWords(first)}${line === undefined ? '' : `, line ${line}`}`] : []),
      ...(understood.byWords === true
        ? [
            words`No failure is told; the words of the text are compared with those of public reports`,
          ]
        : []),
      ...(later.length > 0
        ? [words`Later: ${joined(later.slice(0, 4).map(failedWords), '; ')}`]
        : []),
      ...(fine.length > 0
        ? [words`Succeeded: ${joined(fine.map(({ function: name }) => code(escapeText(name))))}`]
        : []),
      ...(process.length > 0 ? [words`Process: ${process.join(', ')}`] : []),
      ...(seen.length > 0 ? [words`Seen: ${seen.map(escapeText).join(', ')}`] : []),
      ...(handle === undefined ? [] : [words`Handle: ${code(handle)}`]),
      ...described.map(quote => words`Described: “${escapeText(quote)}”`),
      ...(before === 'worked' ? [words`The same call worked before`] : []),
      ...(symptom.okOn === undefined ? [] : [words`The same works in an ${symptom.okOn} process`]),
      ...(symptom.sameOn === undefined
        ? []
        : [words`The same fails in an ${symptom.sameOn} process too`]),
      ...unknown.map(
        ({ name, near }) =>
          words`${code(escapeText(name))} is no function that the Windows headers here have, and counts for nothing${near.length > 0 ? `; near names are ${near.join(', ')}` : ''}`,
      ),
      ...(symptom.ignored ?? [])
        .slice(0, 4)
        .map(({ text, reason }) => words`Not taken: “${escapeText(text)}”: ${escapeText(reason)}`),
    ),
  )
}
