import { argumentsFrom, longestCall, mostLinesOfCall } from './argument-list.ts'
import type { Described } from './description.ts'
import { infoOf } from './prototypes.ts'

const called = /(?<![\w])([A-Za-z]{5,40}) ?\(/g

/** Nothing, in the languages that call Win32. */
const nothing =
  /^(?:\((?:\w{1,16}[ *]{0,3})\) ?)?(?:NULL|nullptr|null|nil|None|Nothing|0|IntPtr\.Zero|vbNullString|(?:\w{1,12}::)?null(?:_mut)?\(\))$/

/** The name of what is passed, without casts and prefixes: `(WPARAM)wParam`, `&lParam`, `wParam: IntPtr`. */
function nameIn(argument: string): string {
  return (
    /^(?:\((?:const )?[\w.]{1,24}[ *]{0,3}\) ?)*(?:ref |out |in |@|&|\*)?([A-Za-z_]\w{2,40})$/
      .exec(argument)?.[1]
      ?.toLowerCase() ?? ''
  )
}

/** Whether two arguments bear each other's names in the headers. */
function areSwapped(given: readonly string[], wanted: readonly string[]): boolean {
  const names = given.map(nameIn)
  return names.some((name, at) => {
    const other = name === '' || name === wanted[at] ? -1 : wanted.indexOf(name)
    return other > at && names[other] === wanted[at]
  })
}

/** Constants by their names, and the parameters that take them. */
const constants: readonly (readonly [RegExp, RegExp])[] = [
  [/^GENERIC_(?:READ|WRITE|ALL|EXECUTE)$/, /access|desired|rights/],
  [/^FILE_SHARE_(?:READ|WRITE|DELETE)$/, /share/],
  [
    /^(?:CREATE_NEW|CREATE_ALWAYS|OPEN_EXISTING|OPEN_ALWAYS|TRUNCATE_EXISTING)$/,
    /disposition|action|create|mode|param|open/,
  ],
  [/^FILE_FLAG_\w+$|^FILE_ATTRIBUTE_\w+$/, /flag|attrib|mode|option|param/],
  [/^MEM_(?:COMMIT|RESERVE)$/, /type|option|flag/],
  [/^MEM_(?:RELEASE|DECOMMIT)$/, /type|option|flag/],
  [/^PAGE_(?:READONLY|READWRITE|EXECUTE\w*|NOACCESS|WRITECOPY)$/, /prot|page|option|flag/],
  [/^PROCESS_(?:ALL_ACCESS|VM_\w+|QUERY_\w+|TERMINATE|DUP_HANDLE)$/, /access|desired|rights/],
  [/^KEY_(?:READ|WRITE|ALL_ACCESS|QUERY_VALUE|SET_VALUE)$/, /sam|access|desired|rights/],
]

/** Whether a constant stands where another parameter is, and its own is elsewhere. */
function isMisplaced(given: readonly string[], wanted: readonly string[]): boolean {
  return given.some((argument, at) => {
    const name = /^(?:\w{1,24}(?:\.|::)){0,3}([A-Z][A-Z0-9_]{5,40})\b/.exec(argument)?.[1] ?? ''
    const takes = constants.find(([constant]) => constant.test(name))?.[1]
    return (
      takes !== undefined && !takes.test(wanted[at] ?? '') && wanted.some(own => takes.test(own))
    )
  })
}

/** Pairs of parameters of which one must be given. https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-writefile */
const eitherOf = /^(?:Read|Write)File$|^DeviceIoControl$/

function lacksBoth(name: string, given: readonly string[]): boolean {
  return eitherOf.test(name) && given.slice(-2).every(argument => nothing.test(argument))
}

/** What must be 0 where memory is released: https://learn.microsoft.com/en-us/windows/win32/api/memoryapi/nf-memoryapi-virtualfree */
function hasSizeToRelease(name: string, given: readonly string[]): boolean {
  return (
    /^VirtualFree(?:Ex)?$/.test(name) &&
    /\bMEM_RELEASE\b/.test(given.at(-1) ?? '') &&
    !/^(?:\w{0,12}\(?)?0(?:[uU]|usize|\))?$|^NULL$|^(?:UIntPtr|IntPtr)\.Zero$/.test(
      given.at(-2) ?? '0',
    )
  )
}

/** The number of a process that is taken from the result, which is that of the thread. https://learn.microsoft.com/en-us/windows/win32/api/winuser/nf-winuser-getwindowthreadprocessid */
function takesThread(name: string, given: readonly string[], front: string): boolean {
  return (
    name === 'GetWindowThreadProcessId' &&
    nothing.test(given[1] ?? '') &&
    /\b\w{0,24}(?:[pP][iI][dD]|[pP]rocess(?:_?[iI][dD])?)\w{0,6} ?(?::=|=(?!=))/.test(front)
  )
}

/** Whether a call is given what its function refuses, or what belongs elsewhere. */
function isWrong(name: string, given: readonly string[], front: string): boolean {
  const info = infoOf(name)
  if (!info || info[0].parameters.length !== given.length) return false
  const wanted = info[0].parameters.map(own => own.name.toLowerCase())
  return (
    areSwapped(given, wanted) ||
    isMisplaced(given, wanted) ||
    lacksBoth(name, given) ||
    hasSizeToRelease(name, given) ||
    takesThread(name, given, front)
  )
}

/** A buffer without the length that is passed beside it, which has room for 16 characters: https://learn.microsoft.com/en-us/dotnet/api/system.text.stringbuilder.-ctor */
function shortBuilderIn(lines: readonly string[]): number {
  const isPassed = lines.some(line =>
    /\bStringBuilder \w{1,40}, (?:ref |out )?(?:u?int|U?Int32|Integer) \w/.test(line),
  )
  return isPassed
    ? lines.findIndex(line => /\bnew (?:System\.Text\.)?StringBuilder\(\)/.test(line))
    : -1
}

function describedAt(line: string, index: number): Described {
  return { classes: ['bad-parameter'], quote: line.trim().slice(0, 120), index, count: 1 }
}

/** Calls whose arguments are exchanged, stand in the wrong place or miss what the function needs, by the Windows headers, and buffers without length: the first. */
export function wrongArgumentsIn(lines: readonly string[]): Described | undefined {
  for (const [index, line] of lines.entries()) {
    if (line.length > longestCall || !line.includes('(')) continue
    const text = lines
      .slice(index, index + mostLinesOfCall)
      .join(' ')
      .slice(0, 2 * longestCall)
    const wrong = [...text.matchAll(called)].some(
      ({ 0: all, 1: name = '', index: at }) =>
        at < line.length &&
        isWrong(
          name,
          argumentsFrom(text.slice(at + all.length)),
          text.slice(Math.max(0, at - 80), at),
        ),
    )
    if (wrong) return describedAt(line, index)
  }
  const index = shortBuilderIn(lines)
  return index === -1 ? undefined : describedAt(lines[index] ?? '', index)
}
