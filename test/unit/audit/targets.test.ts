import t from 'tap'
import { resolveTarget } from '../../../src/audit/targets.ts'

t.test(
  'a folder without manifest: files that use koffi, Python, and what is not covered',
  async t => {
    const folder = t.testdir({
      'bind.mjs': "import koffi from 'koffi'",
      'other.mjs': 'export {}',
      'port.py': '',
      'native.rs': '',
      'readme.md': '',
      node_modules: { dep: { 'bind.mjs': "import 'koffi'" } },
    })
    const target = resolveTarget('.', folder)
    t.match(target.modules, [/bind\.mjs$/])
    t.match(target.sources.get('python'), [/port\.py$/])
    t.match(target.notCovered, [/native\.rs$/])
    t.equal(target.modules.length, 1)
  },
)

t.test('the entries of a package', async t => {
  const cases: readonly (readonly [object, readonly string[]])[] = [
    [{}, ['index.js']],
    [{ main: './lib/main.cjs' }, ['lib/main.cjs']],
    [{ exports: './lib/main.cjs' }, ['lib/main.cjs']],
    [
      { exports: { types: './a.d.ts', import: './lib/a.mjs', require: './lib/main.cjs' } },
      ['lib/a.mjs'],
    ],
    [
      {
        exports: {
          '.': { node: { import: './lib/a.mjs' } },
          './x': './index.js',
          './all/*': './lib/*.mjs',
          './package.json': './package.json',
        },
      },
      ['lib/a.mjs', 'index.js'],
    ],
  ]
  for (const [manifest, expected] of cases) {
    const folder = t.testdir({
      node_modules: {
        bound: {
          'package.json': JSON.stringify(manifest),
          'index.js': '',
          lib: { 'main.cjs': '', 'a.mjs': '' },
        },
      },
    })
    const { modules } = resolveTarget('bound', folder)
    t.same(
      modules.map(url => url.replace(/^.*\/bound\//, '')),
      expected,
      JSON.stringify(manifest),
    )
  }
})

t.test('what cannot be audited', async t => {
  const folder = t.testdir({ broken: { 'package.json': '{' }, 'note.txt': '', 'native.rs': '' })
  t.throws(() => resolveTarget('nobody', folder), {
    message: /Cannot audit "nobody": there is no such file or folder, and no package/,
  })
  t.throws(() => resolveTarget('../../../etc/nothing', folder), /there is no such file or folder/)
  t.throws(() => resolveTarget('broken', folder), { message: /its package\.json is not JSON/ })
  t.match(resolveTarget('native.rs', folder).notCovered, [/native\.rs$/])
})
