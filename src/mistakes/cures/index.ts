import { callingConvention } from './calling-convention.ts'
import { checkKind } from './check-kind.ts'
import { compareSentinel } from './compare-sentinel.ts'
import { declareHandle } from './declare-handle.ts'
import { deviceGone } from './device-gone.ts'
import type { Cure } from './cure.ts'
import { handleCell } from './handle-cell.ts'
import { keepWide } from './keep-wide.ts'
import { lastError } from './last-error.ts'
import { narrowResults } from './narrow-results.ts'
import { openFlags } from './open-flags.ts'
import { overlappedEvent } from './overlapped-event.ts'
import { overlappedStruct } from './overlapped-struct.ts'
import { ownHandle } from './own-handle.ts'
import { ownPrototypes } from './own-prototypes.ts'
import { predefinedKey } from './predefined-key.ts'
import { pseudoHandle } from './pseudo-handle.ts'
import { retryOpen } from './retry-open.ts'
import { structSize } from './struct-size.ts'

/** Every cure by name. */
export const cures = {
  'declare-handle': declareHandle,
  'compare-sentinel': compareSentinel,
  'overlapped-struct': overlappedStruct,
  'overlapped-event': overlappedEvent,
  'handle-cell': handleCell,
  'keep-wide': keepWide,
  'pseudo-handle': pseudoHandle,
  'predefined-key': predefinedKey,
  'struct-size': structSize,
  'last-error': lastError,
  'own-handle': ownHandle,
  'check-kind': checkKind,
  'calling-convention': callingConvention,
  'narrow-results': narrowResults,
  'own-prototypes': ownPrototypes,
  'device-gone': deviceGone,
  'open-flags': openFlags,
  'retry-open': retryOpen,
} as const satisfies Record<string, Cure>

export type CureName = keyof typeof cures
