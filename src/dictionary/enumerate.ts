import type { Sequence } from '../program/step.ts'
import { brief } from '../program/sequences/brief.ts'
import { devinfo } from '../program/sequences/devinfo.ts'
import { find } from '../program/sequences/find.ts'
import { heapSequence } from '../program/sequences/heap.ts'
import { moduleSequence } from '../program/sequences/module.ts'
import { processSequence } from '../program/sequences/process.ts'
import { registry } from '../program/sequences/registry.ts'
import { trueAbi } from '../declare/win32/abi.ts'
import { type PointerBytes } from '../declare/win32/architecture.ts'
import { compareAbi } from '../declare/win32/compare-abi.ts'
import type { Fault } from './fault.ts'
import { slotFaults } from './slot-faults.ts'
import { structFaults } from './struct-faults.ts'
import { wholeFaults } from './whole-faults.ts'

/** The sequences in whose declarations faults are made, one place at a time. */
export const faultSequences: readonly Sequence[] = [
  brief,
  processSequence,
  registry,
  devinfo,
  find,
  moduleSequence,
  heapSequence,
]

/**
 * Every single fault, generated from the tables, the sequences and the available changes. Sorted by sequence, then
 * by the order of calls.
 */
export function enumerateFaults(sequences: readonly Sequence[] = faultSequences): readonly Fault[] {
  return sequences.flatMap(sequence => [
    ...slotFaults(sequence),
    ...structFaults(sequence),
    ...wholeFaults(sequence),
  ])
}

/** Whether a fault has an effect at this pointer width: whether anything is declared wrong there. */
export function isFaultAt(fault: Fault, pointerBytes: PointerBytes): boolean {
  return compareAbi(fault.change(trueAbi), pointerBytes).length > 0
}

/**
 * Every `count`-th item, starting from the `index`-th (counted from 1). Neighbouring faults, which take similar
 * time, go to different shards.
 */
export function shard<Item>(items: readonly Item[], index: number, count: number): readonly Item[] {
  return items.filter((_, position) => position % count === index - 1)
}
