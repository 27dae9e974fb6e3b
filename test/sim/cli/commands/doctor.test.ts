import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { usualHost } from '../../../../src/hosts/index.ts'
import { packageEntry } from '../../../../src/lanes/provision/fetch-package.ts'
import { runtimeOf } from '../../../../src/lanes/provision/host-copy.ts'
import t from 'tap'
import { examinationJsonSchema, type Examination } from '../../../../src/doctor/finding.ts'
import { golden } from '../../../support/golden.ts'
import { commandLine } from '../../../support/cli/command-line.ts'

const ajv = new Ajv2020({ allErrors: true, strictTypes: false })

async function examine(
  environment: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<{ exitCode: number | null; examination: Examination }> {
  const { exitCode, stdout, stderr } = await commandLine(
    ['doctor', '--json', ...words],
    environment,
  )
  t.equal(stderr, '')
  return { exitCode, examination: JSON.parse(stdout) as Examination }
}

function titled({ findings }: Examination, title: string) {
  return findings.find(finding => finding.title === title)
}

/** A Wine that only says its version: nothing is started to look. */
function oldWine(folder: string): string {
  const path = join(folder, 'wine')
  writeFileSync(path, '#!/bin/sh\necho wine-5.0.3\n')
  chmodSync(path, 0o755)
  return path
}

t.test('doctor says what is missing and what mends it', async t => {
  const folder = t.testdir()
  const { exitCode, examination } = await examine({
    HANDLE_WIDTH_WINE: oldWine(folder),
    HANDLE_WIDTH_CACHE: join(folder, 'cache'),
  })
  t.equal(exitCode, 1)
  t.equal(examination.ok, false)
  t.match(titled(examination, 'version'), {
    state: 'missing',
    detail: /wine-5\.0\.3, and 8\.0 or newer is needed/,
    remedy: /HANDLE_WIDTH_WINE/,
    command: 'handle-width setup wine',
  })
  t.match(titled(examination, 'wine x64'), { part: 'engines', state: 'missing' })
  t.match(titled(examination, 'sim ia32'), { state: 'ok' })
  t.match(titled(examination, 'folder'), { part: 'cache', state: 'note', detail: /not made yet/ })
  t.match(titled(examination, 'ports'), { state: 'note' })
  for (const title of [
    'node',
    'system',
    'koffi',
    'npm',
    'free space',
    'temporary folder',
    'node.exe 22.23.2 x64',
    'koffi 3.3.4 ia32',
  ])
    t.ok(titled(examination, title), title)
  const validate = ajv.compile(examinationJsonSchema())
  t.ok(validate(examination), JSON.stringify(validate.errors))
  t.notOk(validate({ ...examination, schemaVersion: 2 }))
  for (const { title, state, remedy } of examination.findings)
    if (state === 'missing') t.ok(remedy, `${title} has a remedy`)
})

t.test('doctor finds a damaged package in the cache', async t => {
  const cache = join(t.testdir(), 'cache')
  mkdirSync(join(cache, 'packages', packageEntry(runtimeOf(usualHost, 'x64'))), {
    recursive: true,
    mode: 0o700,
  })
  const { examination } = await examine({
    HANDLE_WIDTH_WINE: oldWine(t.testdirName),
    HANDLE_WIDTH_CACHE: cache,
  })
  t.match(titled(examination, 'node.exe 22.23.2 x64'), {
    state: 'missing',
    detail: 'damaged',
    command: 'handle-width setup node',
  })
  t.match(titled(examination, 'node.exe 22.23.2 ia32'), {
    state: 'note',
    detail: 'not fetched yet',
  })
})

t.test('doctor for people says the same', async t => {
  const { stdout, exitCode } = await commandLine(['doctor'], {
    HANDLE_WIDTH_WINE: oldWine(t.testdir()),
    HANDLE_WIDTH_CACHE: join(t.testdirName, 'cache'),
  })
  t.equal(exitCode, 1)
  t.match(stdout, /^This program\n/)
  t.match(stdout, /\n {2}✗ wine x64\s/)
  t.match(stdout, /→ handle-width setup wine\n/)
  t.match(stdout, /things are missing\. To fix them:\n\n- handle-width setup wine$/)
})

t.test('fixtures/schemas/doctor.schema.json is the schema of doctor --json', async t => {
  golden(
    t,
    '../schemas/doctor.schema.json',
    `${JSON.stringify(examinationJsonSchema(), null, 2)}\n`,
  )
})
