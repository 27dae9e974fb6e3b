import { faultKinds } from './fault.ts'

/** Any parsed JSON. Values that do not have the form of version 1 are left unchanged, for the schema to refuse. */
type Raw = Readonly<Record<string, unknown>>

function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function each(value: unknown, change: (item: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map(change) : value
}

/** Splits `process/GetProcessId.Process.cut-sign` into its parts. */
function upgradeFault(fault: unknown): unknown {
  if (!isRecord(fault) || typeof fault['id'] !== 'string') return fault
  const { id, ...more } = fault
  const [subject = '', ...parts] = id.slice(id.indexOf('/') + 1).split('.')
  const kind = parts.at(-1) ?? ''
  return Object.hasOwn(faultKinds, kind)
    ? { id, subject, position: parts.slice(0, -1).join('.'), kind, ...more }
    : fault
}

/** Splits `missing:read=6 close=crashed` into a list. */
function upgradeSignature(signature: unknown): unknown {
  if (typeof signature !== 'string') return signature
  return signature
    .split(' ')
    .filter(word => word !== '')
    .map(word => {
      const [place = '', outcome = ''] = word.split('=')
      const [step, scene] = place.split(':').reverse()
      return {
        ...(scene === undefined ? {} : { scene }),
        step,
        outcome: /^-?\d+$/.test(outcome) ? Number(outcome) : outcome,
      }
    })
}

/** Version 1 kept the calibration among the facts. */
function upgradeLane(lane: unknown): unknown {
  if (!isRecord(lane) || !isRecord(lane['environment'])) return lane
  const { environment, ...more } = lane
  const entries = Object.entries(environment)
  const mark = '0xFFFFFFFE as '
  const calibration = entries.filter(([name]) => name.startsWith(mark))
  const facts = entries.filter(([name]) => !name.startsWith(mark))
  if (entries.length === 0) return more
  return {
    ...more,
    environment: {
      facts: Object.fromEntries(facts),
      ...(calibration.length > 0 && {
        calibration: Object.fromEntries(
          calibration.map(([name, value]) => [name.slice(mark.length), value]),
        ),
      }),
    },
  }
}

/** Upgrades a dictionary of an older version to the newest; anything else is returned unchanged. */
export function upgradeDictionary(value: unknown): unknown {
  if (!isRecord(value) || value['schemaVersion'] !== 1) return value
  return {
    ...value,
    schemaVersion: 2,
    faults: each(value['faults'], upgradeFault),
    signatures: each(value['signatures'], upgradeSignature),
    lanes: each(value['lanes'], upgradeLane),
  }
}
