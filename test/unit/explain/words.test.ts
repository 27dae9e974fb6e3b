import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { rules } from '../../../src/audit/finding.ts'
import { architectures } from '../../../src/declare/win32/architecture.ts'
import { deviceKinds } from '../../../src/devices/index.ts'
import { hostIds } from '../../../src/hosts/index.ts'
import { describeSteps } from '../../../src/measure/record.ts'
import { kernelChoices, lanesOf } from '../../../src/measure/lanes.ts'
import { levels } from '../../../src/declare/level.ts'
import { functions, structs, win32Types } from '../../../src/declare/win32/truth.ts'
import { operations } from '../../../src/declare/win32/operations.ts'
import { findTopics } from '../../../src/explain/find-topic.ts'
import { glossary } from '../../../src/explain/topics/glossary.ts'
import { functionPage } from '../../../src/explain/topics/function-page.ts'
import { topicsOf } from '../../../src/explain/topics/index.ts'
import { typePage } from '../../../src/explain/topics/type-page.ts'
import { probeMistakeIds } from '../../../src/mistakes/index.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { causes } from '../../../src/result/cause.ts'
import { harmlessReasonNames } from '../../../src/result/harmless.ts'
import { outcomeKinds } from '../../../src/result/outcome.ts'
import { renderTerminal } from '../../../src/text/terminal.ts'
import { verdictKinds } from '../../../src/result/verdict-kind.ts'
import { marks } from '../../../src/views/words.ts'

const probes = await loadProbes()
const topics = topicsOf(probes)

/** The words that commands print, by where they come from. */
const printed: Readonly<Record<string, readonly string[]>> = {
  verdicts: verdictKinds,
  marks: Object.values(marks).map(({ word }) => word),
  causes,
  reasons: harmlessReasonNames,
  outcomes: outcomeKinds,
  mistakes: probeMistakeIds,
  probes: probes.map(({ id }) => id),
  operations,
  'steps and their groups': describeSteps(probes).flatMap(({ id, group }) => [id, group]),
  'levels of audit': levels,
  'rules of audit': Object.keys(rules),
  glossary: Object.keys(glossary),
  hosts: hostIds,
  devices: deviceKinds,
  architectures,
  lanes: lanesOf(['windows', 'wine', 'sim'], architectures, kernelChoices, hostIds).map(
    ({ id }) => id,
  ),
  notes: ['flaky', 'surprise', 'same failure', 'emulated CPU'],
  'states of lanes': ['measured', 'dirty', 'unavailable'],
  kernels: ['native', 'tagged', 'simulated'],
  engines: readdirSync(join(packageFolder, 'src/lanes/engines'))
    .filter(name => /^(sim|wine|windows)\.ts$/.test(name))
    .map(name => name.replace('.ts', '')),
}

for (const [where, words] of Object.entries(printed))
  t.test(`explain knows every word of the ${where}`, async t => {
    t.ok(words.length > 0)
    t.same(
      words.filter(word => findTopics(topics, word).length === 0),
      [],
    )
  })

t.test('explain knows each function, struct, member and type of the declarations', async t => {
  const names = [
    ...Object.keys(functions),
    ...Object.entries(structs).flatMap(([name, fields]) => [
      name,
      ...fields.flatMap(field => ('name' in field ? [`${name}.${field.name}`] : [])),
    ]),
    // A type of the headers alone: no pointer that the table spells out, and nothing that has no width.
    ...Object.keys(win32Types).filter(name => /^\w+$/.test(name) && name !== 'VOID'),
  ]
  const unknown = names.filter(
    name => findTopics(topics, name).length === 0 && !functionPage(name) && !typePage(name),
  )
  t.same(unknown, [])
})

t.test('a page of a struct has its layout on both architectures', async t => {
  const page = typePage('OVERLAPPED.hEvent')
  t.same([page?.kind, page?.name], ['struct', 'OVERLAPPED'])
  const shown = page ? renderTerminal(page.page(), { width: 100, colour: false }) : ''
  t.match(shown, /^ {2}hEvent +HANDLE +8 at 24 +4 at 16$/m)
  t.match(shown, /^ {2}\(size\) +32 +20$/m)
  const handle = typePage('handle')
  t.match(handle && renderTerminal(handle.page(), { width: 100, colour: false }), /8 bytes on x64/)
})

t.test('the glossary is that of docs/glossary.md', async t => {
  const rows = [
    ...(
      readFileSync(join(packageFolder, 'docs/glossary.md'), 'utf8').split('\n## ')[0] ?? ''
    ).matchAll(/^\| ([a-z ]+) \| (.+) \|$/gm),
  ]
    .map(([, word = '', means = '']) => [word, means])
    .filter(([word]) => word !== 'word')
  t.same(Object.entries(glossary), rows)
})
