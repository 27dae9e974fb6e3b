import { probeMistakes } from '../../mistakes/index.ts'
import { declaredRows, type DeclaredRow } from '../../result/declared-rows.ts'
import { harmlessReasons } from '../../result/harmless.ts'
import type { RunLane, RunProbe } from '../../result/run-file.ts'
import { becauseOf } from '../../result/verdict.ts'
import {
  code,
  isEmpty,
  joined,
  lineBreak,
  link,
  list,
  table,
  text,
  toned,
  words,
  type Block,
  type Inline,
} from '../../text/page.ts'
import {
  columnsOf,
  failingOperations,
  isUnjudged,
  operationRows,
  operationsOfInterest,
} from '../columns.ts'
import { declarationRows } from '../declarations.ts'
import { hiddenFailures } from '../failures.ts'
import { platformLanes, taggedLanes, type View } from '../view.ts'
import { codeText, count } from '../words.ts'
import { causeList } from './causes.ts'
import { evidenceBlock } from './lanes.ts'
import { taggedText } from './mistakes.ts'

function codes(names: Iterable<string>): readonly Inline[] {
  return joined([...names].map(code))
}

/** The declarations of a probe compared with the truth, by pointer width. */
export function declarationTable(rows: readonly DeclaredRow[]): Block {
  return table(
    ['pointer', 'declared', 'true', 'where'],
    declarationRows(rows).map(row => [
      `${row.pointerBytes} bytes`,
      [code(row.declared)],
      [code(row.true)],
      codes(row.places),
    ]),
  )
}

/** The operations of a probe that differed from the control in some lanes; equal lanes and operations are combined. */
function laneBlocks(view: View, probe: RunProbe, lanes: readonly RunLane[]): Block[] {
  const all = columnsOf(view, probe, lanes)
  const columns = all.filter(column => !isUnjudged(column))
  const dirty = all.filter(isUnjudged).flatMap(column => column.lanes)
  const { shown, quiet } = operationsOfInterest(probe, columns)
  const ended = probe.mechanism === 'control' ? 'succeeded' : 'ended as in the control'
  const left = shown.length === 0 ? '' : quiet === 1 ? ' and is left out' : ' and are left out'
  const where = columns.flatMap(column => column.lanes)
  return [
    table(
      ['operation', ...columns.map(column => joined(column.lanes.map(code), lineBreak))],
      operationRows(shown, columns).map(row => [
        codes(row.operations),
        ...row.cells.map(cell => (cell ? [toned(cell.mark.tone, cell.text)] : '')),
      ]),
    ),
    text(
      quiet === 0
        ? ''
        : words`${count(quiet, 'operation')} ${ended} in ${shown.length === 0 ? codes(where) : 'each of these lanes'}${left}.`,
    ),
    text(dirty.length === 0 ? '' : words`Not judged in ${codes(dirty)}.`),
  ]
}

/** How the operations of a probe ended: on the platforms, and separately with tagged handles. */
export function operationBlocks(view: View, probe: RunProbe): Block[] {
  const tagged = laneBlocks(view, probe, taggedLanes(view)).filter(block => !isEmpty(block))
  return [
    ...laneBlocks(view, probe, platformLanes(view)),
    ...(tagged.length === 0 ? [] : [text(`With ${taggedText}:`), ...tagged]),
  ]
}

/** The operations of a probe that fail on a platform and why, in a few lines; what tagged handles add is counted. */
export function briefResults(view: View, probe: RunProbe): Block[] {
  const columns = columnsOf(view, probe, platformLanes(view)).filter(one => !isUnjudged(one))
  const failing = failingOperations(columns)
  const others = new Set(columns.flatMap(({ cells }) => [...cells.keys()])).size - failing.length
  const tagged = failingOperations(columnsOf(view, probe, taggedLanes(view)))
  const more = tagged.filter(operation => !failing.includes(operation)).length
  const cells = platformLanes(view).flatMap(lane => view.cells(lane.id, probe.id))
  return [
    table(
      ['operation', ...columns.map(column => joined(column.lanes.map(code), lineBreak))],
      operationRows(failing, columns, 'brief').map(row => [
        codes(row.operations),
        ...row.cells.map(cell => (cell ? [toned(cell.mark.tone, cell.brief)] : '')),
      ]),
    ),
    text(
      [
        columns.length === 0 ? 'Nothing was judged.' : '',
        others === 0
          ? ''
          : `${count(others, failing.length === 0 ? 'operation' : 'other operation')} did not fail.`,
        more === 0 ? '' : `With ${taggedText}, ${more} more ${more === 1 ? 'fails' : 'fail'}.`,
      ]
        .filter(Boolean)
        .join(' '),
    ),
    causeList(cells),
  ]
}

/** Failed opens that the program did not notice: the original code, and the error 6 that the user sees. */
function hiddenTable(view: View, probe: RunProbe): Block[] {
  const rows = hiddenFailures(view, probe).map(hidden => [
    joined(hidden.lanes.map(code), lineBreak),
    words`${code(hidden.open)}: ${codeText(hidden.realCode)}`,
    words`${code(hidden.step)}: ${codeText(6)}`,
    [code(hidden.passed)],
  ])
  return rows.length === 0
    ? []
    : [
        text('The open had failed and the program did not notice:'),
        table(['lane', 'the real failure', 'what was reported later', 'handle passed'], rows),
      ]
}

/** Why the wrong declarations of a probe did no harm, and where. */
function harmlessList(view: View, probe: RunProbe): Block {
  const found = new Map<keyof typeof harmlessReasons, Set<string>>()
  for (const lane of view.lanes)
    for (const { verdict } of view.cells(lane.id, probe.id)) {
      const because = becauseOf(verdict)
      if (because) found.set(because, (found.get(because) ?? new Set()).add(lane.id))
    }
  return list(
    ...[...found].map(([because, lanes]) => {
      const { verdict, says } = harmlessReasons[because]
      const title = verdict === 'tolerated' ? 'Tolerated' : 'Lucky'
      return words`${title}, ${code(because)}: ${says}. In ${codes(lanes)}.`
    }),
  )
}

/** How the operations of a probe ended and why, without the description of the probe. */
export function probeResults(view: View, probe: RunProbe): Block[] {
  const cells = view.lanes.flatMap(lane => view.cells(lane.id, probe.id))
  return [
    ...operationBlocks(view, probe),
    ...hiddenTable(view, probe),
    harmlessList(view, probe),
    causeList(cells),
  ]
}

/** Everything about a probe: its description, its declarations, how it ended and why. */
export function probeBlocks(view: View, probe: RunProbe): Block[] {
  const { mechanism, device, width, program, seenIn } = probe
  return [
    text([probe.why]),
    text(
      words`Mistake: ${code(mechanism)} (${probeMistakes[mechanism].title}). Device: ${code(device)}.${width ? '' : ' Not a matter of width.'}${program === undefined ? '' : ` The program: ${program}.`}`,
    ),
    evidenceBlock(view, probe),
    text(
      seenIn.length === 0
        ? ''
        : words`Seen in: ${joined(
            seenIn.map(({ title, url }) => link(title, url)),
            '; ',
          )}.`,
    ),
    declarationTable(declaredRows(probe)),
    ...probeResults(view, probe),
  ]
}
