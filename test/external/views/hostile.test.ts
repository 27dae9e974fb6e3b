import { marked } from 'marked'
import { Parser } from 'tap-parser'
import t from 'tap'
import { renderBundle } from '../../../src/views/bundle.ts'
import { renderTerminal } from '../../../src/text/terminal.ts'
import { diffPage } from '../../../src/views/sections/diff.ts'
import { formatNames, githubParts, render, type FormatName } from '../../../src/views/index.ts'
import { jsonReportSchema } from '../../../src/views/json.ts'
import { reportOf } from '../../../src/views/report.ts'
import { diffRuns } from '../../../src/result/diff.ts'
import { matrixOf } from '../../../src/result/matrix.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import { runLimits } from '../../../src/result/observation-schema.ts'
import type { RunFile } from '../../../src/result/run-file.ts'
import { browse, needsBrowser } from '../../support/views/browser.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'
import {
  allHostile,
  hostileTexts,
  mapTexts,
  patternOf,
  textsOf,
  type Path,
} from '../../support/views/hostile.ts'

/** A smaller run in which each field still occurs. */
const small: RunFile = {
  ...everyOutcome,
  results: everyOutcome.results.filter(
    ({ lane, probe }) =>
      lane === 'sim-x64' ||
      (lane === 'wine-x64' && !['correct@missing', 'upper-half-garbage'].includes(probe)) ||
      lane === 'windows-arm64',
  ),
}

/** One place of each kind; texts that the schema restricts (names of kinds, hexadecimal numbers) are found by trying. */
const fields = new Map<string, { readonly path: Path; readonly text: string }>()
for (const { path, text } of textsOf(small))
  if (!fields.has(patternOf(path))) fields.set(patternOf(path), { path, text })

/** Fields that name something of the run: they change together, so that the run stays whole. */
const references = [
  /^lanes\[\]\.id$/,
  /^probes\[\]\.(id|control|sequence)$/,
  /^steps\[\]\.(id|sequence|operation)$/,
  /^results\[\]\.(lane|probe|ok\[\])$/,
  /^results\[\]\.cells\[\]\.(step|outcome\.after)$/,
]

function put(
  pattern: string,
  place: { readonly path: Path; readonly text: string },
  text: string,
): RunFile | undefined {
  const together = references.some(reference => reference.test(pattern))
  const changed = mapTexts(small, (value, path) => {
    const isPlace = path.join('/') === place.path.join('/')
    return isPlace ||
      (together &&
        value === place.text &&
        references.some(reference => reference.test(patternOf(path))))
      ? text
      : value
  })
  try {
    return parseRun(JSON.stringify(changed), 'hostile')
  } catch {
    return undefined
  }
}

/** What a terminal, a log or an editor would act upon. */
const active =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\u{e0000}-\u{e007f}]|\p{Cs}|##\[/u
const command = /^\s*::/

/** Tags and the names of their attributes, in order. */
function tagsOf(markup: string): string {
  return (markup.match(/<[!?/]?[a-zA-Z][^<>]*>/g) ?? [])
    .map(tag => tag.replace(/="[^"]*"/g, ''))
    .join('')
}

async function markdownTags(text: string): Promise<string> {
  return tagsOf(await marked(text, { gfm: true }))
}

function tapPoints(text: string): string {
  const points: string[] = []
  const parser = new Parser({ strict: true })
  parser.on('assert', point => {
    points.push(
      `${point.ok} ${point.skip === false ? 'run' : 'skip'} ${point.todo === false ? '' : 'todo'}`,
    )
  })
  for (const event of ['bailout', 'extra', 'version'] as const)
    parser.on(event, () => {
      points.push(event)
    })
  parser.end(text)
  return [
    ...points,
    ...parser.failures.flatMap(failure => (failure.tapError ? [String(failure.tapError)] : [])),
  ].join('\n')
}

/** What a reader of each format takes for structure: the same whatever the texts say. */
const structures = {
  pretty: async () => '',
  markdown: markdownTags,
  github: async text =>
    `${await markdownTags(text.replace(/^::.*$/gm, ''))} ${text
      .split('\n')
      .filter(line => command.test(line))
      .map(line => /^::(error|warning|notice) title=[^:,]*::/.exec(line)?.[1] ?? 'broken')
      .join(' ')}`,
  json: async text => {
    const { lanes, probes, steps, cells } = jsonReportSchema.parse(JSON.parse(text))
    return [lanes, probes, steps, cells].map(list => list.length).join(' ')
  },
  tap: async text => tapPoints(text),
  junit: async text => tagsOf(text),
  html: async text => tagsOf(text.replace(/<script[^>]*>[^]*?<\/script>/g, '<script></script>')),
  svg: async text => tagsOf(text),
  'layout-svg': async text => tagsOf(text),
} as const satisfies Record<FormatName, (text: string) => Promise<string>>

type NamedRun = readonly [name: string, run: RunFile]

const made = new Map<string, readonly NamedRun[]>()

/** The hostile runs for a place: all texts at once, or, where only short ones are taken, one after the other; and the longest that is taken. */
function hostileRuns(
  pattern: string,
  place: { readonly path: Path; readonly text: string },
): readonly NamedRun[] {
  const runs = made.get(pattern) ?? makeHostileRuns(pattern, place)
  made.set(pattern, runs)
  return runs
}

function makeHostileRuns(
  pattern: string,
  place: { readonly path: Path; readonly text: string },
): readonly NamedRun[] {
  const taken = (name: string, text: string): readonly NamedRun[] => {
    const run = put(pattern, place, text)
    return run ? [[name, run]] : []
  }
  const whole = taken('all', allHostile)
  const short = (): readonly NamedRun[] =>
    Object.entries(hostileTexts)
      .filter(([, text]) => text !== '')
      .flatMap(([name, text]) => taken(name, text.slice(0, runLimits.name)))
  const [long] = [runLimits.text, runLimits.name].flatMap(length =>
    taken('long', 'A'.repeat(length)),
  )
  return [...(whole.length > 0 ? whole : short()), ...(long ? [long] : [])]
}

t.test('every text field of a run file is tried', async t => {
  const open = [...fields]
    .filter(
      ([pattern, place]) =>
        put(pattern, place, 'plain') !== undefined && hostileRuns(pattern, place).length > 1,
    )
    .map(([pattern]) => pattern)
  t.ok(open.length >= 40, `${open.length} fields take any text`)
  for (const expected of [
    'lanes[].reason',
    'lanes[].environments[].facts.node',
    'probes[].why',
    'probes[].seenIn[].url',
    'steps[].title',
    'results[].cells[].outcome.message',
    'results[].cells[].seen.memory.readOverlapped',
    'results[].cells[].seen.handles[].position',
    'tool.version',
    'meta.startedAt',
  ])
    t.ok(open.includes(expected), expected)
})

for (const [pattern, place] of fields) {
  const plain = put(pattern, place, 'plain')
  if (!plain) continue
  t.test(`hostile text in ${pattern} is inert in every format`, async t => {
    const expected = new Map(
      await Promise.all(
        formatNames.map(
          async format =>
            [format, await structures[format](render(format, reportOf(plain)))] as const,
        ),
      ),
    )
    const expectedBundle = await markdownTags(renderBundle(reportOf(plain), () => undefined))
    for (const [name, hostile] of hostileRuns(pattern, place)) {
      const report = reportOf(hostile)
      for (const format of formatNames) {
        const output = render(format, report)
        if (active.test(output))
          t.fail(
            `${format} shows characters that act (${name}): ${JSON.stringify(active.exec(output)?.[0])}`,
          )
        const commands = output.split('\n').filter(line => command.test(line)).length
        if (format !== 'github' && commands > 0)
          t.fail(`${format} begins a line with a workflow command (${name})`)
        if (format !== 'json' && output.length > 400_000)
          t.fail(`${format} is ${output.length} characters long (${name})`)
        t.equal(
          await structures[format](output),
          expected.get(format),
          `${format} keeps its structure (${name})`,
        )
      }
      const bundle = renderBundle(report, () => undefined)
      if (active.test(bundle) || bundle.split('\n').some(line => command.test(line)))
        t.fail(`the bundle shows text that acts (${name})`)
      t.equal(
        await markdownTags(bundle),
        expectedBundle,
        `the bundle keeps its structure (${name})`,
      )
      const difference = renderTerminal(diffPage(diffRuns(matrixOf(small), matrixOf(hostile))), {
        width: 80,
        colour: false,
      })
      if (active.test(difference) || difference.split('\n').some(line => command.test(line)))
        t.fail(`diff shows text that acts (${name})`)
    }
  })
}

t.test('JSON keeps hostile data as they are', async t => {
  const hostile = put(
    'lanes[].reason',
    fields.get('lanes[].reason') ?? { path: [], text: '' },
    allHostile,
  )
  if (!hostile) throw new Error('The field does not take the text')
  const { lanes } = jsonReportSchema.parse(JSON.parse(render('json', reportOf(hostile))))
  t.ok(lanes.some(lane => lane.reason === allHostile))
})

t.test('annotations of hostile runs are still as many', async t => {
  const hostile = mapTexts(small, (value, path) =>
    /outcome\.(message|field|reason|expected)|lanes\[\]\.(reason|remedy)/.test(patternOf(path))
      ? allHostile
      : value,
  ) as RunFile
  const lines = (run: RunFile): number => githubParts(reportOf(run)).annotations.split('\n').length
  t.equal(lines(hostile), lines(small))
})

t.test('a page full of hostile text', needsBrowser(), async t => {
  const open = await browse(t)
  const hostile = mapTexts(small, (value, path) => {
    const field = fields.get(patternOf(path))
    const isFree =
      field !== undefined &&
      !references.some(reference => reference.test(patternOf(path))) &&
      put(patternOf(path), field, allHostile) !== undefined
    return isFree ? allHostile : value
  }) as RunFile
  const text = render('html', reportOf(parseRun(JSON.stringify(hostile), 'hostile')))
  t.ok(text.includes('alert(1)'), 'the text is in there')
  // The third lane, of which less was measured, has a line.
  const tiles = ['wine-x64', 'sim-x64'].map(id => `tile fails #lanes=${id}&verdict=invalid-handle`)
  for (const probe of ['handle-mishaps', 'overlapped-32', 'handle-i8']) {
    const { page, complaints } = await open(text, undefined, `#probe=${probe}`)
    await page.locator('#matrix td button').last().click()
    await page.keyboard.press('Escape')
    await page.locator('#matrix td button').first().click()
    t.equal(await page.locator('script').count(), 2, `${probe}: its own two scripts`)
    t.equal(await page.locator('img, x, iframe, object').count(), 0)
    // Bold are the figures of the tiles alone, and beside what is external there are the links of the tiles alone.
    t.same(await page.locator('b').allInnerTexts(), ['2', '4'])
    t.same(
      await page
        .locator('a:not(.skip):not([href^="http://"]):not([href^="https://"])')
        .evaluateAll(links => links.map(link => `${link.className} ${link.getAttribute('href')}`)),
      tiles,
    )
    t.same(complaints, [], `${probe}: nothing ran, nothing was asked for`)
  }
})
