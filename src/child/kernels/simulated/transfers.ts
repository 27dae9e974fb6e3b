import { status } from './answer.ts'
import type { Machine } from './machine.ts'
import type { DiskObject, PipeObject, SerialObject } from './objects.ts'
import type { Completion, Transfer } from './operation.ts'
import { intervalLimit, isNonBlocking, readLimit, writeLimit } from './timeouts.ts'

function success(bytes: number): Completion {
  return { ntStatus: status.SUCCESS, bytes }
}

function timedOut(bytes: number): Completion {
  return { ntStatus: bytes > 0 ? status.SUCCESS : status.TIMEOUT, bytes }
}

/**
 * Moves bytes from a wire into memory until the buffer is full or the timeouts of the port end the read. After the
 * cable was pulled, a synchronous read waits for its timeout, or without end if it has none; an overlapped one
 * ends (as measured under Wine).
 */
export function readFromWire(
  machine: Machine,
  port: SerialObject,
  address: bigint,
  wanted: number,
): Transfer {
  const { clock, space } = machine
  const {
    timeouts,
    overlapped,
    device: { wire },
  } = port
  const deadline = clock.now() + readLimit(timeouts, wanted, overlapped)
  const pause = intervalLimit(timeouts)
  let got = 0
  let lastAt = Infinity
  const due = (): number => Math.min(deadline, lastAt + pause)
  return {
    due,
    done: () => got,
    progress() {
      const bytes = wire.receive(wanted - got)
      if (bytes.length > 0) {
        space.bytesAt(address + BigInt(got), bytes.length).set(bytes)
        got += bytes.length
        lastAt = clock.now()
      }
      if (got === wanted || (got > 0 && isNonBlocking(timeouts))) return success(got)
      if (wire.unplugged && overlapped)
        return got > 0 ? success(got) : { ntStatus: status.PIPE_BROKEN, bytes: 0 }
      return clock.now() >= due() ? timedOut(got) : undefined
    },
  }
}

/** Sends bytes until all are accepted or the timeouts of the port end the write. */
export function writeToWire(machine: Machine, port: SerialObject, bytes: Uint8Array): Transfer {
  const {
    overlapped,
    device: { wire },
  } = port
  const deadline = machine.clock.now() + writeLimit(port.timeouts, bytes.length)
  let sent = 0
  return {
    due: () => deadline,
    done: () => sent,
    progress() {
      if (wire.unplugged)
        return sent > 0 && !overlapped
          ? success(sent)
          : { ntStatus: status.DEVICE_NOT_READY, bytes: sent }
      sent += wire.send(bytes.subarray(sent))
      if (sent === bytes.length) return success(sent)
      return machine.clock.now() >= deadline ? timedOut(sent) : undefined
    },
  }
}

function isListening(pipe: PipeObject): boolean {
  return pipe.peer === undefined
}

/** Reads bytes of a file from the current position. */
export function readFromDisk(
  machine: Machine,
  file: DiskObject,
  address: bigint,
  wanted: number,
): Transfer {
  return {
    due: () => Infinity,
    done: () => 0,
    progress() {
      const bytes = file.content.subarray(file.position, file.position + wanted)
      if (bytes.length === 0)
        return { ntStatus: wanted === 0 ? status.SUCCESS : status.END_OF_FILE, bytes: 0 }
      machine.space.bytesAt(address, bytes.length).set(bytes)
      file.position += bytes.length
      return success(bytes.length)
    },
  }
}

/** Reads what the other end of a pipe has sent. Waits until there is data, even for a read of no bytes. */
export function readFromPipe(
  machine: Machine,
  pipe: PipeObject,
  address: bigint,
  wanted: number,
): Transfer {
  return {
    due: () => Infinity,
    done: () => 0,
    progress() {
      if (isListening(pipe)) return { ntStatus: status.PIPE_LISTENING, bytes: 0 }
      if (pipe.received.length > 0) {
        const bytes = pipe.received.subarray(0, wanted)
        pipe.received = pipe.received.subarray(bytes.length)
        if (bytes.length > 0) machine.space.bytesAt(address, bytes.length).set(bytes)
        return success(bytes.length)
      }
      return pipe.broken ? { ntStatus: status.PIPE_BROKEN, bytes: 0 } : undefined
    },
  }
}

/** Passes bytes to the other end of a pipe, at once. */
export function writeToPipe(pipe: PipeObject, bytes: Uint8Array): Transfer {
  return {
    due: () => Infinity,
    done: () => 0,
    progress() {
      if (isListening(pipe)) return { ntStatus: status.PIPE_LISTENING, bytes: 0 }
      if (pipe.broken) return { ntStatus: status.PIPE_CLOSING, bytes: 0 }
      if (pipe.peer) pipe.peer.received = Buffer.concat([pipe.peer.received, bytes])
      return success(bytes.length)
    },
  }
}
