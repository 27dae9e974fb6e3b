import { gated } from '../patterns/gated.ts'
import type { Features } from '../../mistakes/features.ts'
import type { SeenCall } from '../symptom.ts'

/** A serial port by its name, or what opens one. */
export const port =
  /\bCOM ?\d{1,3}\b|\bserial[- ]?ports?\b|SerialPort|\bserialutil\b|\b(?:open|access to) (?:the )?port\b/i

/** What debuggers and tools do with another process. */
const ofProcess =
  /\b(?:debugg\w{1,4}|dbgeng|attach(?:ed|ing)? (?:to|the)|CreateProcess\w?|ProcessCreator|inject\w{0,4}|target process|OpenProcess|(?:Read|Write)ProcessMemory)\b|Debugger|ProcessCreator/i

const ofModule = gated(
  /\bimport(?:ing|s|ed)\b/i,
  /\bImportError\b/i,
  /\bDLL load failed\b/i,
  /\b(?:load|find|import)(?:s|ed|ing)?\b.{0,40}\b(?:dlls?|librar(?:y|ies)|modules?|drivers?|plug-?ins?|\w{1,30}\.dll)\b/i,
  /\.dll\b.{0,40}\b(?:load|find|import)(?:s|ed|ing)?\b/i,
  /\bnot found\b.{0,60}\.dll\b/i,
  /\.dll\b.{0,24}\b(?:not found|missing)\b/i,
)

/** What reads the last error: a code of modules that it gives after another call is one that was lost. */
const ofLastError = /GetLast(?:Win32|P?Invoke)?Error|get_last_error|WinError\(|\blast ?error\b/i

const ofRegistry = /\bHKEY_[A-Z_]{5,20}\b|\bHK(?:LM|CU|CR)\b|\bregistry\b|\bReg(?:istry)?Key\b/i

/** What a code without a call is said of, by the words around it: a driver answers some of them, and a debugger too. */
const kindsOfCalls = [
  { call: 'module', codes: ['126'], words: ofModule },
  { call: 'other', codes: ['126', '127'], words: ofLastError },
  { call: 'process', codes: ['50'], words: ofProcess },
  { call: 'registry', codes: ['2', '5'], words: ofRegistry },
] as const

/** What loaders say of a function that a DLL does not export: the function itself was never called. */
const missingFunction =
  /EntryPointNotFound|\bentry point\b|\bfunction '\w{1,80}' not found|\bFailed to find \w{1,80} procedure\b|\bunknown symbol\b|\bnonexistent function\b|\b\w{1,80} not found in \w{1,40}\.dll\b/i

/**
 * The kind of the call that failed, where its name is not told and its code leaves it open, or where `line`, on which the
 * failure stands, says that a loader did not find the function; nothing elsewhere.
 */
export function kindIn(all: string, line: string, failed: readonly SeenCall[]): Features {
  if (failed[0]?.outcome === '127' && missingFunction.test(line)) return { call: ['module'] }
  const kind = kindsOfCalls.find(
    ({ codes, words }) =>
      failed.some(
        ({ call, outcome }) =>
          (call === '' || call === 'LoadLibraryW') && codes.some(code => code === outcome),
      ) && words.test(all),
  )
  return kind && (kind.call === 'module' || !port.test(all)) ? { call: [kind.call] } : {}
}
