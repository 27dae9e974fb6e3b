// A process with a wire, for the test that kills it: says its path and waits.
import { writeSync } from 'node:fs'
import { openPty } from '../../../../src/lanes/devices/pty.ts'

const pty = await openPty({ kind: 'echo' })
writeSync(1, `${pty.path}\n`)
setInterval(() => undefined, 1000)
