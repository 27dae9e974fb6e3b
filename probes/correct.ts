import { defineProbe, serial, unchanged } from '../src/program/index.ts'

export default defineProbe({
  id: 'correct',
  title: 'everything declared right',
  mistake: 'control',
  sequence: serial,
  device: 'loopback',
  change: unchanged,
  claims: [],
  danger: 'none',
  why: 'The control: every other probe is held against what this one did on the same lane and device. A lane whose control is not clean is not judged.',
  seenIn: [],
})
