import type { MistakeId } from '../mistakes/index.ts'
import { functionFacts } from './functions.ts'
import { isWide, namedFailure, type Symptom } from './symptom.ts'

/** What gives the handle that a function takes, where the report names none: the first of those that people call. */
const givers: readonly (readonly [takes: RegExp, gives: string])[] = [
  [/^(?:GetProcAddress|GetModuleFileName\w?|FreeLibrary|FindResource\w*)$/, 'GetModuleHandleW'],
  [/^Find(?:NextFile\w?|Close)$/, 'FindFirstFileW'],
  [/^Global(?:Lock|Unlock|Free|Size)$/, 'GlobalAlloc'],
  [/^Local(?:Lock|Unlock|Free|Size)$/, 'LocalAlloc'],
  [/^SetupDi(?:EnumDevice|GetDevice|DestroyDeviceInfoList)/, 'SetupDiGetClassDevsW'],
  [/^(?:UnmapViewOfFile|FlushViewOfFile)$/, 'MapViewOfFile'],
  [/^(?:Write|Read)ProcessMemory$|^VirtualFreeEx$/, 'VirtualAllocEx'],
  [/^HeapFree$/, 'HeapAlloc'],
]

/** SetWindowLong and its kin, which take and return 32 bits whatever is declared. https://learn.microsoft.com/en-us/windows/win32/api/winuser/nf-winuser-setwindowlongw */
const ofWindows = /^([GS]et(?:Window|Class)Long)([AW]?)$/

/** The function whose declaration cures a class: that which failed, the one whose result is cut, or the one that has room for an address. */
export function declaredCall(mistake: MistakeId, symptom: Symptom): string | undefined {
  const call = namedFailure(symptom)
  if (call === undefined) return undefined
  const [, long, end] = ofWindows.exec(call) ?? []
  if (long !== undefined && isWide(symptom) !== false) return `${long}Ptr${end || 'W'}`
  if (mistake !== 'return-truncated') return call
  // A code says that what it was given is none; else its own result is the one.
  const isCode = /^\d/.test(symptom.failed[0]?.outcome ?? '')
  if (!isCode && functionFacts(call)?.wideResult === true) return call
  return (
    symptom.ok.findLast(name => functionFacts(name)?.wideResult === true) ??
    givers.find(([takes]) => takes.test(call))?.[1] ??
    call
  )
}
