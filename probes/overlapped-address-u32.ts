import {
  defineProbe,
  endsIn,
  everyStep,
  passingOverlapped,
  retype,
  serial,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'overlapped-address-u32',
  title: 'the address of OVERLAPPED declared as uint32_t',
  mistake: 'arg-truncated',
  sequence: serial,
  device: 'loopback',
  addresses: ['as-they-come', 'above-4gib'],
  change: retype({ types: ['LPOVERLAPPED'] }, 'uint32_t'),
  claims: [
    endsIn(
      { pointerBytes: 8 },
      passingOverlapped,
      'lucky',
      'crashed',
      'other-error',
      'not-reached',
      'wrong-data',
      'timed-out',
    ),
    endsIn({ pointerBytes: 8 }, everyStep, 'same', 'not-reached'),
  ],
  danger: 'memory',
  why: 'The handle is right; the address of the structure is cut. Below 4 GiB nothing is lost; above, the callee writes to an address that is not the object: a crash, or other data overwritten.',
  seenIn: [
    {
      title: 'BoldForDelphi 9: LongInt(@r) as LPARAM',
      url: 'https://github.com/bero/BoldForDelphi/issues/9',
    },
  ],
})
