import { readFileSync, writeFileSync } from 'node:fs'
import { errorNamesFile, errorNamesOf } from '../win32/error-names.ts'
import { packText } from '../../os/packed-json.ts'
import { extractTable } from './extract.ts'
import { errorHeader } from './headers.ts'
import { packedTableFile, packTable } from './table-file.ts'

/** Writes the tables of the headers anew; run by a developer: `npm run build && node dist/src/declare/widths/build.js`. */
writeFileSync(errorNamesFile, packText(errorNamesOf(readFileSync(errorHeader, 'utf8'))))
writeFileSync(packedTableFile, packTable(await extractTable()))
