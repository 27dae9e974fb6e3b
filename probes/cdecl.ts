import { callAs, defineProbe, endsIn, everyStep, serial } from '../src/program/index.ts'

export default defineProbe({
  id: 'cdecl',
  title: 'every function declared as __cdecl',
  mistake: 'calling-convention',
  sequence: serial,
  device: 'loopback',
  change: callAs(undefined, '__cdecl'),
  claims: [endsIn({ pointerBytes: 4, hosts: ['c'] }, everyStep, 'other-error', 'not-reached')],
  danger: 'memory',
  why: 'On 64 bits there is one convention, and nothing changes. In a 32-bit process the callee takes its arguments off the stack, and a caller that takes the function for __cdecl does so again: the mirror image of a width bug, which can only fail on 32 bits. koffi puts the stack pointer back by itself, so it does no harm there. In C nothing is called: the linker of mingw-w64 finds no function of the undecorated name.',
  seenIn: [{ title: 'openevv 7', url: 'https://github.com/Mudb0y/openevv/issues/7' }],
})
