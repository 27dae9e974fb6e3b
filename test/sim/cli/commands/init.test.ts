import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import t, { type Test } from 'tap'
import { packageFolder } from '../../../../src/os/package-folder.ts'
import { driveOutsideCi, type Said } from '../../../support/cli/drive.ts'

const onUnix = { skip: process.platform === 'win32' && 'Windows has no such names and links' }
const python = readFileSync(join(packageFolder, 'fixtures/bindings/overlapped-32.py'), 'utf8')
const workflow = '.github/workflows/handle-width.yml'

function init(cwd: string): Promise<Said> {
  return driveOutsideCi(['init'], cwd)
}

/** A package of somebody with one Python file, and what `spoil` makes of it. */
async function initIn(
  t: Test,
  spoil: (folder: string) => void,
): Promise<{ ended: Said; folder: string }> {
  const folder = t.testdir({ package: { 'port.py': python }, elsewhere: {} })
  spoil(join(folder, 'package'))
  return { ended: await init(join(folder, 'package')), folder }
}

t.test('init writes a workflow, and only once', async t => {
  const { ended, folder } = await initIn(t, () => undefined)
  t.equal(ended.exitCode, 0, ended.stderr)
  const file = join(folder, 'package', workflow)
  t.match(readFileSync(file, 'utf8'), /\n {10}binding: \|\n {12}port\.py\n/)
  t.match(await init(join(folder, 'package')), { exitCode: 2, stderr: /it is there already/ })
})

/** Packages that mean to have more written, or elsewhere. */
const hostile: Readonly<Record<string, { spoil: (folder: string) => void; says: RegExp }>> = {
  'a name with a line of its own': {
    spoil: folder => {
      writeFileSync(join(folder, 'a\n      - run: evil.py'), python)
    },
    says: /GitHub Actions would read more into this name/,
  },
  'a name with an expression': {
    spoil: folder => writeFileSync(join(folder, '${{ secrets.TOKEN }}.py'), python),
    says: /GitHub Actions would read more into this name/,
  },
  'a name that is an option': {
    spoil: folder => writeFileSync(join(folder, '--trust.py'), python),
    says: /GitHub Actions would read more into this name/,
  },
  'a link in the place of .github': {
    spoil: folder => symlinkSync('../elsewhere', join(folder, '.github')),
    says: /\.github is no folder, or a link to one/,
  },
  'a link in the place of the folder for workflows': {
    spoil: folder => {
      mkdirSync(join(folder, '.github'))
      symlinkSync('../../elsewhere', join(folder, workflow, '..'))
    },
    says: /workflows is no folder, or a link to one/,
  },
  'a package.json that is a pipe': {
    spoil: folder => execFileSync('mkfifo', [join(folder, 'package.json')]),
    says: /it is a device or a pipe/,
  },
}

for (const [title, { spoil, says }] of Object.entries(hostile))
  t.test(`init in a package with ${title} writes nothing`, onUnix, async t => {
    const { ended, folder } = await initIn(t, spoil)
    t.equal(ended.exitCode, 2, ended.stderr)
    t.match(ended.stderr, says)
    t.equal(ended.stderr.split('\n').length, 1, ended.stderr)
    t.notOk(existsSync(join(folder, 'package', workflow)))
    t.same(readdirSync(join(folder, 'elsewhere')), [])
  })

for (const dependencies of [null, 5, 'x', []])
  t.test(`init takes dependencies that are ${JSON.stringify(dependencies)} for none`, async t => {
    const { ended } = await initIn(t, folder => {
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies }))
    })
    t.equal(ended.exitCode, 0, ended.stderr)
  })
