import { calling, defineProbe, devinfo, endsIn, everyStep, retype } from '../src/program/index.ts'

export default defineProbe({
  id: 'devinfo-i32',
  title: 'HDEVINFO declared as int32_t',
  mistake: 'return-truncated',
  sequence: devinfo,
  device: 'none',
  addresses: ['as-they-come', 'above-4gib'],
  change: retype({ types: ['HDEVINFO'] }, 'int32_t'),
  claims: [
    endsIn(
      { pointerBytes: 8 },
      calling(
        'SetupDiEnumDeviceInfo',
        'SetupDiGetDeviceInstanceIdW',
        'SetupDiDestroyDeviceInfoList',
      ),
      'lucky',
      'crashed',
      'other-error',
      'invalid-handle',
      'not-reached',
      'wrong-data',
    ),
    endsIn({ pointerBytes: 8 }, everyStep, 'same', 'lucky', 'not-reached'),
  ],
  danger: 'memory',
  why: 'An HDEVINFO is the address of a structure in the process. Below 4 GiB a cut loses nothing; above, the callee looks at another address: a crash or a refusal, depending on what lies there.',
  seenIn: [
    {
      title: 'pyserial 7c305c56: HDEVINFO = c_int',
      url: 'https://github.com/pyserial/pyserial/commit/7c305c56ee93d7fdef96ec3da1dc7001db1f492c',
    },
    {
      title: 'pysetupdi 1: invalid handle on 64-bit Python only',
      url: 'https://github.com/gwangyi/pysetupdi/issues/1',
    },
  ],
})
