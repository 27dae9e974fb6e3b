import { failed, status, type CallFailure } from './answer.ts'
import { newFile, type PipeObject } from './objects.ts'

/** The named pipes of the simulated system, by upper-case name. */
export interface Pipes {
  /** Creates a server end. */
  serve(name: string, overlapped: boolean): PipeObject | CallFailure
  /** Connects a client end to an unconnected server end. */
  connect(
    name: string,
    overlapped: boolean,
    read: boolean,
    write: boolean,
  ): PipeObject | CallFailure
  /** Closes one end: the other end is broken, and a server's name becomes free. */
  close(pipe: PipeObject): void
}

const prefix = /^\\\\\.\\pipe\\/i

/** Whether a path is the name of a pipe. */
export function isPipePath(path: string): boolean {
  return prefix.test(path)
}

function newEnd(name: string, overlapped: boolean, read: boolean, write: boolean): PipeObject {
  return {
    kind: 'pipe',
    name,
    peer: undefined,
    received: Buffer.alloc(0),
    broken: false,
    ...newFile(overlapped, read, write),
  }
}

/** A system without pipes. */
export function createPipes(): Pipes {
  const servers = new Map<string, PipeObject[]>()
  const add = (name: string, overlapped: boolean): PipeObject => {
    const server = newEnd(name, overlapped, true, true)
    servers.set(name, [...(servers.get(name) ?? []), server])
    return server
  }
  return {
    serve: (path, overlapped) =>
      isPipePath(path) ? add(path.toUpperCase(), overlapped) : failed(status.OBJECT_NAME_INVALID),
    connect(path, overlapped, read, write) {
      const name = path.toUpperCase()
      const all = servers.get(name)
      if (!all) return failed(status.OBJECT_NAME_NOT_FOUND)
      const free = all.find(server => server.peer === undefined)
      if (!free) return failed(status.INSTANCE_NOT_AVAILABLE)
      const client = newEnd(name, overlapped, read, write)
      client.peer = free
      free.peer = client
      return client
    },
    close(pipe) {
      pipe.broken = true
      if (pipe.peer) pipe.peer.broken = true
      const left = (servers.get(pipe.name) ?? []).filter(server => server !== pipe)
      if (left.length > 0) servers.set(pipe.name, left)
      else servers.delete(pipe.name)
    },
  }
}
