/** A device interface, by whose path a program opens the device. */
interface DeviceInterface {
  /** GUID in its memory representation. */
  readonly class: Buffer
  readonly path: string
}

/** A device of the simulated system, as setupapi lists it. */
export interface PresentDevice {
  /** GUID of the device class, in its memory representation. */
  readonly class: Buffer
  readonly instance: string
  readonly interface?: DeviceInterface
  /** Path of its hardware key in the simulated registry. */
  readonly key: string
}

/** GUID_DEVCLASS_PORTS {4D36E978-E325-11CE-BFC1-08002BE10318}, in its memory representation. */
export const portsClass = Buffer.from('78e9364d25e3ce11bfc108002be10318', 'hex')
/** GUID_DEVCLASS_MONITOR {4D36E96E-E325-11CE-BFC1-08002BE10318} */
const monitorClass = Buffer.from('6ee9364d25e3ce11bfc108002be10318', 'hex')
/** GUID_DEVINTERFACE_MONITOR {E6F07B5F-EE97-4A90-B076-33F57BF4EAA7} */
const monitorInterface = Buffer.from('5f7bf0e697ee904ab07633f57bf4eaa7', 'hex')

/** The existing devices: a monitor, which every Windows has, and no port, since Wine lists none. */
export const devices: readonly PresentDevice[] = [
  {
    class: monitorClass,
    instance: 'DISPLAY\\DEFAULT_MONITOR\\0000&0000',
    interface: {
      class: monitorInterface,
      path: '\\\\?\\display#default_monitor#0000&0000#{e6f07b5f-ee97-4a90-b076-33f57bf4eaa7}',
    },
    key: 'HKLM\\SYSTEM\\CurrentControlSet\\Enum\\DISPLAY\\DEFAULT_MONITOR\\0000&0000\\Device Parameters',
  },
]
