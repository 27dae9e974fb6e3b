/** The language of probes: what a file in `probes/` may use. */
export { callAs, compose, flattenUnions, leaveBehind, narrowCells, narrowField, passAs, resentinel, reshape, retype, startWith, stateSize, unchanged } from './changes.ts'
export { both, calling, either, endsIn, everyStep, except, invalidHandle, named, passingOverlapped, taking, using } from './claims.ts'
export { defineProbe } from './define-probe.ts'
export { alter, alterAll, edits, insertBefore, withArguments } from './program.ts'
export { serial } from './sequences/serial/index.ts'
export { address, assign, flags, nothing, number, overlapped, sizeOf, step, variable } from './step-builders.ts'
