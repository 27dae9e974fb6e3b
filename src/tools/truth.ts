import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { truthText } from './truth-text.ts'
import { openWidthTable } from '../declare/widths/table.ts'
import { operations, operationStructs } from '../declare/win32/operations.ts'
import { packageFolder } from '../os/package-folder.ts'

/** Regenerates the declarations of the sequences from the table of the headers: `npm run truth`. */
writeFileSync(
  join(packageFolder, 'src', 'declare', 'win32', 'truth.ts'),
  truthText(openWidthTable(), operations, operationStructs),
)
