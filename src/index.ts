/**
 * handle-width as a library: run probes, read, merge and compare recorded runs, judge and render them,
 * audit declarations.
 *
 * @example
 * import { parseRun, matrixOf, render, reportOf } from 'handle-width'
 * const run = parseRun(text, 'run.json')
 * const failures = matrixOf(run).cells.filter(cell => cell.verdict.kind === 'invalid-handle')
 * writeFileSync('report.md', render('markdown', reportOf(run)))
 */
export { audit } from './audit/audit.ts'
export { probesOf as probesOfBinding } from './binding/probes-of.ts'
export { BindingProblem, readBinding, type Binding } from './binding/read-binding.ts'
export { engines } from './lanes/engines/index.ts'
export type { Engine, Ready, Absent } from './lanes/engines/engine.ts'
export type { EngineId } from './result/lane.ts'
export type { Plan } from './program/plan.ts'
export type { Step, Sequence } from './program/step.ts'
export * as language from './program/index.ts'
export type { Probe } from './program/define-probe.ts'
export { loadProbes } from './program/load.ts'
export { formatNames, render, type FormatName } from './views/index.ts'
export { reportOf, type Report } from './views/report.ts'
export { nameCause, causes, type Cause } from './result/cause.ts'
export { diffRuns } from './result/diff.ts'
export { firstDivergences, type Divergence } from './result/first-divergence.ts'
export { matrixOf, type Matrix, type MatrixCell } from './result/matrix.ts'
export { mergeRuns } from './result/merge.ts'
export { outcomeKinds, type Outcome } from './result/outcome.ts'
export { parseRun, RunFileError } from './result/read-run.ts'
export { runFileJsonSchema, type RunFile } from './result/run-file.ts'
export { serialiseRun } from './result/serialise-run.ts'
export type { Verdict } from './result/verdict.ts'
export { verdictKinds, type VerdictKind } from './result/verdict-kind.ts'
export { lanesOf } from './measure/lanes.ts'
export { runAll, type RunRequest } from './measure/run-all.ts'
export { trueAbi, type Abi } from './declare/win32/abi.ts'
export { layoutOf, type StructLayout } from './declare/win32/layout.ts'
