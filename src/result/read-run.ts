import { z } from 'zod'
import { runLimits } from './observation-schema.ts'
import { runFileSchema, runSchemaVersion, type RunFile, type RunResult } from './run-file.ts'
import { upgradeRun } from './upgrade.ts'

/** Why a run file is invalid: one sentence for the user. */
export class RunFileError extends Error {
  override readonly name = 'RunFileError'
}

/** Maximum size of a run file. Bytes; the recorded ones have about a million per lane. */
export const longestRunFile = 64 * 1024 * 1024

function versionOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'schemaVersion' in value
    ? value.schemaVersion
    : undefined
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RunFileError(
      `Cannot read run file ${name}: it is not JSON, or it was cut; record it again with 'handle-width run --save FILE'`,
    )
  }
}

/** The place of a problem in the file, for example `results[3].cells[0].outcome`. */
function placeOf(path: readonly PropertyKey[]): string {
  return (
    path
      .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
      .replace(/^\./, '') || 'the top level'
  )
}

function checkVariants(run: RunFile, result: RunResult, place: string, name: string): void {
  const known = run.lanes.find(({ id }) => id === result.lane)?.environments.length ?? 0
  for (const [index, { variants }] of result.cells.entries()) {
    const unknown = variants
      ?.flatMap(variant => variant.environments)
      .find(environment => environment >= known)
    if (unknown !== undefined)
      throw new RunFileError(
        `Cannot read run file ${name}: ${place}.cells[${index}].variants names environment ${unknown} of its lane, which has ${known}`,
      )
  }
}

function firstTwice(ids: readonly string[]): string | undefined {
  const known = new Set<string>()
  return ids.find(id => known.size === known.add(id).size)
}

/** Checks that names are unique, and that the matrix is not too large to be shown. */
function checkExtent(run: RunFile, name: string): void {
  const twice =
    firstTwice(run.lanes.map(({ id }) => id)) ??
    firstTwice(run.probes.map(({ id }) => id)) ??
    firstTwice(run.results.map(({ lane, probe }) => `${lane}/${probe}`))
  if (twice !== undefined)
    throw new RunFileError(
      `Cannot read run file ${name}: it describes ${JSON.stringify(twice)} twice`,
    )
  const steps = new Map<string, number>()
  for (const { sequence } of run.steps) steps.set(sequence, (steps.get(sequence) ?? 0) + 1)
  const cells =
    run.lanes.length *
    run.probes.reduce((sum, { sequence }) => sum + 1 + (steps.get(sequence) ?? 0), 0)
  if (cells > runLimits.cellsInReport)
    throw new RunFileError(
      `Cannot read run file ${name}: its lanes, probes and steps make ${cells} cells, more than the ${runLimits.cellsInReport} that can be shown`,
    )
}

function checkReferences(run: RunFile, name: string): void {
  const lanes = new Set(run.lanes.map(({ id }) => id))
  const probes = new Set(run.probes.map(({ id }) => id))
  for (const [index, result] of run.results.entries()) {
    if (!lanes.has(result.lane))
      throw new RunFileError(
        `Cannot read run file ${name}: results[${index}] names the lane ${JSON.stringify(result.lane)}, which the file does not describe`,
      )
    checkVariants(run, result, `results[${index}]`, name)
    if (!probes.has(result.probe))
      throw new RunFileError(
        `Cannot read run file ${name}: results[${index}] names the probe ${JSON.stringify(result.probe)}, which the file does not describe`,
      )
  }
}

/**
 * Parses the text of a run file. `name` is used in messages.
 *
 * @throws RunFileError with one sentence where the text is not a run file of a known version.
 */
export function parseRun(text: string, name: string): RunFile {
  const value = parseJson(text, name)
  const version = versionOf(value)
  if (typeof version === 'number' && version > runSchemaVersion) {
    throw new RunFileError(
      `Cannot read run file ${name}: schemaVersion is ${version}, newest known is ${runSchemaVersion}; use a newer handle-width`,
    )
  }
  const parsed = runFileSchema.safeParse(upgradeRun(value))
  if (!parsed.success)
    throw new RunFileError(`Cannot read run file ${name}: ${describeIssue(parsed.error)}`)
  checkExtent(parsed.data, name)
  checkReferences(parsed.data, name)
  return parsed.data
}

function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues
  const wrong = issue
    ? `${placeOf(issue.path)}: ${issue.message.replace(/^Invalid input: /, '')}`
    : 'it has another form'
  return `${wrong}; expected a run file, as 'handle-width run --save FILE' writes it`
}
