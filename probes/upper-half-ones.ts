import { defineProbe, invalidHandle, passAs, serial, taking } from '../src/program/index.ts'

export default defineProbe({
  id: 'upper-half-ones',
  title: 'the upper half of every HANDLE argument is all ones',
  mistake: 'arg-upper-garbage',
  sequence: serial,
  device: 'loopback',
  change: passAs({ types: ['HANDLE'] }, 'upper-ones'),
  claims: [invalidHandle({ pointerBytes: 8 }, taking('kernel'), 'upper-half-dirty')],
  danger: 'none',
  why: 'A small handle with 0xFFFFFFFF above it is no sign extension of its low half, so the kernel refuses it like any other leftover. It is what remains when a 32-bit value is widened by the sign of another one.',
  seenIn: [
    {
      title: 'DearPyGui-DragAndDrop 1: some window handles arrive very large',
      url: 'https://github.com/IvanNazaruk/DearPyGui-DragAndDrop/issues/1',
    },
  ],
})
