import { deviceNamed } from '../devices/index.ts'
import type { Lane } from './lane.ts'

/** What a cell is based on. The closer to a native serial port, the more it says about one. */
export const evidences = {
  'native-port': 'a serial port on Windows',
  'native-call': 'Windows itself, without a device',
  surrogate: 'Windows itself, on a surrogate: a pipe or an event carries the width, not the line',
  wine: 'Wine, whose kernel is not that of Windows',
  'wine-emulated': 'Wine on an emulated CPU, and neither is that of Windows',
  simulator: 'a simulation in memory',
} as const satisfies Record<string, string>

export type EvidenceStrength = keyof typeof evidences

/** The evidence for the cells of a lane on a kind of device. The engine windows may itself run under Wine. */
export function evidenceOf(
  lane: Pick<Lane, 'engine' | 'underWine' | 'emulatedCpu'>,
  device: string,
): EvidenceStrength {
  if (lane.engine === 'sim') return 'simulator'
  if (lane.emulatedCpu !== undefined) return 'wine-emulated'
  if (lane.engine === 'wine' || lane.underWine) return 'wine'
  if (device === 'none') return 'native-call'
  return deviceNamed(device)?.role === 'surrogate' ? 'surrogate' : 'native-port'
}
