import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { packageFolder } from '../os/package-folder.ts'

/** Where the bundle is built. */
export const bundleFolder = join(packageFolder, 'dist', 'bundle')

/** Files of the bundle: path → content. */
export type Files = ReadonlyMap<string, Uint8Array>

/** Replaces a file atomically, and only if it changed: children may be starting from it. */
function write(name: string, content: Uint8Array): void {
  const file = join(bundleFolder, name)
  if (existsSync(file) && readFileSync(file).equals(content)) return
  mkdirSync(dirname(file), { recursive: true })
  const part = `${file}.${process.pid}`
  writeFileSync(part, content)
  renameSync(part, file)
}

function removeAllBut(names: ReadonlySet<string>, kind: RegExp): void {
  for (const name of readdirSync(bundleFolder, { recursive: true, encoding: 'utf8' }))
    if (kind.test(name) && !names.has(name)) rmSync(join(bundleFolder, name))
}

/** Writes the files of a kind, and removes the others of that kind. */
export function writeAll(files: Files, kind: RegExp): void {
  for (const [name, content] of files) write(name, content)
  removeAllBut(new Set(files.keys()), kind)
}
