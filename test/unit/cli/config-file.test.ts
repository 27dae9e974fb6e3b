import { join } from 'node:path'
import t from 'tap'
import { foundConfig } from '../../../src/cli/config-file.ts'
import { UserProblem } from '../../../src/os/problem.ts'

const toml = (lines: string): string => `[project]\nname = "x"\n\n[tool.handle-width]\n${lines}\n`
const json = (options: unknown): string => JSON.stringify({ name: 'x', 'handle-width': options })

const followed: readonly (readonly [
  what: string,
  files: Readonly<Record<string, string>>,
  command: 'audit' | 'diff' | 'run',
  options: Readonly<Record<string, unknown>>,
])[] = [
  ['no file', {}, 'audit', {}],
  ['package.json', { 'package.json': json({ level: 'error' }) }, 'audit', { level: 'error' }],
  [
    'pyproject.toml',
    { 'pyproject.toml': toml('exclude = ["tests"]\nrequire-coverage = true') },
    'audit',
    { exclude: ['tests'], 'require-coverage': true },
  ],
  [
    'dotted keys',
    { 'pyproject.toml': 'tool.handle-width.level = "note"' },
    'audit',
    { level: 'note' },
  ],
  [
    'the own file before the others',
    {
      'handle-width.config.json': '{"level": "error"}',
      'package.json': json({ level: 'note', exclude: ['x'] }),
      'pyproject.toml': toml('level = "note"'),
    },
    'audit',
    { level: 'error' },
  ],
  [
    'package.json before pyproject.toml',
    { 'package.json': json({ level: 'error' }), 'pyproject.toml': toml('level = "note"') },
    'diff',
    { level: 'error' },
  ],
  [
    'a package.json that only depends on this package',
    {
      'package.json': '{"devDependencies": {"handle-width": "1.0.0"}}',
      'pyproject.toml': toml('level = "note"'),
    },
    'run',
    { level: 'note' },
  ],
  ['a package.json of others is not read closely', { 'package.json': '{' }, 'run', {}],
  [
    'what another command has',
    { 'package.json': json({ exclude: ['x'], probe: ['p'], level: 'error' }) },
    'run',
    { probe: ['p'], level: 'error' },
  ],
]

for (const [what, files, command, options] of followed)
  t.test(`options of ${command} in a folder: ${what}`, t => {
    t.strictSame(foundConfig([], command, t.testdir(files)).options, options)
    t.strictSame(foundConfig(['--config', 'x.json'], command, t.testdir(files)).options, {})
    t.end()
  })

const refused: readonly (readonly [file: string, text: string, says: RegExp])[] = [
  [
    'package.json',
    json({ levl: 'error' }),
    /^Cannot use "levl" of the key "handle-width" of .*package\.json, did you mean level\?/,
  ],
  [
    'package.json',
    json({ binding: ['x.mjs'] }),
    /^Cannot use "binding" of .*: options that are found by themselves are arch, /,
  ],
  ['package.json', json({ trust: true }), /^Cannot use "trust" of /],
  [
    'package.json',
    json(['level']),
    /^Cannot read the key "handle-width" of .*: expected a JSON object of options/,
  ],
  ['package.json', '{"handle-width": {', /^Cannot read .*package\.json: it is not JSON/],
  [
    'package.json',
    '{"handle-width": {"__proto__": {"level": "error"}}}',
    /"__proto__" is no name of an option$/,
  ],
  [
    'pyproject.toml',
    toml('levle = "error"'),
    /^Cannot use "levle" of \[tool\.handle-width\] of .*pyproject\.toml, did you mean level\?/,
  ],
  [
    'pyproject.toml',
    toml('level = '),
    /^Cannot read .*pyproject\.toml: it is not TOML; expected a table of options$/,
  ],
  [
    'pyproject.toml',
    '[tool]\nhandle-width = 3',
    /expected a table of options, for example known = \["/,
  ],
  [
    'handle-width.config.json',
    '[]',
    /handle-width\.config\.json: expected a JSON object of options/,
  ],
]

for (const [file, text, says] of refused)
  t.test(`one sentence: ${file} ${text.replaceAll('\n', ' ')}`, t => {
    const folder = t.testdir({ [file]: text })
    try {
      foundConfig([], 'audit', folder)
      t.fail('was taken')
    } catch (error) {
      t.ok(error instanceof UserProblem)
      t.match(error instanceof Error && error.message, says)
      t.notMatch(error instanceof Error && error.message.replaceAll(join(folder), ''), /\n/)
    }
    t.end()
  })
