import { writeFileSync } from 'node:fs'
import { extractTable } from './extract.ts'
import { packTable } from './table-file.ts'
import { widthTableFile } from './table.ts'

/** Writes the table anew; run by a developer: `npm run build && node dist/src/declare/widths/build.js`. */
writeFileSync(widthTableFile, packTable(await extractTable()))
