import {
  both,
  calling,
  defineProbe,
  endsIn,
  everyStep,
  except,
  passAs,
  passingOverlapped,
  serial,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'upper-half-garbage-fifth',
  title: 'leftovers in the upper half from the fifth argument on',
  mistake: 'arg-upper-garbage',
  sequence: serial,
  device: 'loopback',
  change: passAs({ types: ['HANDLE', 'LPOVERLAPPED'], from: 5 }, 'upper-garbage'),
  claims: [
    endsIn(
      { pointerBytes: 8 },
      both(calling('ReadFile', 'WriteFile'), except(everyStep, passingOverlapped)),
      'crashed',
      'other-error',
      'lucky',
      'wrong-data',
    ),
  ],
  danger: 'memory',
  why: 'From the fifth argument on, arguments lie on the stack, and a 32-bit store leaves the upper half of the slot as it was. The handle is the first argument and arrives whole; what suffers is a NULL further back, here lpOverlapped, which becomes an address.',
  seenIn: [
    {
      title: 'dotnet/runtime 123685: 32-bit ints for pointer parameters of CreateFile',
      url: 'https://github.com/dotnet/runtime/pull/123685',
    },
  ],
})
