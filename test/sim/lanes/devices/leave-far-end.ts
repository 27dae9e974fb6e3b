// A process that opens a wire, uses it, says its path and comes to its end without closing it.
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs'
import { openFarEnd } from '../../../../src/lanes/devices/far-end.ts'

const { path } = await openFarEnd({ kind: 'echo' })
const slave = openSync(path, constants.O_RDWR | constants.O_NOCTTY)
writeSync(slave, 'x')
readSync(slave, Buffer.alloc(1))
closeSync(slave)
writeSync(1, `${path}\n`)
