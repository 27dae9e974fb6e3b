import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'acorn'
import t from 'tap'
import { cures, type CureName } from '../../../src/mistakes/cures/index.ts'
import { probeMistakes } from '../../../src/mistakes/index.ts'
import {
  curedIn,
  cureLanguages,
  languages,
  type CureLanguage,
} from '../../../src/mistakes/cures/cure.ts'
import { renderMarkdown } from '../../../src/text/markdown.ts'
import { plainText } from '../../../src/text/page.ts'
import { renderTerminal } from '../../../src/text/terminal.ts'
import { causeEntries } from '../../../src/explain/topics/causes.ts'
import { topicsOf, type Topic } from '../../../src/explain/topics/index.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { causes } from '../../../src/result/cause.ts'
import { harmlessReasonNames, harmlessReasons } from '../../../src/result/harmless.ts'
import { probeMistakeIds } from '../../../src/mistakes/index.ts'
import { outcomeKinds } from '../../../src/result/outcome.ts'
import { verdictKinds } from '../../../src/result/verdict-kind.ts'
import { ntStatuses, win32Errors } from '../../../src/declare/win32/errors.ts'

const probes = await loadProbes()
const topics = topicsOf(probes)
/** Bugs of FFIs: each has a report for its project. Those about widths are of headers. */
const reports = readdirSync(join(packageFolder, 'docs', 'upstream'))
  .filter(name => name.endsWith('.md') && name !== 'README.md' && !name.startsWith('widths-'))
  .map(name => name.replace('.md', ''))

function namesOf(kind: Topic['kind']): string[] {
  return topics
    .filter(topic => topic.kind === kind)
    .map(({ name }) => name)
    .sort()
}

function reasonsThatAre(verdict: 'tolerated' | 'lucky'): string[] {
  return harmlessReasonNames.filter(name => harmlessReasons[name].verdict === verdict)
}

t.test('topicsOf() has a page for everything the harness knows', async t => {
  for (const { kind, names } of [
    { kind: 'cause', names: causes },
    { kind: 'verdict', names: verdictKinds },
    { kind: 'outcome', names: outcomeKinds },
    { kind: 'tolerated', names: reasonsThatAre('tolerated') },
    { kind: 'lucky', names: reasonsThatAre('lucky') },
    { kind: 'mistake', names: probeMistakeIds },
    { kind: 'probe', names: probes.map(({ id }) => id) },
    { kind: 'code', names: Object.values(win32Errors) },
    { kind: 'status', names: Object.values(ntStatuses) },
    { kind: 'method', names: ['diagnosis'] },
    { kind: 'bug', names: reports },
  ] as const)
    t.same(namesOf(kind), [...names].sort(), kind)
})

/** What each page has to say, by the headings of its sections. */
const headings: Readonly<Record<Topic['kind'], readonly RegExp[]>> = {
  cause: [/^What it means$/, /^How it comes about$/, /^How to tell$/, /^Cure: /],
  verdict: [/^What it means$/, /^How it comes about$/, /^How to tell$/],
  outcome: [/^What it means$/, /^How it comes about$/, /^How to tell$/],
  tolerated: [/^What it means$/, /^How it comes about$/, /^How to tell$/, /^Cure: /],
  lucky: [/^What it means$/, /^How it comes about$/, /^How to tell$/, /^Cure: /],
  mistake: [/^What it means$/, /^How it comes about$/, /^How to tell$/, /^Probes$/],
  probe: [
    /^What it changes$/,
    /^Why$/,
    /^What is claimed$/,
    /^Class of mistake$/,
    /^How to run it$/,
  ],
  code: [/^What it means$/, /^How it comes about$/, /^Is it a matter of width\?$/],
  status: [/^What it means$/, /^How it comes about$/, /^Is it a matter of width\?$/],
  method: [
    /^What it means$/,
    /^What it is held against$/,
    /^How it is computed$/,
    /^How sure it is$/,
    /^How good it is$/,
  ],
  word: [/^What it means$/],
  rule: [/^What it means$/],
  operation: [/^What it means$/, /^Declaration$/, /^Errors and handles$/],
  function: [/^What it means$/, /^Declaration$/, /^Errors and handles$/],
  struct: [/^What it means$/, /^Layout$/],
  type: [/^What it means$/],
  step: [/^What it means$/],
  host: [/^What it means$/],
  bug: [/^What it means$/, /^How it comes about$/, /^How to tell$/, /^Read on$/],
  device: [/^What it means$/],
}

t.test('every page has all its parts and can be shown', async t => {
  for (const topic of topics) {
    const page = topic.page()
    const missing = headings[topic.kind].filter(
      heading => !page.sections.some(section => heading.test(plainText(section.heading))),
    )
    t.same(missing, [], `${topic.kind} ${topic.name}`)
    t.ok(renderTerminal(page, { width: 60, colour: false }).includes(topic.name))
    const prose = renderMarkdown(page).replace(/^```[\s\S]*?^```/gm, '')
    t.notMatch(prose, /\[object |\bNaN\b/, `${topic.kind} ${topic.name} is whole`)
  }
})

/** Types that are as wide as a pointer, by language. */
const wideTypes: Readonly<Record<CureLanguage, RegExp>> = {
  ctypes: /wintypes\.HANDLE|c_void_p|c_size_t/,
  koffi: /'void \*|'u?intptr_t'/,
  pinvoke: /U?IntPtr|SafeFileHandle/,
  vba: /LongPtr/,
  vbnet: /U?IntPtr|SafeFileHandle/,
  powershell: /U?IntPtr/,
  ahk: /"Ptr"/,
  java: /HANDLE|ULONG_PTR/,
  lua: /void \*|uintptr_t/,
  cffi: /HANDLE|uintptr_t/,
  mql: /\blong\b/,
}

t.test(
  'the first cure of each cause that is a matter of width names a type as wide as a pointer in each language',
  async t => {
    for (const cause of ['upper-half-dirty', 'tag-lost', 'struct-layout'] as const) {
      for (const cure of causeEntries[cause].cures.slice(0, 1)) {
        for (const language of Object.keys(languages) as CureLanguage[])
          t.match(
            [curedIn(cures[cure], language)].flat().join('\n'),
            wideTypes[language],
            `${cause}: ${cure} in ${language}`,
          )
      }
    }
  },
)

t.test('the cure of a used failure value compares at the width of a pointer', async t => {
  const { ctypes, koffi, pinvoke, vba } = cures['compare-sentinel']
  t.match(ctypes, 'wintypes.HANDLE(-1).value')
  t.match(koffi, /BigInt\.asIntN\(pointerBits, BigInt\(handle\)\) === -1n/)
  t.match(pinvoke, 'port.IsInvalid')
  t.match(vba, /hPort = -1 Then/)
  t.ok(causeEntries['sentinel-used'].cures.includes('compare-sentinel'))
})

t.test(
  'each mistake that code cures has its cure in each language, or says why it has none',
  async t => {
    for (const topic of topics.filter(({ kind }) => kind === 'mistake')) {
      const { cures: own } = probeMistakes[topic.name as keyof typeof probeMistakes]
      for (const language of own.length === 0 ? [] : cureLanguages) {
        const shown = renderTerminal(topic.page(language), { width: 200, colour: false })
        const [name = ''] = languages[language].title.split(',')
        const others = cureLanguages.filter(one => shown.includes(`${languages[one].title}:`))
        t.ok(
          shown.includes(`${languages[language].title}:`) ||
            shown.includes(`Not available in ${name} because `),
          `${topic.name} in ${language}`,
        )
        t.same(
          others.filter(one => one !== language),
          [],
          `${topic.name} in ${language} alone`,
        )
      }
    }
  },
)

t.test('no cure declares a handle with 32 bits', async t => {
  const handles =
    /\b(hFile|hObject|hTemplateFile|hSource\w+|hTarget\w+|hPort|handle) As Long\b|int (hFile|hObject|hTemplateFile)|restype = (wintypes\.DWORD|ctypes\.c_int)\b.*HANDLE/
  for (const [name, cure] of Object.entries(cures)) {
    for (const language of Object.keys(languages) as CureLanguage[])
      t.notMatch([curedIn(cure, language)].flat().join('\n'), handles, `${name} in ${language}`)
  }
})

for (const name of Object.keys(cures) as CureName[]) {
  t.test(`the cure ${name} is JavaScript, used somewhere, and fits a page`, async t => {
    t.doesNotThrow(() => parse(cures[name].koffi, { ecmaVersion: 'latest', sourceType: 'module' }))
    const users = topics.filter(topic =>
      topic.page().sections.some(section => section.heading === `Cure: ${cures[name].title}`),
    )
    t.ok(users.length > 0, 'a page shows it')
    for (const language of Object.keys(languages) as CureLanguage[]) {
      t.ok(
        [curedIn(cures[name], language)].flat().every(line => line.length <= 130),
        `${language} is not wider than 130 columns`,
      )
    }
  })
}

t.test('pages of probes say what is declared and what is claimed', async t => {
  const page = topics
    .find(topic => topic.kind === 'probe' && topic.name === 'overlapped-32')
    ?.page()
  const text = page ? renderTerminal(page, { width: 120, colour: false }) : ''
  t.match(text, /OVERLAPPED hEvent +8 bytes at 16 +8 bytes at 24/)
  t.match(text, /With 32-bit pointers everything is declared right/)
  t.match(
    text,
    /With 64-bit pointers: ReadFile \(\d+ steps\), WaitCommEvent \(wait-comm-event\): error 6, cause\s+struct-layout/,
  )
  t.match(text, /Everything else ends as in the control/)
})
