import { ntStatuses, win32Errors } from '../../declare/win32/errors.ts'
import { list, section, text, type Page } from '../../text/page.ts'
import type { CureLanguage } from '../../mistakes/cures/cure.ts'
import type { CodeEntry } from './entry.ts'
import { ntEntries } from './nt-codes.ts'
import { cureSections } from './sections.ts'
import { win32Entries } from './win32-codes.ts'

/** Codes of SetupAPI have this bit; they are not made into an HRESULT of facility 7. */
const customer = 0x20000000

function hex(value: number): string {
  return `0x${(value >>> 0).toString(16).toUpperCase().padStart(8, '0')}`
}

function codeSections(entry: CodeEntry, spellings: string, only: CureLanguage | undefined) {
  return [
    ...section('What it means', text(entry.means), text(spellings)),
    ...section('How it comes about', list(...entry.how)),
    ...section('Is it a matter of width?', text(entry.tell)),
    ...cureSections(entry.cures, only),
  ]
}

/** Statuses that become a code. */
function statusesOf(code: number): string[] {
  return Object.entries(ntEntries).flatMap(([status, { win32 }]) =>
    win32 === code
      ? [`${ntStatuses[Number(status) as keyof typeof ntStatuses]} (${hex(Number(status))})`]
      : [],
  )
}

/** The page of a Win32 error code of the table. */
export function win32Page(code: keyof typeof win32Errors, only?: CureLanguage): Page {
  const statuses = statusesOf(code)
  const spellings =
    (code & customer) === 0 && code !== 0
      ? `Also written as the HRESULT ${hex(0x80070000 + code)}, ${(0x80070000 + code) | 0} as a signed number.`
      : `In hexadecimal ${hex(code)}.`
  const behind = statuses.length === 0 ? '' : ` Behind it: ${statuses.join(', ')}.`
  return {
    title: `${win32Errors[code]} (${code}), Win32 error code`,
    sections: codeSections(win32Entries[code], `${spellings}${behind}`, only),
  }
}

/** The page of an NTSTATUS of the table. */
export function ntStatusPage(status: keyof typeof ntStatuses, only?: CureLanguage): Page {
  const { win32 } = ntEntries[status]
  const names: Readonly<Record<number, string>> = win32Errors
  const becomes =
    win32 === undefined
      ? 'It is no failure.'
      : `GetLastError says ${names[win32] === undefined ? win32 : `${names[win32]} (${win32})`}.`
  return {
    title: `${ntStatuses[status]} (${hex(status)}), NTSTATUS`,
    sections: codeSections(ntEntries[status], becomes, only),
  }
}
