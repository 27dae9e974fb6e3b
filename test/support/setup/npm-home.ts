import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The environment of a user whose npm uses only this registry and has an empty cache. */
export function npmHome(folder: string, registry: string): Record<string, string> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, '.npmrc'),
    `registry=${registry}\ncache=${join(folder, 'npm')}\nfund=false\n`,
  )
  return { HOME: folder, USERPROFILE: folder }
}
