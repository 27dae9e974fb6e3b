import type { Prototype } from './prototype.ts'

/** Exports of setupapi.dll that a COM port enumeration uses. */
export const setupapi = {
  SetupDiClassGuidsFromNameW: {
    library: 'setupapi',
    header: 'setupapi',
    returns: 'BOOL',
    failure: 'zero',
    parameters: {
      ClassName: 'PCWSTR',
      ClassGuidList: 'const GUID *',
      ClassGuidListSize: 'DWORD',
      RequiredSize: 'PDWORD',
    },
  },
  SetupDiGetClassDevsW: {
    library: 'setupapi',
    header: 'setupapi',
    returns: 'HDEVINFO',
    failure: 'all-ones',
    parameters: {
      ClassGuid: 'const GUID *',
      Enumerator: 'PCWSTR',
      hwndParent: 'HWND',
      Flags: 'DWORD',
    },
  },
  SetupDiEnumDeviceInfo: {
    library: 'setupapi',
    header: 'setupapi',
    returns: 'BOOL',
    failure: 'zero',
    parameters: {
      DeviceInfoSet: 'HDEVINFO',
      MemberIndex: 'DWORD',
      DeviceInfoData: 'PSP_DEVINFO_DATA',
    },
  },
  SetupDiGetDeviceInstanceIdW: {
    library: 'setupapi',
    header: 'setupapi',
    returns: 'BOOL',
    failure: 'zero',
    parameters: {
      DeviceInfoSet: 'HDEVINFO',
      DeviceInfoData: 'PSP_DEVINFO_DATA',
      DeviceInstanceId: 'PWSTR',
      DeviceInstanceIdSize: 'DWORD',
      RequiredSize: 'PDWORD',
    },
  },
  SetupDiEnumDeviceInterfaces: {
    library: 'setupapi',
    header: 'setupapi',
    returns: 'BOOL',
    failure: 'zero',
    parameters: {
      DeviceInfoSet: 'HDEVINFO',
      DeviceInfoData: 'PSP_DEVINFO_DATA',
      InterfaceClassGuid: 'const GUID *',
      MemberIndex: 'DWORD',
      DeviceInterfaceData: 'PSP_DEVICE_INTERFACE_DATA',
    },
  },
  SetupDiGetDeviceInterfaceDetailW: {
    library: 'setupapi',
    header: 'setupapi',
    returns: 'BOOL',
    failure: 'zero',
    parameters: {
      DeviceInfoSet: 'HDEVINFO',
      DeviceInterfaceData: 'PSP_DEVICE_INTERFACE_DATA',
      DeviceInterfaceDetailData: 'PSP_DEVICE_INTERFACE_DETAIL_DATA_W',
      DeviceInterfaceDetailDataSize: 'DWORD',
      RequiredSize: 'PDWORD',
      DeviceInfoData: 'PSP_DEVINFO_DATA',
    },
  },
  SetupDiOpenDevRegKey: {
    library: 'setupapi',
    header: 'setupapi',
    returns: 'HKEY',
    failure: 'all-ones',
    parameters: {
      DeviceInfoSet: 'HDEVINFO',
      DeviceInfoData: 'PSP_DEVINFO_DATA',
      Scope: 'DWORD',
      HwProfile: 'DWORD',
      KeyType: 'DWORD',
      samDesired: 'REGSAM',
    },
  },
  SetupDiDestroyDeviceInfoList: {
    library: 'setupapi',
    header: 'setupapi',
    returns: 'BOOL',
    failure: 'zero',
    closes: 'DeviceInfoSet',
    parameters: { DeviceInfoSet: 'HDEVINFO' },
  },
} as const satisfies Record<string, Prototype>
