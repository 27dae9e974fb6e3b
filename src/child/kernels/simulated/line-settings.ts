import { isFailure, failed, status, type CallFailure } from './answer.ts'

/** DCB, by field of the struct table. */
export type Dcb = Readonly<Record<string, number>>

/** fBinary, DTR_CONTROL_ENABLE, RTS_CONTROL_ENABLE: always set when read back from a terminal. */
const fixedFlags = 0x1011
const fOutxCtsFlow = 0x4
const fOutXInX = 0x300
const rtsControl = 0x3000
const RTS_CONTROL_HANDSHAKE = 0x2000
const RTS_CONTROL_TOGGLE = 0x3000
/** The flag bits that Wine writes; the others keep the program's values. */
export const writtenFlags = 0x7fff

/** A raw pseudo terminal in its initial state. */
export const initialDcb: Dcb = {
  DCBlength: 28,
  BaudRate: 38400,
  fBitFields: fixedFlags,
  XonLim: 10,
  XoffLim: 10,
  ByteSize: 8,
  Parity: 0,
  StopBits: 0,
  XonChar: 0x11,
  XoffChar: 0x13,
  ErrorChar: 0xff,
  EofChar: 4,
  EvtChar: 0,
}

/** Speeds that a terminal supports; any other is set through a custom divisor and reads back as the base speed. */
const speeds: ReadonlySet<number> = new Set([
  0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19200, 38400, 57600,
  115200, 230400, 460800, 500000, 576000, 921600, 1000000, 1152000, 1500000, 2000000, 2500000,
  3000000, 3500000,
])
const customSpeed = 38400

/** The value of DCB.Parity that reads back for each one set: the terminal stores no parity, and Wine reports some values wrong. */
const parities: Readonly<Record<number, number>> = { 0: 0, 1: 7, 2: 0, 3: 8, 4: 8 }
const stopBits: Readonly<Record<number, number>> = { 0: 0, 1: 2, 2: 2 }

function refusal(wanted: Dcb): CallFailure | undefined {
  const { ByteSize = 0, Parity = 0, StopBits = 0, fBitFields = 0 } = wanted
  if (ByteSize === 6) return failed(status.INVALID_PARAMETER)
  const isKnown = [5, 7, 8].includes(ByteSize) && Parity in parities && StopBits in stopBits
  return isKnown && (fBitFields & rtsControl) !== RTS_CONTROL_TOGGLE
    ? undefined
    : failed(status.NOT_SUPPORTED)
}

function flagsOf(wanted: number): number {
  const handshakes =
    (wanted & fOutxCtsFlow) !== 0 && (wanted & rtsControl) === RTS_CONTROL_HANDSHAKE
  return fixedFlags | (wanted & fOutXInX) | (handshakes ? fOutxCtsFlow : 0)
}

/** The DCB that a pseudo terminal under Wine ends up with: 8 data bits, whatever was requested. Measured. */
export function settle(wanted: Dcb): Dcb | CallFailure {
  const refused = refusal(wanted)
  if (isFailure(refused)) return refused
  const {
    BaudRate = 0,
    fBitFields = 0,
    Parity = 0,
    StopBits = 0,
    XonLim = 0,
    XoffLim = 0,
    XonChar = 0,
    XoffChar = 0,
    EofChar = 0,
  } = wanted
  return {
    ...initialDcb,
    XonLim,
    XoffLim,
    XonChar,
    XoffChar,
    EofChar,
    BaudRate: speeds.has(BaudRate) ? BaudRate : customSpeed,
    fBitFields: flagsOf(fBitFields),
    Parity: parities[Parity] ?? 0,
    StopBits: stopBits[StopBits] ?? 0,
  }
}
