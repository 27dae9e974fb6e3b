import { featuresOf, isPseudoValue } from '../symptom.ts'
import type { ExclusionRule } from './rule.ts'
import { mistakeIds, mistakes } from '../../mistakes/index.ts'
import { first } from '../about-failure.ts'

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

/** What a module is built for does not change from one start to the next. */
const byRhythm: ExclusionRule = symptom =>
  featuresOf(symptom).rhythm?.includes('sometimes') === true &&
  featuresOf(symptom).call?.every(kind => kind === 'module') === true
    ? {
        classes: ['process-bitness'],
        reason: 'it fails now and then, and a module of the other width never loads',
      }
    : undefined

/** The pseudo handle of a process or a thread is that of the caller. */
const byOwnProcess: ExclusionRule = ({ handle, failed: [failed] }) =>
  handle !== undefined && isPseudoValue(handle) && /Process|Thread/.test(failed?.call ?? '')
    ? {
        classes: ['process-bitness'],
        reason: '-1 and -2 are the process and the thread that call, so there is no other process',
      }
    : undefined

/** What rules out that another process or a module of the other width is behind it. */
export const otherProcessRules: readonly ExclusionRule[] = [
  byLoadedModule,
  byFoundModule,
  byPort,
  byRhythm,
  byOwnProcess,
]
