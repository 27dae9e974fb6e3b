import { writeFileSync } from 'node:fs'
import { packJson } from '../../os/packed-json.ts'
import { extractTable } from './extract.ts'
import { widthTableFile } from './table.ts'

/** Writes the table anew; run by a developer: `npm run build && node dist/src/declare/widths/build.js`. */
writeFileSync(widthTableFile, packJson(await extractTable()))
