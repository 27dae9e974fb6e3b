import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { abiOf, stepsOf, type Probe } from '../../../src/program/define-probe.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { fitTo } from '../../../src/program/on-device.ts'
import { resolve } from '../../../src/program/resolve.ts'
import { laneOf } from '../../../src/measure/lanes.ts'
import { probeMistakes } from '../../../src/mistakes/index.ts'
import { compareAbi } from '../../../src/declare/win32/compare-abi.ts'
import { prototypeOf } from '../../../src/declare/win32/functions.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'

const probes = await loadProbes()
const folder = join(packageFolder, 'probes')

function differsAt(probe: Probe): readonly (4 | 8)[] {
  return ([4, 8] as const).filter(
    pointerBytes => compareAbi(abiOf(probe, pointerBytes), pointerBytes).length > 0,
  )
}

/** Mistakes that are no matter of width and yet are seen in a declaration. */
const declaredOtherwise: readonly string[] = ['calling-convention', 'failed-open']
/** Whole programs, quoted as they are: some are right. */
const quoted: readonly string[] = ['as-published']

t.test('loadProbes() finds every file, the control first, under its own name', async t => {
  const files = (await readdir(folder))
    .filter(file => file.endsWith('.ts'))
    .map(file => file.slice(0, -3))
  t.same(probes.map(({ id }) => id).sort(), files.sort(), 'the id is the name of the file')
  t.equal(probes[0]?.mistake, 'control')
  t.equal(probes.filter(({ mistake }) => mistake === 'control').length, 1, 'there is one control')
})

for (const probe of probes) {
  t.test(`probe ${probe.id}`, async t => {
    t.match(probe.id, /^[a-z0-9]+([-.][a-z0-9]+)*$/, 'is named in kebab-case')
    t.ok(Object.hasOwn(probeMistakes, probe.mistake), 'has a known mistake')
    t.not(probe.title.trim(), '', 'has a title')
    t.match(probe.why, /\w+ .*\./, 'says why')
    for (const { title, url } of probe.seenIn) {
      t.not(title.trim(), '', `${url} has a title`)
      t.equal(new URL(url).protocol, 'https:', `${url} is reached safely`)
    }
    checkDifferences(t, probe)
    t.same(stepProblems(probe), [], 'has steps that hang together')
    checkClaims(t, probe)
  })
}

function checkDifferences(t: Test, probe: Probe): void {
  const widths = differsAt(probe)
  if (quoted.includes(probe.mistake)) return
  if (probe.mistake === 'control') t.same(widths, [], 'declares the truth')
  else if (probeMistakes[probe.mistake].width || declaredOtherwise.includes(probe.mistake))
    t.not(widths.length, 0, 'declares something wrong in at least one width')
  else t.same(widths, [], 'looks like a matter of width, and declares everything right')
  t.equal(
    probe.program === undefined,
    probe.does === undefined,
    'says in words what its program does otherwise',
  )
}

/** What is wrong with the steps of a program, in words. */
function stepProblems(probe: Probe): string[] {
  const steps = fitTo(probe.device)(stepsOf(probe))
  const ids = steps.map(({ id }) => id)
  const kept = new Set<string>()
  const problems: string[] = []
  for (const [index, step] of steps.entries()) {
    const { id } = step
    if (ids.indexOf(id) < index) problems.push(`${id} is there twice`)
    if (
      Object.keys(step.arguments).join() !==
      Object.keys(prototypeOf(step.function).parameters).join()
    )
      problems.push(`${id} gives other arguments than ${step.function} takes`)
    for (const other of step.after ?? [])
      if (!ids.slice(0, index).includes(other))
        problems.push(`${id} comes after ${other}, which is not before it`)
    for (const argument of [
      ...Object.values(step.arguments),
      ...(step.assign ?? []).map(({ value }) => value),
    ]) {
      if (argument.kind === 'variable' && !kept.has(argument.name))
        problems.push(`${id} uses ${argument.name}, which no earlier step kept`)
      if (
        argument.kind === 'address' &&
        argument.of !== 'path' &&
        !Object.hasOwn(probe.sequence.memory, argument.of)
      )
        problems.push(`${id} uses ${argument.of}, which is no memory object`)
    }
    for (const name of [step.keep, step.load?.variable]) if (name !== undefined) kept.add(name)
  }
  return problems
}

function checkClaims(t: Test, probe: Probe): void {
  const steps = fitTo(probe.device)(stepsOf(probe))
  for (const [index, rule] of probe.claims.entries())
    t.ok(
      steps.some(step => rule.steps(step, steps)),
      `claim ${index + 1} is about at least one step`,
    )
  const source = readFileSync(join(folder, `${probe.id}.ts`), 'utf8')
  const ids = new Set(steps.map(({ id }) => id))
  for (const id of quotedIn(source, /\b(?:named|behind)\(([^)]*)\)/g))
    t.ok(ids.has(id), `names the step ${id}, which is there`)
  const kept = new Set(steps.flatMap(step => [step.keep, step.load?.variable]))
  for (const name of quotedIn(source, /\busing\(([^)]*)\)/g))
    t.ok(kept.has(name), `names the variable ${name}, which a step keeps`)
  const lanes = [
    laneOf('wine', 'x64', 'native'),
    laneOf('wine', 'ia32', 'tagged'),
    laneOf('sim', 'x64', 'tagged'),
    laneOf('sim', 'ia32', 'native'),
  ]
  for (const lane of lanes)
    t.equal(
      resolve(probe, lane, { kind: probe.device, path: '' }, 'as-they-come').cells.length,
      fitTo(probe.device)(steps).length,
      `has a cell for each step in ${lane.id}`,
    )
}

function quotedIn(source: string, call: RegExp): string[] {
  return [...source.matchAll(call)].flatMap(([, list]) =>
    [...(list ?? '').matchAll(/'([^']*)'/g)].map(([, text]) => text ?? ''),
  )
}
