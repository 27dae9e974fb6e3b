import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { errorNamesFile, errorNamesOf } from '../../../../src/declare/win32/error-names.ts'
import { extractTable } from '../../../../src/declare/widths/extract.ts'
import { errorHeader } from '../../../../src/declare/widths/headers.ts'
import { tableText } from '../../../../src/declare/widths/table-file.ts'
import { openWidthTable } from '../../../../src/declare/widths/table.ts'
import { packageFolder } from '../../../../src/os/package-folder.ts'
import { readPacked } from '../../../../src/os/packed-json.ts'
import { needs } from '../../../support/require.ts'
import { missingTools } from '../../../support/declare/widths/tools.ts'

const missing = await missingTools()
const need = needs(
  'castxml',
  missing.length === 0,
  `${missing.join(', ')} not found; on Debian: apt-get install castxml gcc-mingw-w64-x86-64 gcc-mingw-w64-i686`,
)

t.test('the table in the package is what the headers of this machine give', need, async t => {
  const table = await extractTable()
  // To compress it again would take six seconds of the processor.
  const stored = readPacked(join(packageFolder, 'src/declare/widths/win32.txt.br')).toString()
  t.match(table.source, { castxml: /\d/, 'mingw-w64': /\d/ })
  // Another release of the headers has other declarations; only the same one can be compared byte by byte.
  const known = openWidthTable().source
  const other =
    known['mingw-w64'] !== table.source['mingw-w64'] &&
    `the table is of mingw-w64 ${known['mingw-w64']}, installed is ${table.source['mingw-w64']}`
  t.equal(
    errorNamesOf(readFileSync(errorHeader, 'utf8')),
    readPacked(errorNamesFile).toString(),
    'the names of its codes',
    { skip: other },
  )
  t.ok(
    tableText(table) === stored,
    'run `npm run build && node dist/src/declare/widths/build.js` to write it anew',
    { skip: other },
  )
  t.same(
    table.disagreements.map(([name]) => name),
    ['I_RpcGetAssociationContext'],
    'every ia32 prototype but one adds up to the bytes that the import library says',
  )
})
