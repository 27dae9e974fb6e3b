import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packJson } from '../../os/packed-json.ts'
import { metadataFile } from './facts.ts'
import { readMetadata } from './read.ts'

/** Writes the facts anew from a checkout of win32json: `node src/declare/metadata/build.ts FOLDER COMMIT`. */
const [folder = '', commit = ''] = process.argv.slice(2)
mkdirSync(dirname(metadataFile), { recursive: true })
writeFileSync(metadataFile, packJson(readMetadata(join(folder, 'api'), commit)))
