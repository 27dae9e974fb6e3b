import { deepStrictEqual, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { formatNames, render } from '../../src/views/index.ts'
import { renderBundle } from '../../src/views/bundle.ts'
import { renderTerminal } from '../../src/text/terminal.ts'
import { diffPage } from '../../src/views/sections/diff.ts'
import { reportOf } from '../../src/views/report.ts'
import { assess, strictProfile } from '../../src/result/assess.ts'
import { diffRuns } from '../../src/result/diff.ts'
import { matrixOf } from '../../src/result/matrix.ts'
import { mergeRuns } from '../../src/result/merge.ts'
import { parseRun, RunFileError } from '../../src/result/read-run.ts'
import type { RunFile } from '../../src/result/run-file.ts'
import { serialiseRun } from '../../src/result/serialise-run.ts'
import { mutated } from './arbitraries/mutated.ts'
import { smallRun } from './arbitraries/small-run.ts'
import { cases, corpus, holds } from './property.ts'
import { sentenceOf } from './refused.ts'

const screen = { width: 80, colour: false }
const matrix = matrixOf(smallRun)
let accepted = 0

/** Everything that is done with a run file that was accepted; none of it may fail. */
function useRun(run: RunFile, format: (typeof formatNames)[number]): void {
  const report = reportOf(run)
  ok(render(format, report, screen).length > 0)
  renderTerminal(diffPage(diffRuns(matrix, report.matrix)), screen)
  renderTerminal(diffPage(diffRuns(report.matrix, matrix)), screen)
  assess(report.matrix, strictProfile)
  renderBundle(report, () => undefined)
  const merged = serialiseRun(mergeRuns([run, smallRun]))
  deepStrictEqual(
    parseRun(merged, 'merged.json'),
    JSON.parse(merged),
    'what a merge writes can be read again',
  )
}

holds(
  'a run file or baseline is read and used whole, or refused in one sentence that names it',
  fc.tuple(mutated(smallRun), fc.constantFrom(...formatNames)),
  ([text, format]) => {
    let run: RunFile | undefined
    const sentence = sentenceOf(RunFileError, () => {
      run = parseRun(text, 'run.json')
    })
    if (sentence !== undefined) ok(sentence.startsWith('Cannot read run file run.json: '), sentence)
    if (!run) return
    accepted += 1
    useRun(run, format)
  },
  {
    examples: corpus('runs').map(
      text => [text, formatNames[0]] as [string, (typeof formatNames)[number]],
    ),
  },
)

holds(
  'the generator makes run files of both kinds',
  fc.constant(0),
  () => {
    ok(accepted > cases / 100, `${accepted} were accepted`)
  },
  { number: 1 },
)
