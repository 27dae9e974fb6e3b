import { readText } from '../../../os/read-text.ts'
import { stripTypes } from '../../../os/strip-types.ts'
import { parseJavaScript, type JavaScriptNode } from './syntax.ts'

/** Longer modules were made by a program. Bytes. */
const longestModule = 16 * 1024 * 1024

/** The syntax tree of a file of JavaScript or TypeScript; undefined for what cannot be read or parsed. */
export function readModule(file: string): JavaScriptNode | undefined {
  try {
    const source = readText(file, longestModule)
    return parseJavaScript(/\.[cm]?ts$/.test(file) ? stripTypes(source, file) : source)
  } catch {
    return undefined
  }
}
