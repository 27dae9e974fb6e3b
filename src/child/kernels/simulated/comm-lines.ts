import { readNumber, writeNumber, writeOptional, writeStruct } from './address-space.ts'
import { failed, isFailure, refused, status, yes, type Answer } from './answer.ts'
import type { Callees, Values } from './callee.ts'
import { connectedPort, portOf } from './comm-port.ts'
import type { Machine } from './machine.ts'
import type { Wire } from './wire.ts'

const ERROR_INVALID_PARAMETER = 87
const PURGE_TXABORT = 1
const PURGE_RXABORT = 2
const PURGE_TXCLEAR = 4
const PURGE_RXCLEAR = 8
/** The bits of COMSTAT that Wine writes: fCtsHold … fTxim. */
const comstatBits = 0x7fn

/** Wine empties a queue for either of its flags, and does not abort pending reads and writes. */
function purge(wire: Wire, flags: number): void {
  if ((flags & (PURGE_RXABORT | PURGE_RXCLEAR)) !== 0) wire.discard()
  if ((flags & (PURGE_TXABORT | PURGE_TXCLEAR)) !== 0) wire.discardSent()
}

function hold(wire: Wire, held: boolean): number {
  wire.hold(held)
  return status.SUCCESS
}

function notSupported(): number {
  return status.NOT_SUPPORTED
}

/** The effect of each EscapeCommFunction code on a port without modem lines. */
const escapes: Readonly<Record<string, (wire: Wire) => number>> = {
  1: wire => hold(wire, true),
  2: wire => hold(wire, false),
  3: notSupported,
  4: notSupported,
  5: notSupported,
  6: notSupported,
  8: () => status.SUCCESS,
  9: () => status.SUCCESS,
}
const RESETDEV = 7n

function escape(machine: Machine, handle: bigint, code: bigint): Answer {
  const run = escapes[String(code)]
  if (!run && code !== RESETDEV) return refused(ERROR_INVALID_PARAMETER)
  const port = run ? connectedPort(machine, handle) : portOf(machine, handle)
  if (isFailure(port)) return port
  const ntStatus = run?.(port.device.wire) ?? status.SUCCESS
  return ntStatus === status.SUCCESS ? yes : failed(ntStatus)
}

function clearError(
  machine: Machine,
  { hFile, lpErrors, lpStat }: Values<'ClearCommError'>,
): Answer {
  const { space } = machine
  const port = connectedPort(machine, hFile)
  if (isFailure(port)) return port
  writeOptional(space, lpErrors, 4, 0)
  if (lpStat === 0n) return yes
  const fBitFields = readNumber(space, lpStat, 4) & ~comstatBits
  writeStruct(space, 'COMSTAT', lpStat, {
    fBitFields,
    cbInQue: port.device.wire.waiting(),
    cbOutQue: 0,
  })
  return yes
}

function modemStatus(
  machine: Machine,
  { hFile, lpModemStat }: Values<'GetCommModemStatus'>,
): Answer {
  if (lpModemStat === 0n) return failed(status.INVALID_PARAMETER)
  const port = connectedPort(machine, hFile)
  if (isFailure(port) && port.status !== status.DEVICE_NOT_READY) return port
  writeNumber(machine.space, lpModemStat, 4, 0)
  return isFailure(port) ? port : failed(status.NOT_SUPPORTED)
}

function transmit(machine: Machine, { hFile, cChar }: Values<'TransmitCommChar'>): Answer {
  const port = connectedPort(machine, hFile)
  if (isFailure(port)) return port
  const { wire } = port.device
  if (wire.held) return failed(status.SHARING_VIOLATION)
  wire.send(Uint8Array.of(Number(cChar)))
  return yes
}

function setBreak(machine: Machine, handle: bigint): Answer {
  const port = connectedPort(machine, handle)
  return isFailure(port) ? port : yes
}

type Lines =
  | 'PurgeComm'
  | 'ClearCommError'
  | 'SetCommBreak'
  | 'ClearCommBreak'
  | 'EscapeCommFunction'
  | 'GetCommModemStatus'
  | 'TransmitCommChar'

/** Queues and lines of a port. Like a pseudo terminal it has no modem lines; a break has no effect. */
export function lineCallees(machine: Machine): Callees<Lines> {
  return {
    PurgeComm({ hFile, dwFlags }) {
      const port = portOf(machine, hFile)
      if (isFailure(port)) return port
      purge(port.device.wire, Number(dwFlags))
      return yes
    },
    ClearCommError: values => clearError(machine, values),
    SetCommBreak: ({ hFile }) => setBreak(machine, hFile),
    ClearCommBreak: ({ hFile }) => setBreak(machine, hFile),
    EscapeCommFunction: ({ hFile, dwFunc }) => escape(machine, hFile, dwFunc),
    GetCommModemStatus: values => modemStatus(machine, values),
    TransmitCommChar: values => transmit(machine, values),
  }
}
