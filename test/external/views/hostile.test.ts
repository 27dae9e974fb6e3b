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
  shortHostile,
  textsOf,
  type Path,
} from '../../support/views/hostile.ts'

/** Results that have every field between them, and the controls of their lanes. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'wine-x64': [
    ...['correct', 'correct@heap', 'handle-u32', 'overlapped-32'],
    ...['handle-mishaps', 'handle-i8', 'heap-u32'],
  ],
  'wine-x64-tagged': ['correct', 'handle-u32'],
  'sim-x64': ['correct', 'overlapped-32', 'handle-i8'],
  'windows-arm64': ['correct'],
}

/** A smaller run in which each field still occurs. */
const small: RunFile = {
  ...everyOutcome,
  results: everyOutcome.results.filter(({ lane, probe }) => needed[lane]?.includes(probe)),
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

/** The hostile runs for a place: all texts at once, or, where only short ones are taken, a few at a time; and the longest that is taken. */
function hostileRuns(
  pattern: string,
  place: { readonly path: Path; readonly text: string },
): readonly NamedRun[] {
  const taken = (name: string, text: string): readonly NamedRun[] => {
    const run = put(pattern, place, text)
    return run ? [[name, run]] : []
  }
  const whole = taken('all', allHostile)
  const short = (): readonly NamedRun[] =>
    shortHostile.flatMap(names =>
      taken(
        names.join(', '),
        names
          .map(name => hostileTexts[name])
          .join(' ')
          .slice(0, runLimits.name),
      ),
    )
  const [long] = [runLimits.text, runLimits.name].flatMap(length =>
    taken('long', 'A'.repeat(length)),
  )
  return [...(whole.length > 0 ? whole : short()), ...(long ? [long] : [])]
}

/** The fields that take any text, and the runs with a plain one there and with hostile ones. */
const open = new Map(
  [...fields].flatMap(([pattern, place]) => {
    const plain = put(pattern, place, 'plain')
    const runs = plain ? hostileRuns(pattern, place) : []
    return plain && runs.length > 0 ? [[pattern, { plain, runs }] as const] : []
  }),
)

t.test('every text field of a run file is tried', async t => {
  const occur = (run: RunFile) =>
    [...new Set(textsOf(run).map(({ path }) => patternOf(path)))].sort()
  t.same(occur(small), occur(everyOutcome), 'the small run has every field')
  t.ok(open.size >= 40, `${open.size} fields take any text`)
  for (const expected of [
    'lanes[].reason',
    'lanes[].environments[].facts.node',
    'probes[].why',
    'probes[].seenIn[].url',
    'steps[].title',
    'results[].cells[].outcome.message',
    'results[].cells[].seen.losses[].function',
    'results[].cells[].seen.memory.readOverlapped',
    'results[].cells[].seen.handles[].position',
    'tool.version',
    'meta.startedAt',
  ])
    t.ok(open.has(expected), expected)
})

/** What every format and the bundle have of structure. */
async function structuresOf(
  texts: Readonly<Record<FormatName | 'bundle', string>>,
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = { bundle: await markdownTags(texts.bundle) }
  for (const format of formatNames) found[format] = await structures[format](texts[format])
  return found
}

function textsIn(report: ReturnType<typeof reportOf>): Record<FormatName | 'bundle', string> {
  const formats = formatNames.map(format => [format, render(format, report)] as const)
  return {
    ...(Object.fromEntries(formats) as Record<FormatName, string>),
    bundle: renderBundle(report, () => undefined),
  }
}

/** What is wrong in a text, whatever its structure. */
function problemOf(where: string, text: string): string | undefined {
  const character = active.exec(text)?.[0]
  if (character !== undefined) return `characters that act: ${JSON.stringify(character)}`
  if (where !== 'github' && text.split('\n').some(line => command.test(line)))
    return 'a line begins with a workflow command'
  return where !== 'json' && text.length > 400_000 ? `${text.length} characters long` : undefined
}

for (const [pattern, { plain, runs }] of open) {
  t.test(`hostile text in ${pattern} is inert in every format`, async t => {
    const expected = await structuresOf(textsIn(reportOf(plain)))
    for (const [name, hostile] of runs) {
      const texts = textsIn(reportOf(hostile))
      t.same(await structuresOf(texts), expected, `they keep their structure (${name})`)
      const difference = renderTerminal(diffPage(diffRuns(matrixOf(small), matrixOf(hostile))), {
        width: 80,
        colour: false,
      })
      for (const [where, text] of Object.entries({ ...texts, difference })) {
        const problem = problemOf(where, text)
        if (problem !== undefined) t.fail(`${where} (${name}): ${problem}`)
      }
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
  const show = await browse(t)
  const free = new Set(
    [...open]
      .filter(
        ([pattern, { runs }]) =>
          !references.some(reference => reference.test(pattern)) &&
          runs.some(([name]) => name === 'all'),
      )
      .map(([pattern]) => pattern),
  )
  const hostile = mapTexts(small, (value, path) =>
    free.has(patternOf(path)) ? allHostile : value,
  ) as RunFile
  const text = render('html', reportOf(parseRun(JSON.stringify(hostile), 'hostile')))
  t.ok(text.includes('alert(1)'), 'the text is in there')
  const links = [
    'tile fails #lanes=wine-x64&verdict=invalid-handle',
    // Of these less was measured: they have a line.
    ' #lanes=sim-x64&verdict=invalid-handle',
    ' #lanes=wine-x64-tagged&verdict=invalid-handle',
  ]
  for (const probe of ['handle-mishaps', 'overlapped-32', 'handle-i8']) {
    const { page, complaints } = await show(text, undefined, `#probe=${probe}`)
    await page.locator('#matrix td button').last().click()
    await page.keyboard.press('Escape')
    await page.locator('#matrix td button').first().click()
    t.equal(await page.locator('script').count(), 2, `${probe}: its own two scripts`)
    t.equal(await page.locator('img, x, iframe, object').count(), 0)
    // Bold is the figure of the tile alone, and beside what is external there are the links to the lanes alone.
    t.same(await page.locator('b').allInnerTexts(), ['2'])
    t.same(
      await page
        .locator('a:not(.skip):not([href^="http://"]):not([href^="https://"])')
        .evaluateAll(found => found.map(link => `${link.className} ${link.getAttribute('href')}`)),
      links,
    )
    t.same(complaints, [], `${probe}: nothing ran, nothing was asked for`)
  }
})
