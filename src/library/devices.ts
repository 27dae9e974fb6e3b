import type { DeviceChoice } from '../lanes/devices/choose.ts'
import { kindsWhere, type DeviceKind } from '../devices/index.ts'
import { UserProblem } from '../os/problem.ts'

/** The highest port number that Windows assigns. */
const highestPort = 256
const kinds = kindsWhere(({ chosen }) => chosen === 'by-name')

/** The port that a name refers to, for example `COM3`. Throws UserProblem for anything that is not a COM port; nothing is opened. */
export function parsePort(name: string): string {
  const match = /^COM([1-9][0-9]{0,2})$/i.exec(name)
  if (!match || Number(match[1]) > highestPort) {
    throw new UserProblem(
      `Not a COM port: ${JSON.stringify(name)}; expected COM1 to COM${highestPort}, for example --device com:COM3 (nothing was opened)`,
    )
  }
  return `COM${match[1]}`
}

/** Parses the values of `--device`; a second COM port is the far end of the first. Throws UserProblem for an unknown value. */
export function parseDevices(values: readonly string[]): DeviceChoice {
  const devices: DeviceKind[] = []
  const ports: string[] = []
  for (const value of values) {
    const kind = kinds.find(item => item === value)
    if (kind) devices.push(kind)
    else if (value.startsWith('com:')) ports.push(parsePort(value.slice(4)))
    else
      throw new UserProblem(
        `Unknown device ${JSON.stringify(value)}: expected ${kinds.join(', ')} or com:COM3 (nothing was opened)`,
      )
  }
  const [port, farEnd, ...more] = new Set(ports)
  if (more.length > 0)
    throw new UserProblem(
      `Too many ports: ${ports.join(', ')}; expected one, or two that are joined by a cable (nothing was opened)`,
    )
  if (port !== undefined) devices.push('com')
  return {
    ...(devices.length > 0 ? { devices } : {}),
    ...(port === undefined ? {} : { port }),
    ...(farEnd === undefined ? {} : { farEnd }),
  }
}
