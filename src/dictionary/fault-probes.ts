import type { Probe } from '../program/define-probe.ts'
import { luckOf } from '../program/luck.ts'
import type { HarmlessReason } from '../result/harmless.ts'
import { trueAbi } from '../declare/win32/abi.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { faultKinds, type Fault } from './fault.ts'

/** The probes of a fault, one for each device; they run like those of the catalogue. */
export function probesOf(fault: Fault, pointerBytes: PointerBytes): readonly Probe[] {
  return fault.devices.map((device, index): Probe => ({
    id: index === 0 ? fault.id : `${fault.id}@${device}`,
    title: `${fault.subject} ${fault.position} ${faultKinds[fault.kind]}`,
    mistake: fault.mistake,
    sequence: fault.sequence,
    device,
    addresses: index === 0 ? fault.addresses : ['as-they-come'],
    change: fault.change,
    claims: [],
    danger: fault.isDangerous(pointerBytes) ? 'memory' : 'none',
    why: '',
    seenIn: [],
  }))
}

/** The reasons why a fault may do no harm at a pointer width, over all steps that use its declaration. */
export function lucksOf(fault: Fault, pointerBytes: PointerBytes): readonly HarmlessReason[] {
  const declared = {
    abi: fault.change(trueAbi),
    pointerBytes,
    memory: fault.sequence.memory,
    steps: fault.sequence.steps,
  }
  const found = fault.sequence.steps.flatMap(step => luckOf(declared, step) ?? [])
  return [...new Set(found)].sort()
}
