import { writeFileSync } from 'node:fs'
import { extractTable, packTable } from './extract.ts'

/** Writes the table anew; run by a developer: `npm run build && node dist/src/declare/widths/build.js`. */
writeFileSync(
  new URL('../../../../src/declare/widths/win32.json.br', import.meta.url),
  packTable(await extractTable()),
)
