import { readFileSync } from 'node:fs'
import { isSource, ownModule, sourceFile } from '../../os/own-module.ts'
import { stripTypes } from '../../os/strip-types.ts'

/** The script of the page as a browser runs it: its source without types, so that each way to run this program shows the same page. */
export function strippedScript(): string {
  const file = sourceFile('views/page/script')
  return stripTypes(readFileSync(file, 'utf8'), file)
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
}

/** The script of the page: stripped here, or when this program was built. */
export function pageScript(): string {
  return isSource ? strippedScript() : readFileSync(ownModule('views/page/script'), 'utf8')
}
