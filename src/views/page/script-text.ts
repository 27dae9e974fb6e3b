import { readFileSync } from 'node:fs'
import { isSource, ownModule, sourceFile } from '../../os/own-module.ts'
import { stripTypes } from '../../os/strip-types.ts'

/** The parts of the page's script, in `src/views/page/script`, each after those that it imports. */
const parts = ['model', 'overview', 'matrix', 'evidence', 'address', 'heads', 'main'] as const

/** Statements that end in a file name: they connect a part to the others. */
const importLines = /^import [^'"]*'\.[^']*'$/gm

/** A part as embedded in the page: without types, imports between parts, and empty lines. */
function partText(name: string): string {
  const file = sourceFile(`views/page/script/${name}`)
  return stripTypes(readFileSync(file, 'utf8'), file)
    .replace(importLines, '')
    .replace(/^export /gm, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
}

/** The script of the page, made from its sources; `tools/bundle.ts` writes it beside the command line. */
export function strippedScript(): string {
  return parts.map(partText).join('')
}

/** The script of the page as a browser runs it. The same text from the sources and from the bundle. */
export function pageScript(): string {
  return isSource ? strippedScript() : readFileSync(ownModule('views/page/script'), 'utf8')
}
