import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openWidthTable } from '../../../../src/declare/widths/table.ts'
import { operations, operationStructs } from '../../../../src/declare/win32/operations.ts'
import { packageFolder } from '../../../../src/os/package-folder.ts'
import { truthText } from '../../../../src/tools/truth-text.ts'

t.test('the declarations of the sequences are those of the table', async t => {
  const file = join(packageFolder, 'src', 'declare', 'win32', 'truth.ts')
  t.equal(
    readFileSync(file, 'utf8'),
    truthText(openWidthTable(), operations, operationStructs),
    'made anew by `npm run truth`',
  )
})
