import childProcess from 'node:child_process'
import { openSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { Readable } from 'node:stream'

/** Programs that somebody tried to start since this module was loaded. */
export const tried: string[] = []

/** In the process that imports this first, no program starts, and standard input is empty and no terminal. */
function refuse(file: string): never {
  tried.push(file)
  throw Object.assign(new Error(`spawn ${file} EACCES`), { code: 'EACCES' })
}

childProcess.spawn = refuse
childProcess.spawnSync = refuse
childProcess.execFileSync = refuse
syncBuiltinESMExports()

const nothing = openSync('/dev/null', 'r')
Object.defineProperty(process, 'stdin', {
  get: () => Object.assign(Readable.from([]), { fd: nothing, isTTY: false }),
})
