import { createHash } from 'node:crypto'
import { probeMistakes } from '../mistakes/index.ts'
import type { RunLane, RunProbe } from '../result/run-file.ts'
import { escapeHtml, renderHtml } from '../text/html.ts'
import { section } from '../text/page.ts'
import { digest } from './overview.ts'
import { reportTitle } from './markdown.ts'
import { causeSection } from './sections/causes.ts'
import { headline } from './sections/headline.ts'
import {
  classesBySeverity,
  mistakesOf,
  mistakeSections,
  taggedSection,
} from './sections/mistakes.ts'
import { operationSection } from './sections/operations.ts'
import { evidenceSection, unmeasuredSection } from './sections/lanes.ts'
import { legendSection } from './sections/legend.ts'
import { surpriseSection } from './sections/surprises.ts'
import { witnessSection } from './sections/witness.ts'
import { pageData } from './page/data.ts'
import { pageScript } from './page/script-text.ts'
import { pageStyle } from './page/style.ts'
import { tiles } from './page/tiles.ts'
import type { Format } from './report.ts'
import { lanesInOrder, laneTitle, platformLanes, viewOf, type View } from './view.ts'
import { count, marks } from './words.ts'
import { verdictKinds } from '../result/verdict-kind.ts'

/** JSON inside a script element, escaped so that it cannot end the element or begin a comment. */
function embedded(data: unknown): string {
  return JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

interface Column {
  readonly lane: RunLane
  /** The index of the lane among all lanes of the report. */
  readonly column: number
}

function columnsOf(view: View): readonly Column[] {
  return lanesInOrder(view).map(lane => ({ lane, column: view.report.matrix.lanes.indexOf(lane) }))
}

function overviewCell(view: View, lane: RunLane, probe: RunProbe, column: number): string {
  if (view.cells(lane.id, probe.id).length === 0)
    return `<td data-lane="${column}" class="none"><span>not measured</span></td>`
  const { mark, text, first, surprises } = digest(view, lane.id, probe)
  const kind = verdictKinds.find(one => marks[one] === mark) ?? 'not-judged'
  const notes = [
    ...(first === null ? [] : [`from ${first}`]),
    ...(surprises === 0 ? [] : [count(surprises, 'surprise')]),
  ]
  const label = [text, ...notes, lane.id, probe.id].join(', ')
  return `<td data-lane="${column}"><button type="button" class="${kind}" aria-label="${escapeHtml(label)}"><span aria-hidden="true">${escapeHtml(mark.symbol)} </span>${escapeHtml(text)}${notes.map(note => `<small>${escapeHtml(note)}</small>`).join('')}</button></td>`
}

/** The probes of a class, under its name. */
function overviewBody(
  view: View,
  columns: readonly Column[],
  name: RunProbe['mechanism'],
  probes: readonly RunProbe[],
): string {
  const rows = probes.map(
    probe =>
      `<tr data-probe="${view.probes.indexOf(probe)}"><th scope="row">${escapeHtml(probe.id)}<small>${escapeHtml(probe.title)}</small></th>${columns.map(({ lane, column }) => overviewCell(view, lane, probe, column)).join('')}</tr>`,
  )
  return `<tbody><tr class="class"><th scope="rowgroup" colspan="${columns.length + 1}"><span>${escapeHtml(name)}<small>${escapeHtml(probeMistakes[name].title)}</small></span></th></tr>\n${rows.join('\n')}\n</tbody>`
}

/** How each probe ended in each lane: classes with the most errors 6 first, controls last. */
function overviewTable(view: View): string {
  const columns = columnsOf(view)
  const head = columns
    .map(
      ({ lane, column }) =>
        `<th scope="col" data-lane="${column}">${escapeHtml(laneTitle(lane))}</th>`,
    )
    .join('')
  const mistakes = mistakesOf(view)
  const controls = view.probes.filter(probe => !mistakes.includes(probe))
  const bodies = [
    ...classesBySeverity(view, platformLanes(view), mistakes),
    ...(controls.length === 0 ? [] : [['control', controls] as const]),
  ].map(([name, probes]) => overviewBody(view, columns, name, probes))
  return `<table id="overview"><caption><span>How each probe ended in each lane. A cell leads to the first step that differs.</span></caption><thead><tr><th scope="col">probe</th>${head}</tr></thead>\n${bodies.join('\n')}\n</table>`
}

function filters(view: View): string {
  const probes = view.probes
    .map((probe, index) => `<option value="${index}">${escapeHtml(probe.id)}</option>`)
    .join('')
  const lanes = columnsOf(view)
    .map(
      ({ lane, column }) =>
        `<label><input type="checkbox" value="${column}" checked>${escapeHtml(lane.id)}</label>`,
    )
    .join('')
  const kinds = new Set(view.report.matrix.cells.map(cell => cell.verdict.kind))
  const verdicts = verdictKinds
    .filter(kind => kinds.has(kind))
    .map(kind => `<option value="${kind}">${escapeHtml(marks[kind].word)}</option>`)
    .join('')
  return `<form id="filters" hidden aria-label="Filters">
<label>Show<select id="extent"><option value="">what differs from the control</option><option value="all">everything</option></select></label>
<label>Probe<select id="probe">${probes}</select></label>
<label>Verdict<select id="verdict"><option value="">any</option>${verdicts}<option value="surprise">surprise</option><option value="flaky">flaky</option></select></label>
<label>Operation or step<input type="search" id="operation" placeholder="ReadFile"></label>
<fieldset id="lanes"><legend>Lanes</legend><div>${lanes}</div></fieldset>
</form>`
}

/** The sections below the matrix, which work without a script. */
function staticSections(view: View): string {
  return renderHtml([
    ...mistakeSections(view),
    ...taggedSection(view),
    ...surpriseSection(view, 200),
    ...causeSection(view),
    ...witnessSection(view),
    ...evidenceSection(view),
    ...unmeasuredSection(view),
  ])
}

/** A self-contained page: no network, no other file. Only its own script can run; nothing inserted into the page can. */
export const html: Format = report => {
  const view = viewOf(report)
  const script = `\n${pageScript()}`
  const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; script-src ${hashOf(script)}; style-src ${hashOf(pageStyle)}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${reportTitle}</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#probe-title">To the matrix of a probe</a>
<header>
<h1>${reportTitle}</h1>
${renderHtml(section('', headline(view)))}
</header>
<main>
${tiles(view)}
${renderHtml(operationSection(view))}
${filters(view)}
<noscript><p>The matrix of a probe and the evidence behind its cells need JavaScript; the overview does not.</p></noscript>
<section aria-labelledby="overview-title">
<h2 id="overview-title">Overview: probe × lane</h2>
<p id="overview-status" class="faint" role="status"></p>
<div class="scroll" role="region" aria-labelledby="overview-title" tabindex="0">${overviewTable(view)}</div>
</section>
<section aria-labelledby="probe-title">
<h2 id="probe-title" tabindex="-1">A probe: operation × lane</h2>
<div id="probe-text"></div>
<p id="status" class="faint" role="status"></p>
<div class="scroll" role="region" aria-labelledby="probe-title" tabindex="0"><table id="matrix"></table></div>
${renderHtml(legendSection(view))}
</section>
${staticSections(view)}
</main>
<dialog id="evidence" aria-labelledby="evidence-title"><button type="button" class="close" id="close" aria-label="Close">✕</button><h2 id="evidence-title">Evidence</h2><div id="evidence-text"></div></dialog>
<script type="application/json" id="data">${embedded(pageData(view))}</script>
<script type="module">${script}</script>
</body>
</html>
`
}
