import { runSchemaVersion } from './run-file.ts'

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

/** One step for each older version, to the next. */
const steps: Readonly<Record<number, (file: Json) => Json>> = { 1: toVersion2 }

/** The content of a run file of an older version, as the newest version has it. What is no object of a known older version comes back as it is. */
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
