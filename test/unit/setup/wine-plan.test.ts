import t from 'tap'
import type { SystemName } from '../../../src/setup/system.ts'
import {
  adviseByHand,
  chooseMirror,
  planDebianWine,
  planIa32Fetch,
  renderCommand,
  renderSourceList,
} from '../../../src/setup/wine-plan.ts'

const bookworm: SystemName = {
  family: 'debian',
  title: 'Debian GNU/Linux 12 (bookworm)',
  codename: 'bookworm',
  isUbuntu: false,
}
const noble: SystemName = {
  family: 'debian',
  title: 'Ubuntu 24.04',
  codename: 'noble',
  isUbuntu: true,
}
const mainSuite = { list: '/c/release.list', indexes: '/c/indexes' }
const lock = '-o DPkg::Lock::Timeout=300'
const alone =
  '-o Dir::Etc::sourcelist=/c/release.list -o Dir::Etc::sourceparts=/dev/null -o Dir::State::Lists=/c/indexes'
const install = 'sudo apt-get install -y -q --no-install-recommends'

const plans = [
  {
    title: 'a machine that does not know i386',
    foreignArchitectures: [],
    add: ['sudo dpkg --add-architecture i386'],
    undo: ['sudo dpkg --remove-architecture i386'],
  },
  { title: 'a machine that knows i386', foreignArchitectures: ['i386'], add: [], undo: [] },
]
for (const { title, foreignArchitectures, add, undo } of plans) {
  t.test(`planDebianWine() for ${title}`, async t => {
    const attempts = planDebianWine({ system: bookworm, foreignArchitectures, mainSuite })
    t.same(
      attempts.map(attempt => attempt.commands.map(renderCommand)),
      [
        [...add, `sudo apt-get update -q ${lock}`, `${install} ${lock} wine wine64 wine32:i386`],
        [
          ...add,
          `sudo apt-get update -q ${lock} ${alone}`,
          `${install} ${lock} ${alone} wine wine64 wine32:i386`,
        ],
        [`sudo apt-get update -q ${lock}`, `${install} ${lock} wine wine64`],
        [`sudo apt-get update -q ${lock} ${alone}`, `${install} ${lock} ${alone} wine wine64`],
      ],
    )
    t.same(
      attempts.map(attempt => attempt.undo.map(renderCommand)),
      [undo, undo, [], []],
    )
  })
}

t.test('planDebianWine() for a release without a name', async t => {
  const attempts = planDebianWine({
    system: { ...bookworm, codename: '' },
    foreignArchitectures: ['i386'],
    mainSuite,
  })
  t.same(
    attempts.map(attempt => attempt.brings),
    ['both', 'x64'],
  )
  t.notMatch(JSON.stringify(attempts), /sourcelist/)
})

t.test('planIa32Fetch() needs no root', async t => {
  const commands = planIa32Fetch({
    version: '8.0~repack-4',
    list: '/c/release.list',
    indexes: '/c/indexes',
    archives: '/c/archives',
  })
  const options = `${alone} -o Dir::Cache=/c/archives -o APT::Architecture=i386 -o APT::Architectures=i386`
  t.same(commands.map(renderCommand), [
    `apt-get update -q ${options}`,
    `apt-get download -q ${options} libwine:i386=8.0~repack-4`,
  ])
})

t.test('renderSourceList() names one suite', async t => {
  t.equal(
    renderSourceList(bookworm, 'http://m/debian', '/k.gpg'),
    'deb [signed-by=/k.gpg] http://m/debian bookworm main\n',
  )
  t.equal(
    renderSourceList(noble, 'http://m/ubuntu', null),
    'deb http://m/ubuntu noble main universe\n',
  )
})

const targets = [
  {
    title: 'the mirror of the release',
    text: 'http://s/security bookworm-security Packages\nhttp://m/debian bookworm Packages\nhttp://n/debian bookworm Packages\n',
    expected: 'http://m/debian',
  },
  {
    title: 'not that of another suite',
    text: 'http://s/security bookworm-security Packages\n',
    expected: null,
  },
  {
    title: 'the release by its other name',
    text: 'http://s/security stable-security Packages\nhttp://m/debian stable Packages\n',
    expected: 'http://m/debian',
  },
  {
    title: 'not what is no address',
    text: 'cdrom:[Debian bookworm Packages\nfile:/x bookworm Packages\n',
    expected: null,
  },
  { title: 'nothing for nothing', text: '', expected: null },
]
for (const { title, text, expected } of targets)
  t.equal(chooseMirror(text, bookworm), expected, `chooseMirror() takes ${title}`)

const commands = [
  { words: ['apt-get', 'update'], asRoot: true, expected: 'sudo apt-get update' },
  { words: ['echo', 'a b'], asRoot: false, expected: "echo 'a b'" },
  { words: ['echo', "it's", '$(id)', ''], asRoot: false, expected: "echo 'it'\\''s' '$(id)' ''" },
] as const
for (const {
  words: [file, ...rest],
  asRoot,
  expected,
} of commands) {
  t.equal(
    renderCommand({ file, arguments: rest, asRoot }),
    expected,
    `renderCommand() writes ${expected}`,
  )
}

t.test('adviseByHand() says what was not measured', async t => {
  for (const family of ['fedora', 'arch', 'macos', 'other'] as const)
    t.match(adviseByHand(family).join(), /\(not measured here\)$/, family)
  t.notMatch(adviseByHand('debian').join(), /not measured/)
})
