import t from 'tap'
import { simulate } from '../../../../support/child/kernels/simulated/simulation.ts'

t.test('device lists: the ports are none, as under Wine, all classes have a monitor', async t => {
  for (const pointerBytes of [8, 4] as const) {
    const simulation = simulate({ pointerBytes })
    const guid = simulation.bytes(16)
    const count = simulation.bytes(4)
    t.equal(
      simulation.call('SetupDiClassGuidsFromNameW', {
        ClassName: simulation.text('Ports'),
        ClassGuidList: guid,
        ClassGuidListSize: 1,
        RequiredSize: count,
      }).returned,
      1n,
    )
    t.equal(simulation.contentAt(guid, 16).toString('hex'), '78e9364d25e3ce11bfc108002be10318')
    const device = simulation.struct('SP_DEVINFO_DATA', { cbSize: pointerBytes === 8 ? 32 : 28 })
    const ports = simulation.call('SetupDiGetClassDevsW', { ClassGuid: guid, Flags: 2 }).returned
    t.match(
      simulation.call('SetupDiEnumDeviceInfo', { DeviceInfoSet: ports, DeviceInfoData: device }),
      { code: 259 },
    )
    const all = simulation.call('SetupDiGetClassDevsW', { Flags: 6 }).returned
    t.equal(
      simulation.call('SetupDiEnumDeviceInfo', { DeviceInfoSet: all, DeviceInfoData: device })
        .returned,
      1n,
    )
    const name = simulation.bytes(200)
    const id = {
      DeviceInfoSet: all,
      DeviceInfoData: device,
      DeviceInstanceId: name,
      RequiredSize: count,
    }
    t.match(simulation.call('SetupDiGetDeviceInstanceIdW', { ...id, DeviceInstanceIdSize: 5 }), {
      code: 122,
    })
    t.equal(
      simulation.call('SetupDiGetDeviceInstanceIdW', { ...id, DeviceInstanceIdSize: 100 }).returned,
      1n,
    )
    t.equal(simulation.wideAt(name), 'DISPLAY\\DEFAULT_MONITOR\\0000&0000')
    t.equal(simulation.number(count), BigInt(simulation.wideAt(name).length + 1))
    const key = simulation.call('SetupDiOpenDevRegKey', {
      DeviceInfoSet: all,
      DeviceInfoData: device,
      Scope: 1,
      KeyType: 1,
    })
    t.equal(simulation.call('RegCloseKey', { hKey: key.returned }).returned, 0n)
    t.equal(simulation.call('SetupDiDestroyDeviceInfoList', { DeviceInfoSet: all }).returned, 1n)
    t.match(
      simulation.call('SetupDiGetClassDevsW', { Flags: 2 }),
      { returned: simulation.allOnes, code: 87 },
      'no class and not all classes',
    )
  }
})

t.test('setupapi looks at the sizes that a program states', async t => {
  for (const [pointerBytes, right, wrong] of [
    [8, 32, 28],
    [4, 28, 32],
  ] as const) {
    const simulation = simulate({ pointerBytes })
    const DeviceInfoSet = simulation.call('SetupDiGetClassDevsW', { Flags: 4 }).returned
    for (const [cbSize, expected] of [
      [right, { failed: false }],
      [wrong, { code: 1784 }],
    ] as const) {
      t.match(
        simulation.call('SetupDiEnumDeviceInfo', {
          DeviceInfoSet,
          DeviceInfoData: simulation.struct('SP_DEVINFO_DATA', { cbSize }),
        }),
        expected,
        `cbSize ${cbSize}`,
      )
    }
    for (const handle of [0n, simulation.allOnes])
      t.match(
        simulation.call('SetupDiEnumDeviceInfo', {
          DeviceInfoSet: handle,
          DeviceInfoData: simulation.bytes(32),
        }),
        { code: 6 },
      )
  }
})

t.test('an interface has a path, behind a cbSize that says 8, or 6 where it is packed', async t => {
  for (const [pointerBytes, detailSize] of [
    [8, 8],
    [4, 6],
  ] as const) {
    const simulation = simulate({ pointerBytes })
    const guid = simulation.bytes(Buffer.from('5f7bf0e697ee904ab07633f57bf4eaa7', 'hex'))
    const DeviceInfoSet = simulation.call('SetupDiGetClassDevsW', {
      ClassGuid: guid,
      Flags: 0x12,
    }).returned
    const data = simulation.struct('SP_DEVICE_INTERFACE_DATA', {
      cbSize: pointerBytes === 8 ? 32 : 28,
    })
    t.equal(
      simulation.call('SetupDiEnumDeviceInterfaces', {
        DeviceInfoSet,
        InterfaceClassGuid: guid,
        DeviceInterfaceData: data,
      }).returned,
      1n,
    )
    t.match(
      simulation.call('SetupDiEnumDeviceInterfaces', {
        DeviceInfoSet,
        InterfaceClassGuid: guid,
        MemberIndex: 1,
        DeviceInterfaceData: data,
      }),
      { code: 259 },
    )
    simulation.call('SetupDiEnumDeviceInterfaces', {
      DeviceInfoSet,
      InterfaceClassGuid: guid,
      DeviceInterfaceData: data,
    })
    const required = simulation.bytes(4)
    const ask = { DeviceInfoSet, DeviceInterfaceData: data, RequiredSize: required }
    t.match(simulation.call('SetupDiGetDeviceInterfaceDetailW', ask), { code: 122 })
    const size = Number(simulation.number(required))
    const detail = (cbSize: number): bigint =>
      simulation.bytes(Buffer.concat([Buffer.from([cbSize, 0, 0, 0]), Buffer.alloc(size)]))
    const good = detail(detailSize)
    const device = simulation.struct('SP_DEVINFO_DATA', { cbSize: pointerBytes === 8 ? 32 : 28 })
    t.equal(
      simulation.call('SetupDiGetDeviceInterfaceDetailW', {
        ...ask,
        DeviceInterfaceDetailData: good,
        DeviceInterfaceDetailDataSize: size,
        DeviceInfoData: device,
      }).returned,
      1n,
    )
    t.match(simulation.wideAt(good + 4n), /^\\\\\?\\display#/)
    t.equal(simulation.field('SP_DEVINFO_DATA', device, 'DevInst'), 1n)
    t.match(
      simulation.call('SetupDiGetDeviceInterfaceDetailW', {
        ...ask,
        DeviceInterfaceDetailData: detail(detailSize === 8 ? 6 : 8),
        DeviceInterfaceDetailDataSize: size,
      }),
      { code: 1784 },
    )
  }
})
