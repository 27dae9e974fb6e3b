import type { PointerBytes } from '../declare/win32/architecture.ts'
import type { Mark } from './mark.ts'
import type { OutcomeKind } from './outcome.ts'

/** A place where the simulation is known to differ from a real lane; differences of later steps follow from it. */
export interface KnownDifference {
  readonly engine: 'wine' | 'windows'
  readonly pointerBytes: readonly PointerBytes[]
  readonly probe: string
  /** The first step that differs. */
  readonly step: string
  readonly real: OutcomeKind
  readonly simulated: OutcomeKind
  /** The real lane differs only in some runs. */
  readonly sometimes?: true
  readonly because: string
}

/** All known differences between the simulation and the lanes it was compared with, step by step. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    engine: 'wine',
    pointerBytes: [4, 8],
    probe: 'busy-port',
    step: 'open',
    real: 'ok',
    simulated: 'win32-error',
    because:
      'Wine lets a port that somebody has open be opened again; the simulation refuses it with ERROR_ACCESS_DENIED, as Windows does',
  },
  {
    engine: 'wine',
    pointerBytes: [4],
    probe: 'handle-i64',
    step: 'handle-information',
    real: 'ok',
    simulated: 'crashed',
    because:
      'the argument behind the 64-bit handle is garbage on the stack; in the simulation it is an address nobody has, in Wine now and then one that can be written',
  },
  {
    engine: 'wine',
    pointerBytes: [8],
    probe: 'devinfo-i32@above-4gib',
    step: 'first-port',
    real: 'ok',
    simulated: 'crashed',
    sometimes: true,
    because:
      'Wine takes the list out of a heap that may have room left below 4 GiB; in the simulation every address is high',
  },
  ...[
    { probe: 'devinfo-i32@above-4gib', step: 'first-port' },
    { probe: 'find-i32@above-4gib', step: 'find-next' },
  ].map((place): KnownDifference => ({
    engine: 'wine',
    pointerBytes: [8],
    ...place,
    real: 'win32-error',
    simulated: 'crashed',
    sometimes: true,
    because:
      'the cut address may belong to something else, which is looked at and refused with 6; in the simulation nothing lies there',
  })),
  {
    engine: 'wine',
    pointerBytes: [8],
    probe: 'heap-i32@above-4gib',
    step: 'heap-alloc',
    real: 'timed-out',
    simulated: 'crashed',
    sometimes: true,
    because:
      'the exception in what is no heap can leave a lock taken, and the process that should die waits for it',
  },
  ...['overlapped-32', 'hevent-u32-leftovers'].map((probe): KnownDifference => ({
    engine: 'wine',
    pointerBytes: [8],
    probe,
    step: 'read-nonblocking-result',
    real: 'wrong-data',
    simulated: 'ok',
    sometimes: true,
    because:
      'the far end of a pseudo-terminal is another process, and what it sends back may come after a purge; in the simulation it comes at once',
  })),
  ...['correct', 'pyserial-2.6'].map((probe): KnownDifference => ({
    engine: 'windows',
    pointerBytes: [4, 8],
    probe,
    step: 'set-rts',
    real: 'ok',
    simulated: 'win32-error',
    because:
      'a serial port has modem lines; the simulation has those of the pseudo-terminal under Wine, none',
  })),
]

const leftover =
  'what lies in the upper half is leftover of other calls and differs from run to run, so that the steps behind it do, too'
const wherever = 'whether something lies at the cut address differs from run to run'

/**
 * Where the lanes of the engine windows, run by node.exe under Wine, differ from those of the engine wine. The
 * kernel is the same; what differs is how the children are started and the port is made.
 */
const windowsUnderWine: readonly Mark[] = [
  {
    lane: '*',
    probe: 'unplugged',
    step: '*',
    reason:
      'the engine wine makes a port that goes away out of a pseudo terminal; on Windows nothing is made, and that is said',
  },
  ...['bool-i64*', 'handle-i64*'].map((probe): Mark => ({
    lane: 'wine-ia32*',
    probe,
    step: '*',
    reason: leftover,
  })),
  ...['devinfo-i32@above-4gib', 'find-i32@above-4gib', 'heap-i32@above-4gib'].map(
    (probe): Mark => ({ lane: 'wine-x64*', probe, step: '*', reason: wherever }),
  ),
]

/**
 * Where the recorded lanes under the Wine 8 of Debian 12 and under the Wine 10 of the cache differ. Measured: under
 * Wine 8 heaps, find handles and the buffers of node.exe lie below 4 GiB (0x5100000), under Wine 10 above
 * (0x7fffffd40000).
 */
export const wineVersions: readonly Mark[] = [
  ...['devinfo-i32', 'find-i32', 'heap-i32', 'overlapped-address-u32'].map((probe): Mark => ({
    lane: 'wine-x64',
    probe,
    step: '*',
    reason:
      'memory lies below 4 GiB under Wine 8 and above it under Wine 10, so a cut address is wrong there',
  })),
  ...['dword-cell-16', 'overlapped-flattened'].map((probe): Mark => ({
    lane: 'wine-*',
    probe,
    step: 'wait-comm-event*',
    reason:
      'WaitCommEvent of Wine 8 writes the mask while it is pending, and succeeds where OVERLAPPED has no event; that of Wine 10 does neither',
  })),
  ...['bool-i64', 'handle-i64'].map((probe): Mark => ({
    lane: 'wine-ia32',
    probe,
    step: '*',
    reason: leftover,
  })),
]

/** Where the recorded lanes with an emulated CPU, under Wine 10, differ from the simulation besides `knownDifferences`. */
export const emulatedDifferences: readonly Mark[] = [
  ...['set-break', 'clear-break', 'escape-set-break', 'escape-clear-break'].map((step): Mark => ({
    lane: 'wine-arm64*',
    probe: '*',
    step,
    reason: 'SetCommBreak and ClearCommBreak fail with 50 under qemu in user mode',
  })),
  ...wineVersions
    .filter(({ step }) => step !== '*')
    .map((mark): Mark => ({ ...mark, lane: 'wine-arm64*' })),
]

/** The expected differences between two engines, for `diff --as`: the first compared with the second. */
export function expectedBetween(engine: string, other: string): readonly Mark[] {
  return engine === 'windows' && other === 'wine' ? windowsUnderWine : []
}
