import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { understoodOf } from '../../../src/diagnose/understood.ts'
import { readPassages } from '../../../src/diagnose/text/parse-text.ts'
import { Scanner } from '../../../src/diagnose/text/scan.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { blindForms, judgedForms } from '../../support/diagnose/facts-of-forms.ts'
import { writesGolden } from '../../support/golden.ts'
import { parseText } from '../../../src/diagnose/text/parse-text.ts'

t.test('of each form that was written blind as much is read as was recorded', async t => {
  const judged = judgedForms()
  if (writesGolden())
    writeFileSync(
      join(packageFolder, 'fixtures/diagnose/blind-forms.json'),
      `${JSON.stringify(judged, null, 1)}\n`,
    )
  const recorded = blindForms()
  for (const [index, { id, set, missed = [], extra = [] }] of judged.entries()) {
    const known = recorded[index]
    t.same(missed, known?.missed ?? [], `${set}/${id}: what is not read; else npm run golden`)
    t.same(extra, known?.extra ?? [], `${set}/${id}: what is not there`)
  }
})

t.test('what a form tells is found behind the lines of a log', async t => {
  // Of what is read wrongly, and of words such as "fails", a log is not searched for.
  for (const { set, id, text, extra } of blindForms()) {
    if (extra) continue
    const scanner = new Scanner()
    scanner.push(Buffer.from(`${'.\n'.repeat(61)}${text}\n`))
    const failed = (calls: ReturnType<typeof understoodOf>['calls']): readonly string[] =>
      calls
        .filter(({ ok, code }) => !ok && code !== 'failed')
        .map(({ function: name, code }) => `${name}=${code ?? ''}`)
    const alone = failed(understoodOf(parseText(text)).calls)
    const behind = failed(understoodOf(readPassages(scanner.finish())).calls)
    t.same(behind, alone, `${set}/${id}`)
  }
})
