import { declaredRows } from '../result/declared-rows.ts'
import { z } from 'zod'
import { evidenceOf, evidences, type EvidenceStrength } from '../result/evidence.ts'
import { causes } from '../result/cause.ts'
import type { DeepReadonly } from '../result/deep-readonly.ts'
import { harmlessReasonNames } from '../result/harmless.ts'
import type { JudgedOutcome, MatrixCell } from '../result/matrix.ts'
import { outcomeSchema } from '../result/observation-schema.ts'
import { runFileSchema, seenSchema, type RunLane, type RunProbe } from '../result/run-file.ts'
import { verdictKinds } from '../result/verdict-kind.ts'
import type { Format, Report } from './report.ts'

const text = z.string()
const lane = runFileSchema.shape.lanes.element
const probe = runFileSchema.shape.probes.element

const judged = {
  outcome: outcomeSchema,
  verdict: z.enum(verdictKinds),
  /** Why a wrong declaration did no harm, where the verdict is `tolerated` or `lucky`. */
  because: z.enum(harmlessReasonNames).exactOptional(),
  claim: z.enum(['as-claimed', 'surprise', 'not-judged']),
  /** Present where the outcome is error 6. */
  cause: z.enum(causes).exactOptional(),
  seen: seenSchema.exactOptional(),
}

/** The JSON report: the judged matrix, for other programs. */
export const jsonReportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: runFileSchema.shape.tool,
  /** Number of planned cells; `cells` has as many. */
  planned: z.int(),
  lanes: z.array(
    z.strictObject({
      id: text,
      engine: lane.shape.engine,
      arch: lane.shape.architecture,
      kernel: lane.shape.kernel,
      host: lane.shape.host,
      pointerBytes: lane.shape.pointerBytes,
      status: lane.shape.status,
      reason: text.nullable(),
      remedy: text.nullable(),
      /** The facts of the first of `environments`; empty where nothing was measured. */
      environment: lane.shape.environments.element.shape.facts,
      environments: lane.shape.environments,
    }),
  ),
  probes: z.array(
    z.strictObject({
      id: text,
      title: text,
      mechanism: probe.shape.mechanism,
      width: z.boolean(),
      device: text,
      sequence: text,
      control: text,
      why: text,
      /** Steps in which this device needs another function than `steps` names: step → function. */
      otherCalls: probe.shape.otherCalls,
      seenIn: probe.shape.seenIn,
      /** The wrong declarations, as text and as data. */
      declarations: z.array(
        z.strictObject({
          ...probe.shape.deviations.element.shape,
          function: text,
          position: text,
          declared: text,
          true: text,
        }),
      ),
    }),
  ),
  steps: z.array(
    z.strictObject({ id: text, operation: text, title: text, group: text, sequence: text }),
  ),
  cells: z.array(
    z.strictObject({
      lane: text,
      probe: text,
      step: text,
      ...judged,
      /** A flaky cell: all its outcomes, its own first; environments by index in the lane. */
      variants: z
        .array(z.strictObject({ ...judged, environments: z.array(z.int()) }))
        .exactOptional(),
    }),
  ),
  summary: z.array(
    z.strictObject({
      lane: text,
      probe: text,
      invalidHandle: z.int(),
      firstFailure: text.nullable(),
      evidence: z.enum(Object.keys(evidences) as EvidenceStrength[]),
    }),
  ),
})

/** The JSON report as data. */
export type JsonReport = DeepReadonly<z.infer<typeof jsonReportSchema>>

/** The JSON Schema of `report --format json`. */
export function jsonReportJsonSchema(): object {
  return z.toJSONSchema(jsonReportSchema, { target: 'draft-2020-12' })
}

function laneData(from: RunLane): JsonReport['lanes'][number] {
  const {
    id,
    engine,
    architecture,
    kernel,
    host,
    pointerBytes,
    status,
    reason,
    remedy,
    environments,
  } = from
  return {
    id,
    engine,
    arch: architecture,
    kernel,
    host,
    pointerBytes,
    status,
    reason: reason ?? null,
    remedy: remedy ?? null,
    environment: environments[0]?.facts ?? {},
    environments,
  }
}

function probeData(from: RunProbe): JsonReport['probes'][number] {
  const { id, title, mechanism, width, device, sequence, control, why, otherCalls, seenIn } = from
  return {
    id,
    title,
    mechanism,
    width,
    device,
    sequence,
    control,
    why,
    ...(otherCalls ? { otherCalls } : {}),
    seenIn,
    declarations: declaredRows(from).map(({ pointerBytes, deviation, subject, ...words }) => ({
      pointerBytes,
      deviation,
      function: subject,
      ...words,
    })),
  }
}

function judgedData({
  outcome,
  verdict,
  held: claim,
  cause,
  seen,
}: JudgedOutcome): Pick<JsonReport['cells'][number], keyof typeof judged> {
  return {
    outcome,
    verdict: verdict.kind,
    ...('because' in verdict ? { because: verdict.because } : {}),
    claim,
    ...(cause ? { cause } : {}),
    ...(seen ? { seen } : {}),
  }
}

function cellData(cell: MatrixCell): JsonReport['cells'][number] {
  const { lane, probe, step, variants } = cell
  return {
    lane,
    probe,
    step,
    ...judgedData(cell),
    ...(variants
      ? {
          variants: variants.map(variant => ({
            ...judgedData(variant),
            environments: [...variant.environments],
          })),
        }
      : {}),
  }
}

/** The evidence for the cells of a lane and a probe. */
function evidenceIn(
  { lanes, probes }: Report['matrix'],
  { lane, probe }: { readonly lane: string; readonly probe: string },
): EvidenceStrength {
  const measured = lanes.find(({ id }) => id === lane)
  return measured
    ? evidenceOf(measured, probes.find(({ id }) => id === probe)?.device ?? 'none')
    : 'simulator'
}

/** The report as plain data, in the form of `jsonReportSchema`. */
export function jsonData({ tool, planned, matrix }: Report): JsonReport {
  return {
    schemaVersion: 1,
    tool,
    planned,
    lanes: matrix.lanes.map(laneData),
    probes: matrix.probes.map(probeData),
    steps: matrix.steps.map(({ id, operation, title, group, sequence }) => ({
      id,
      operation,
      title,
      group,
      sequence,
    })),
    cells: matrix.cells.map(cellData),
    summary: matrix.summary.map(row => ({ ...row, evidence: evidenceIn(matrix, row) })),
  }
}

function escaped(character: string): string {
  return [...character]
    .flatMap(one =>
      Array.from(
        { length: one.length },
        (_, index) => `\\u${one.charCodeAt(index).toString(16).padStart(4, '0')}`,
      ),
    )
    .join('')
}

/** Escapes with JSON's own escapes what a terminal or a log would interpret; the data do not change. */
function escapeForGithub(json: string): string {
  return json
    .replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Noncharacter_Code_Point}]/gu, escaped)
    .replace(/::|##\[/g, match => (match === '::' ? ':\\u003a' : '#\\u0023['))
}

function line(value: unknown): string {
  return escapeForGithub(JSON.stringify(value))
}

/** For programs: valid JSON, with one list element per line. */
export const json: Format = report => {
  const members = Object.entries(jsonData(report)).map(([name, value]) =>
    Array.isArray(value)
      ? `"${name}": [${value.length === 0 ? '' : `\n    ${value.map(line).join(',\n    ')}\n  `}]`
      : `"${name}": ${line(value)}`,
  )
  return `{\n  ${members.join(',\n  ')}\n}\n`
}
