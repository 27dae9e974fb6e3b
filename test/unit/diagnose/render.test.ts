import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import t from 'tap'
import { diagnose } from '../../../src/diagnose/diagnose.ts'
import { cureFor } from '../../../src/diagnose/cure-for.ts'
import { diagnosisComment, diagnosisJson, renderDiagnosis } from '../../../src/diagnose/render.ts'
import type { Symptom } from '../../../src/diagnose/symptom.ts'
import { parseText } from '../../../src/diagnose/text/parse-text.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'

const pyserial: Symptom = {
  architecture: 'x64',
  failed: [{ call: 'ReadFile', outcome: '6', status: 'c0000008' }],
  ok: ['CreateFileW', 'SetCommState', 'ClearCommError'],
  okOn: 'ia32',
  ffi: 'ctypes-old',
}
const thin: Symptom = { failed: [{ call: 'GetFileType', outcome: '6' }], ok: [] }

for (const width of [48, 60, 80, 120]) {
  t.test(
    `renderDiagnosis() keeps within ${width} columns, save for addresses and programs`,
    async t => {
      for (const symptom of [pyserial, thin]) {
        const cure = new Set(cureFor('struct-layout-shrunk', symptom)?.lines)
        const lines = renderDiagnosis(diagnose(symptom), { width, colour: false }).split('\n')
        t.same(
          lines.filter(
            line =>
              stringWidth(line) > width &&
              !/^ *\(?https:\/\/\S+$/.test(line) &&
              !cure.has(line.slice(4)),
          ),
          [],
        )
      }
    },
  )
}

t.test('a share is not said to be sure where little speaks for it', async t => {
  const symptom: Symptom = {
    failed: [{ call: 'GetNumberOfConsoleInputEvents', outcome: '6' }],
    ok: [],
  }
  const result = diagnose(symptom)
  t.ok(result.thin, 'the evidence is thin')
  const shown = renderDiagnosis({ ...result, width: 0.001 }, { width: 200, colour: false })
  const sure = result.ranking.map((ranked, index) => ({ ...ranked, score: index ? 0 : 0.995 }))
  for (const text of [
    shown,
    renderDiagnosis({ ...result, ranking: sure }, { width: 200, colour: false }),
  ])
    t.notMatch(text, /> 99 %|\b9\d %(?<!≥ 90 %)/)
  t.match(
    renderDiagnosis({ ...result, ranking: sure }, { width: 200, colour: false }),
    /\n +≥ 90 % +\S/,
  )
})

t.test(
  'renderDiagnosis() says first what was understood, then the answer and the cure',
  async t => {
    const text = renderDiagnosis(diagnose(pyserial), { width: 80, colour: false })
    const places = [
      'ReadFile failed: error 6 (ERROR_INVALID_HANDLE), NTSTATUS C0000008',
      'Succeeded: CreateFileW',
      'The same works in an ia32 process',
      'a mistake of width',
      'struct-layout-shrunk',
      'Cure',
      '1. struct-layout-shrunk',
    ].map(part => text.indexOf(part))
    t.notOk(places.includes(-1), `${places.join()} in ${text}`)
    t.same(
      places,
      places.toSorted((one, other) => one - other),
    )
  },
)

t.test(
  'renderDiagnosis() says what cannot be told, and what to look at, before the evidence',
  async t => {
    for (const { symptom, width, alike } of [
      {
        symptom: thin,
        width: 'This is probably no mistake of width',
        alike: /^(?:failed-open|sentinel-mismatch)$/,
      },
      {
        symptom: {
          ...thin,
          failed: [{ call: 'ReadFile', outcome: '6' }],
          architecture: 'x64',
          ffi: 'ctypes',
        },
        width: 'mistake of width cannot be told yet',
        alike: /^(?:struct-layout-shrunk|hevent-misuse)$/,
      },
    ] as const) {
      const result = diagnose(symptom)
      const text = renderDiagnosis(result, { width: 80, colour: false })
      const first = result.ranking[0]?.class ?? ''
      t.match(first, alike, 'one of the two that are alike')
      const places = [
        width,
        ` %  ${first}`,
        'To decide: ',
        'What was seen cannot tell',
        '\nCure\n',
        `\n1. ${first}`,
      ].map(part => text.indexOf(part))
      t.notOk(places.includes(-1), `${places.join()} in ${text}`)
      t.same(
        places,
        places.toSorted((one, other) => one - other),
      )
    }
  },
)

t.test('renderDiagnosis() is never sure of what rests on little', async t => {
  for (const symptom of [thin, { ...thin, failed: [{ call: 'GetConsoleMode', outcome: '6' }] }]) {
    const result = diagnose(symptom)
    t.type(result.thin, 'string')
    t.notMatch(renderDiagnosis(result), /This is (?:a|no) mistake|\bCause: /)
  }
})

t.test(
  'an undecided answer names the observation that decides, in the language at hand',
  async t => {
    const text = renderDiagnosis(
      diagnose({
        ...thin,
        failed: [{ call: 'ReadFile', outcome: '6' }],
        ffi: 'rust',
        ffiName: 'rust',
      }),
      { width: 1000, colour: false },
    )
    t.match(text, /To decide: .*In your language: /)
  },
)

t.test(
  'a function that nothing is known of is said to be unknown, and counts for nothing',
  async t => {
    const named = diagnose({ failed: [{ call: 'ReadFil', outcome: '6' }], ok: [] })
    const unnamed = diagnose({ failed: [{ call: '', outcome: '6' }], ok: [] })
    t.match(
      renderDiagnosis(named, { width: 1000, colour: false }),
      /ReadFil is no function .* ReadFile/,
    )
    t.same(
      named.ranking.map(({ score }) => score),
      unnamed.ranking.map(({ score }) => score),
    )
  },
)

t.test('renderDiagnosis() says the same in colours', async t => {
  const result = diagnose(pyserial)
  const coloured = renderDiagnosis(result, { width: 80, colour: true })
  t.not(coloured, stripVTControlCharacters(coloured))
  t.equal(stripVTControlCharacters(coloured), renderDiagnosis(result, { width: 80, colour: false }))
})

t.test('diagnosisComment() is Markdown, and foreign text in it is literal', async t => {
  const comment = diagnosisComment(
    diagnose({ ...thin, ignored: [{ text: '<img src=x> @everyone', reason: 'a test' }] }),
  )
  t.match(comment, /### Understood/)
  t.notMatch(comment, '<img')
})

t.test('docs/diagnose.md names each field of --json, and no other', async t => {
  const undecided = {
    ...thin,
    failed: pyserial.failed,
    architecture: 'x64',
    ffi: 'ctypes',
  } as const
  const json = JSON.parse(diagnosisJson(diagnose(undecided))) as Record<string, unknown>
  const [, table = ''] = readFileSync(join(packageFolder, 'docs/diagnose.md'), 'utf8').split(
    '| field | meaning |',
  )
  const rows = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `(\w+)` \| (.*) \|$/gm)]
  t.same(
    rows.map(([, field]) => field),
    Object.keys(json),
  )
  const textOf = (field: string): string => rows.find(([, name]) => name === field)?.[2] ?? ''
  for (const [field, part] of [
    ['width', json['width']],
    ['ranking', (json['ranking'] as unknown[])[0]],
    ['excluded', (json['excluded'] as unknown[])[0]],
    ['next', json['next']],
    ['understood', json['understood']],
    ['understood', (json['understood'] as { calls: unknown[] }).calls[0]],
  ] as const)
    for (const name of Object.keys(part as object)) t.match(textOf(field), `\`${name}\``)
})

t.test('a code of smart cards is shown by its own name', async t => {
  const symptom: Symptom = { failed: [{ call: 'SCardStatusW', outcome: '2148532227' }], ok: [] }
  t.match(
    renderDiagnosis(diagnose(symptom), { width: 120, colour: false }),
    /SCardStatusW failed: 0x80100003 \(SCARD_E_INVALID_HANDLE\)/,
  )
})

t.test('what has one name is said once', async t => {
  const result = diagnose(
    parseText("pywintypes.error: (6, 'GetWindowText', 'The handle is invalid.')"),
  )
  t.equal(result.understood.library?.name, result.understood.ffi)
  t.match(renderDiagnosis(result, { width: 200, colour: false }), /\n +- Process: pywin32\n/)
})

t.test('the cure of an undecided answer says for which cause it is', async t => {
  const shown = (symptom: Symptom): string =>
    renderDiagnosis(diagnose(symptom), { width: 200, colour: false })
  t.match(
    shown({ failed: [{ call: '', outcome: '6' }], ok: [] }),
    /\nCure\n {2}If it is [a-z-]+: [A-Z]/,
  )
  t.match(shown(pyserial), /\nCure\n {2}Declare /)
})

t.test('`--json` says where else the same works or fails', async t => {
  const symptom: Symptom = { ...pyserial, sameOn: 'arm64' }
  t.match(JSON.parse(diagnosisJson(diagnose(symptom))), {
    understood: { okOn: 'ia32', sameOn: 'arm64' },
  })
})
