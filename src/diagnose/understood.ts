import type { Symptom, SeenCall } from './symptom.ts'
import type { Architecture } from '../declare/win32/architecture.ts'

/** A call as it was understood. */
interface UnderstoodCall {
  readonly function: string
  /** The function of a runtime, or the phrase of a library, that stands for it. */
  readonly via?: string
  /** A Win32 code, or a word such as `overflow`; the name of libuv's code in capitals. */
  readonly code?: number | string
  readonly status?: string
  readonly ok: boolean
}

/** What was understood, before anything follows from it. */
export interface Understood {
  readonly calls: readonly UnderstoodCall[]
  readonly architecture?: Architecture
  readonly ffi?: string
  /** An FFI or a language that was named, and of which nothing is known by itself. */
  readonly unknownFfi?: string
  readonly runtime?: string
  readonly library?: { readonly name: string; readonly version?: string }
  /** In hexadecimal. */
  readonly handle?: string
  readonly before?: string
  /** The process of another width in which the same works, or fails too. */
  readonly okOn?: Architecture
  readonly sameOn?: Architecture
  /** What options tell of it: `open=failed`, `rhythm=sometimes`. */
  readonly seen?: readonly string[]
  /** Words that describe a mistake, as they stand in the text. */
  readonly described?: readonly string[]
  /** Whether no failure is told, and the words of the text are all there is. */
  readonly byWords?: true
  /** Of the text, from 1: where the first failure stands. */
  readonly line?: number
}

function codeOf(outcome: string): number | string {
  if (/^-?\d+$/.test(outcome)) return Number(outcome)
  return /^e[a-z]{2,6}$|^unknown$/.test(outcome) ? outcome.toUpperCase() : outcome
}

function callOf({ call, via, outcome, status }: SeenCall): UnderstoodCall {
  return {
    function: call,
    ...(via === undefined ? {} : { via }),
    code: codeOf(outcome),
    ...(status === undefined ? {} : { status: status.toUpperCase() }),
    ok: false,
  }
}

/** The name that people give an FFI: PowerShell calls by P/Invoke, Delphi is compiled. */
function nameOf(name: string | undefined, kind: Symptom['ffi']): string | undefined {
  if (kind === undefined || name === 'vbnet') return name
  if (kind === 'other' || kind === 'ctypes' || kind === 'ctypes-old')
    return name ?? (kind === 'other' ? undefined : 'ctypes')
  return kind
}

/** What was understood of a symptom, in the form of `--json`. */
export function understoodOf(symptom: Symptom): Understood {
  const { failed, ok, architecture, ffiName, ffi, runtime, library, handle, also, line } = symptom
  const { described = [], told = [], unknownFfi } = symptom
  const before = also?.before?.[0]
  const name = nameOf(ffiName, ffi)
  return {
    calls: [...failed.map(callOf), ...ok.map(call => ({ function: call, ok: true }))],
    ...(architecture === undefined ? {} : { architecture }),
    ...(unknownFfi === undefined ? (name === undefined ? {} : { ffi: name }) : { unknownFfi }),
    ...(runtime === undefined ? {} : { runtime }),
    ...(library
      ? {
          library: {
            name: library.library.name,
            ...(library.version === undefined ? {} : { version: library.version }),
          },
        }
      : {}),
    ...(handle === undefined ? {} : { handle: `0x${BigInt.asUintN(64, handle).toString(16)}` }),
    ...(before === undefined ? {} : { before }),
    ...(symptom.okOn === undefined ? {} : { okOn: symptom.okOn }),
    ...(symptom.sameOn === undefined ? {} : { sameOn: symptom.sameOn }),
    ...(told.length > 0 ? { seen: told } : {}),
    ...(described.length > 0 ? { described: described.map(({ quote }) => quote) } : {}),
    ...(symptom.isUntold === true && failed.length === 0 ? { byWords: true } : {}),
    ...(line === undefined ? {} : { line }),
  }
}
