/** What a workflow measures, and on which runners. */
export interface WorkflowChoice {
  /** The version that the action is pinned to: the tag of a release, or a commit. */
  readonly ref: string
  /** Files whose declarations are measured. */
  readonly bindings: readonly string[]
  /** Files that are only audited, because they declare functions that the serial sequence does not call. */
  readonly audited: readonly string[]
  readonly arm64: boolean
  readonly wine: boolean
  /** How to install the dependencies that the bindings import; `undefined` where they have none. */
  readonly install?: string
}

interface Job {
  readonly name: string
  readonly runner: string
  readonly engine: string
  readonly arch: string
  readonly lanes: string
}

const windows: Job = {
  name: 'windows-x64',
  runner: 'windows-2025',
  engine: 'windows',
  arch: 'x64 ia32',
  lanes: 'windows-x64 windows-ia32',
}
const arm64: Job = {
  name: 'windows-arm64',
  runner: 'windows-11-arm',
  engine: 'windows',
  arch: 'arm64',
  lanes: 'windows-arm64',
}
const wine: Job = {
  name: 'wine',
  runner: 'ubuntu-24.04',
  engine: 'wine',
  arch: 'x64 ia32',
  lanes: 'wine-x64 wine-ia32',
}

function input(name: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ''
    : `          ${name}: |\n${lines.map(line => `            ${line}\n`).join('')}`
}

function jobText(job: Job, choice: WorkflowChoice): string {
  const { ref, bindings, audited, install } = choice
  return `  ${job.name}:
    runs-on: ${job.runner}
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
${install === undefined ? '' : `      - name: Install\n        run: ${install}\n`}      - uses: handle-width/handle-width@${ref}
        with:
          name: ${job.name}
          engine: ${job.engine}
          arch: ${job.arch}
          require: ${job.lanes}
${bindings.length === 0 ? '          probe: correct\n' : ''}${input('binding', bindings)}${input('audit', audited)}`
}

/**
 * A GitHub Actions workflow that measures declarations on Windows: x64 and ia32 on one x64 runner, and optionally
 * arm64 and Wine.
 */
export function workflowText(choice: WorkflowChoice): string {
  const jobs = [windows, ...(choice.arm64 ? [arm64] : []), ...(choice.wine ? [wine] : [])]
  return `# Written by handle-width init: fails where a declaration of a Win32 HANDLE is wrong.
name: handle-width

on:
  push:
  pull_request:

permissions:
  contents: read

jobs:
${jobs.map(job => jobText(job, choice)).join('\n')}`
}
