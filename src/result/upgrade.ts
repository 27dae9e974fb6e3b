import { runSchemaVersion } from './run-file.ts'
import { deviationFrom, type DeclaredInWords } from './upgrade-declarations.ts'

type Json = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Version 2 keeps an environment for each recording of a lane. */
function toVersion2(file: Json): Json {
  const lanes = Array.isArray(file['lanes'])
    ? file['lanes'].map((lane: unknown) => {
        if (!isObject(lane)) return lane
        const { environment, ...rest } = lane
        return {
          ...rest,
          environments:
            isObject(environment) && Object.keys(environment).length > 0 ? [environment] : [],
        }
      })
    : file['lanes']
  return { ...file, schemaVersion: 2, lanes }
}

const calibration = /^0xFFFFFFFE as (.+)$/
const strict = 'strict handle checks'

/** Version 1 kept calibration and strict checks among the facts, under names of their own. */
function splitEnvironment(environment: unknown): unknown {
  if (!isObject(environment)) return environment
  const entries = Object.entries(environment)
  const measured = entries.flatMap(([name, value]) => {
    const type = calibration.exec(name)?.[1]
    return type === undefined ? [] : [[type, value] as const]
  })
  return {
    facts: Object.fromEntries(
      entries.filter(([name]) => !calibration.test(name) && name !== strict),
    ),
    ...(measured.length > 0 && { calibration: Object.fromEntries(measured) }),
    ...(Object.hasOwn(environment, strict) && { strictHandles: environment[strict] }),
  }
}

function isInWords(row: unknown): row is DeclaredInWords {
  return (
    isObject(row) &&
    (row['pointerBytes'] === 4 || row['pointerBytes'] === 8) &&
    ['function', 'position', 'declared', 'true'].every(key => typeof row[key] === 'string')
  )
}

function upgradeProbe(probe: unknown): unknown {
  if (!isObject(probe)) return probe
  const { declarations, ...rest } = probe
  const [name, ...scene] = typeof probe['id'] === 'string' ? probe['id'].split('@') : []
  return {
    ...rest,
    ...(name !== undefined && { probe: name }),
    ...(scene.length > 0 && { scene: scene.join('@') }),
    // Values that no version has written are left unchanged, for the schema to refuse.
    deviations: listOf(
      declarations,
      row => (isInWords(row) ? deviationFrom(row) : undefined) ?? row,
    ),
  }
}

function upgradeCell(cell: unknown): unknown {
  if (!isObject(cell)) return cell
  const { luck, ...rest } = cell
  return luck === undefined ? rest : { ...rest, harmless: luck }
}

function listOf(value: unknown, change: (item: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map(change) : value
}

function member(value: unknown, name: string, change: (item: unknown) => unknown): unknown {
  return isObject(value) && Object.hasOwn(value, name)
    ? { ...value, [name]: listOf(value[name], change) }
    : value
}

/** Version 3 holds deviations, calibration and strict checks as fields, and names probe and scene apart. */
function toVersion3(file: Json): Json {
  return {
    ...file,
    schemaVersion: 3,
    lanes: listOf(file['lanes'], lane => member(lane, 'environments', splitEnvironment)),
    probes: listOf(file['probes'], upgradeProbe),
    results: listOf(file['results'], result => member(result, 'cells', upgradeCell)),
  }
}

/** Version 4 names the host of each lane; earlier versions were all measured with koffi. */
function toVersion4(file: Json): Json {
  return {
    ...file,
    schemaVersion: 4,
    lanes: listOf(file['lanes'], lane =>
      isObject(lane) && lane['host'] === undefined ? { ...lane, host: 'koffi' } : lane,
    ),
  }
}

/** One step for each older version, to the next. */
const steps: Readonly<Record<number, (file: Json) => Json>> = {
  1: toVersion2,
  2: toVersion3,
  3: toVersion4,
}

/** Upgrades a run file of an older version to the newest. Anything that is not an object of a known older version is returned unchanged. */
export function upgradeRun(value: unknown): unknown {
  let file = value
  for (let step = 0; step < runSchemaVersion; step += 1) {
    if (!isObject(file) || typeof file['schemaVersion'] !== 'number') return file
    const next = steps[file['schemaVersion']]
    if (!next) return file
    file = next(file)
  }
  return file
}
