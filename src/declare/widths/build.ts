import { writeFileSync } from 'node:fs'
import { extractTable } from './extract.ts'
import { packedTableFile, packTable } from './table-file.ts'

/** Writes the table anew; run by a developer: `npm run build && node dist/src/declare/widths/build.js`. */
writeFileSync(packedTableFile, packTable(await extractTable()))
