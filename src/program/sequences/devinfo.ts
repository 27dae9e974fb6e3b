import type { Sequence } from '../step.ts'
import {
  address,
  assign,
  flags,
  nothing,
  number,
  sizeOf,
  step,
  variable,
} from '../step-builders.ts'

const ERROR_NO_MORE_ITEMS = 259
const ports = variable('portSet')
const all = variable('allSet')

/** Port enumeration as pyserial's list_ports does it, then the first device of any class, which every machine has. */
export const devinfo: Sequence = {
  id: 'devinfo',
  memory: {
    className: { kind: 'text', text: 'Ports' },
    guid: { kind: 'buffer', bytes: 16 },
    count: { kind: 'variable', type: 'DWORD' },
    device: { kind: 'struct', struct: 'SP_DEVINFO_DATA' },
    name: { kind: 'buffer', bytes: 512 },
  },
  steps: [
    step(
      'class-guid',
      'enumerate',
      'SetupDiClassGuidsFromNameW',
      'the GUID of the class Ports',
      {
        ClassName: address('className'),
        ClassGuidList: address('guid'),
        ClassGuidListSize: number(1),
        RequiredSize: address('count'),
      },
      { checks: [{ kind: 'variable', object: 'count', equals: 1 }] },
    ),
    step(
      'port-set',
      'enumerate',
      'SetupDiGetClassDevsW',
      'the ports of this machine',
      {
        ClassGuid: address('guid'),
        Enumerator: nothing,
        hwndParent: nothing,
        Flags: flags('DIGCF_PRESENT'),
      },
      { keep: 'portSet', after: ['class-guid'] },
    ),
    step(
      'first-port',
      'enumerate',
      'SetupDiEnumDeviceInfo',
      'the first port, or the end of the list',
      { DeviceInfoSet: ports, MemberIndex: number(0), DeviceInfoData: address('device') },
      {
        after: ['port-set'],
        assign: assign('device', { cbSize: sizeOf('SP_DEVINFO_DATA') }),
        accept: [ERROR_NO_MORE_ITEMS],
      },
    ),
    step(
      'close-port-set',
      'enumerate',
      'SetupDiDestroyDeviceInfoList',
      'free the list of ports',
      { DeviceInfoSet: ports },
      { after: ['port-set'] },
    ),
    step(
      'all-set',
      'enumerate',
      'SetupDiGetClassDevsW',
      'all devices of this machine',
      {
        ClassGuid: nothing,
        Enumerator: nothing,
        hwndParent: nothing,
        Flags: flags('DIGCF_PRESENT', 'DIGCF_ALLCLASSES'),
      },
      { keep: 'allSet' },
    ),
    step(
      'first-device',
      'enumerate',
      'SetupDiEnumDeviceInfo',
      'the first device',
      { DeviceInfoSet: all, MemberIndex: number(0), DeviceInfoData: address('device') },
      {
        after: ['all-set'],
        assign: assign('device', { cbSize: sizeOf('SP_DEVINFO_DATA') }),
      },
    ),
    step(
      'device-name',
      'enumerate',
      'SetupDiGetDeviceInstanceIdW',
      'its name',
      {
        DeviceInfoSet: all,
        DeviceInfoData: address('device'),
        DeviceInstanceId: address('name'),
        DeviceInstanceIdSize: number(256),
        RequiredSize: address('count'),
      },
      { after: ['first-device'] },
    ),
    step(
      'close-all-set',
      'enumerate',
      'SetupDiDestroyDeviceInfoList',
      'free the list of devices',
      { DeviceInfoSet: all },
      { after: ['all-set'] },
    ),
  ],
}
