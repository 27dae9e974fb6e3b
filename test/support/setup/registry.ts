import { createHash } from 'node:crypto'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A local npm registry that serves the same archive under every name. */
export interface Registry {
  readonly url: string
  /** Settles as soon as an archive is requested. */
  readonly asked: Promise<void>
  close(): Promise<void>
}

/** How an archive is sent: completely, or only its first half without closing the connection. */
export type Sending = 'whole' | 'half'

function describe(name: string, version: string, archive: Buffer, url: string): unknown {
  const dist = {
    tarball: `${url}archive.tgz`,
    integrity: `sha512-${createHash('sha512').update(archive).digest('base64')}`,
    shasum: createHash('sha1').update(archive).digest('hex'),
  }
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { name, version, dist } },
  }
}

function send(response: ServerResponse, archive: Buffer, sending: Sending): void {
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': archive.length,
  })
  if (sending === 'whole') response.end(archive)
  else response.write(archive.subarray(0, archive.length / 2))
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

/** Starts a registry in which every package has the same version and archive. */
export async function startRegistry(
  version: string,
  archive: Buffer,
  sending: Sending,
): Promise<Registry> {
  let url = ''
  let tell = (): void => undefined
  const asked = new Promise<void>(resolve => {
    tell = resolve
  })
  const server = createServer((request, response) => {
    if (request.url === '/archive.tgz') {
      send(response, archive, sending)
      return tell()
    }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(
        describe(decodeURIComponent((request.url ?? '').slice(1)), version, archive, url),
      ),
    )
  })
  url = await listen(server)
  return {
    url,
    asked,
    close() {
      server.closeAllConnections()
      return new Promise(resolve =>
        server.close(() => {
          resolve()
        }),
      )
    },
  }
}
