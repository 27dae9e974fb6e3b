/** The API for probes: what a file in `probes/` may use. */
export {
  callAs,
  compose,
  flattenUnions,
  leaveBehind,
  narrowVariables,
  narrowField,
  passAs,
  resentinel,
  reshape,
  retype,
  startWith,
  stateSize,
  unchanged,
} from './changes.ts'
export {
  behind,
  both,
  calling,
  either,
  endsIn,
  everyStep,
  except,
  expectedOnWindows,
  invalidHandle,
  invalidHandleOr,
  named,
  passingOverlapped,
  taking,
  using,
} from './claims.ts'
export { defineProbe } from './define-probe.ts'
export { alter, alterAll, edits, insertBefore, withArguments } from './program.ts'
export { devinfo } from './sequences/devinfo.ts'
export { find } from './sequences/find.ts'
export { heapSequence } from './sequences/heap.ts'
export { moduleSequence } from './sequences/module.ts'
export { processSequence } from './sequences/process.ts'
export { pyserial } from './sequences/pyserial.ts'
export { registry } from './sequences/registry.ts'
export { serial } from './sequences/serial/index.ts'
export {
  address,
  assign,
  flags,
  nothing,
  number,
  overlapped,
  sizeOf,
  step,
  variable,
} from './step-builders.ts'
