import { defineProbe, endsIn, everyStep, serial, unchanged } from '../src/probe/index.ts'

export default defineProbe({
  id: 'pipe-as-port',
  title: 'a named pipe is used as a port',
  mechanism: 'wrong-kind',
  sequence: serial,
  device: 'pipe',
  against: 'loopback',
  change: unchanged,
  claims: [
    endsIn({}, everyStep, 'same', 'other-error', 'wrong-data', 'not-reached', 'timed-out')
  ],
  danger: 'none',
  why: 'A pipe is alive, reads and writes, and is no serial port: transfers work, the comm functions fail with codes that say so, and none of them with error 6.',
  seenIn: [
    { title: 'serial 157: opening a named pipe, GetCommState fails', url: 'https://github.com/wjwwood/serial/issues/157' }
  ]
})
