import { mistakeIds, mistakes } from '../../mistakes/index.ts'
import { first } from '../about-failure.ts'
import type { ExclusionRule } from './rule.ts'

/** A module that is asked for something was loaded before, for this kind of process. https://learn.microsoft.com/en-us/windows/win32/api/libloaderapi/nf-libloaderapi-getprocaddress */
const byLoadedModule: ExclusionRule = symptom =>
  symptom.failed[0]?.outcome === '126' &&
  /^(?:GetProcAddress|GetModuleFileName\w*|FreeLibrary)$/.test(first(symptom))
    ? {
        classes: ['process-bitness'],
        reason: `${first(symptom)} is given a module that was loaded: one of the other width never is`,
      }
    : undefined

/** The module is one where only the name in it is not found, and a module that is asked for by its name is given no handle. */
const byFoundModule: ExclusionRule = symptom =>
  (symptom.failed[0]?.outcome === '127' && first(symptom) === 'GetProcAddress') ||
  (symptom.failed[0]?.outcome === '126' && /^GetModuleHandle\w*$/.test(first(symptom)))
    ? {
        classes: [
          ...mistakeIds.filter(name => mistakes[name].width),
          'wrong-kind',
          'closed-handle',
        ],
        reason: `${first(symptom)} found no such name, and was given no handle that is cut`,
      }
    : undefined

/** A port belongs to no process. https://learn.microsoft.com/en-us/windows/win32/devio/communications-functions */
const byPort: ExclusionRule = symptom =>
  /^(?:[GS]etComm\w+|SetupComm|PurgeComm|ClearComm(?:Error|Break)|EscapeCommFunction|TransmitCommChar|WaitCommEvent)$/.test(
    first(symptom),
  )
    ? {
        classes: ['process-bitness'],
        reason: `${first(symptom)} works on a port, and on no other process`,
      }
    : undefined

/** What a function works on, and its code, rule out of other processes and modules. */
export const moduleExclusions: readonly ExclusionRule[] = [byLoadedModule, byFoundModule, byPort]
