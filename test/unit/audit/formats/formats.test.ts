import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import t from 'tap'
import type { AuditResult } from '../../../../src/audit/audit.ts'
import { auditFormats, type AuditFormat } from '../../../../src/audit/formats/index.ts'
import { golden } from '../../../support/golden.ts'
import { hostileTexts, mapTexts, textsOf } from '../../../support/views/hostile.ts'
import { emptyResult, exampleResult } from '../../../support/audit/formats/result.ts'

const files: Readonly<Record<AuditFormat, string>> = {
  pretty: 'audit.txt',
  json: 'audit.json',
  sarif: 'audit.sarif',
  github: 'audit.github.txt',
  diff: 'audit.diff',
}

for (const format of Object.keys(auditFormats) as AuditFormat[]) {
  t.test(`${format}`, async t => {
    golden(t, `audit/${files[format]}`, auditFormats[format](exampleResult))
    t.notMatch(
      format === 'json'
        ? JSON.stringify(JSON.parse(auditFormats.json(exampleResult)))
        : auditFormats[format](exampleResult),
      /\u001b/,
      'no escape of the target reaches the terminal',
    )
  })
}

t.test('GitHub sees one command a finding and one a notice', async t => {
  const lines = auditFormats.github(exampleResult).trimEnd().split('\n')
  t.equal(lines.length, 4)
  t.ok(lines.every(line => /^::(error|warning|notice) /.test(line)))
})

t.test('SARIF is valid by its schema', async t => {
  const require = createRequire(import.meta.url)
  const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as {
    [key: string]: unknown
  }
  // Draft 4 and Ajv's drafts differ, for what is used here, in the name of the identifier only.
  const { $schema: _, id: __, ...draft } = schema
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
    draft,
  )
  for (const result of [exampleResult, emptyResult]) {
    t.ok(validate(JSON.parse(auditFormats.sarif(result))), JSON.stringify(validate.errors))
  }
  t.notOk(
    validate({ version: '2.1.0', runs: [{ tool: {} }] }),
    'and the schema refuses what is no SARIF',
  )
})

// SARIF is read by programs: no line of it is a text, but what people are shown of it has to be harmless, too.
for (const [name, text] of Object.entries(hostileTexts)) {
  t.test(`a target full of ${name}: nothing in it acts`, async t => {
    const hostile = mapTexts(exampleResult, (old, path) =>
      /^(rule|level|position|arch|architectures)$/.test(
        String(path.findLast(part => typeof part === 'string')),
      )
        ? old
        : text,
    ) as AuditResult
    for (const format of ['pretty', 'github', 'sarif'] as const) {
      const shown = auditFormats[format](hostile)
      t.notMatch(
        format === 'sarif'
          ? textsOf(JSON.parse(shown))
              .filter(({ path }) => path.at(-1) === 'text')
              .map(one => one.text)
              .join('\n')
          : shown,
        /[^\P{C}\n]|[\u2028\u2029]/u,
        `${format}: nothing is invisible`,
      )
      if (format !== 'sarif')
        t.ok(
          shown
            .split('\n')
            .every(line =>
              format === 'github'
                ? line === '' || /^::(error|warning|notice) [^:]*::((?!::|##\[).)*$/.test(line)
                : !/^\s*::|##\[/.test(line),
            ),
          `${format}: nothing is a command`,
        )
    }
  })
}
