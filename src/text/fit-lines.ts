import pc from 'picocolors'
import type { Screen } from './screen.ts'
import { wrapWords } from './wrap.ts'

/** Colours of words at the beginning of a line. */
type Colours = Readonly<Record<string, 'red' | 'yellow' | 'cyan'>>

/** Fits lines that are laid out already to a screen: a long one continues under its beginning, and its first word may have a colour. */
export function fitLines(text: string, { width, colour }: Screen, colours: Colours): string {
  const paints = pc.createColors(colour)
  return text
    .split('\n')
    .flatMap(line => {
      const [indent = ''] = /^ */.exec(line) ?? []
      const further = `${indent}    `
      return wrapWords(line.slice(indent.length), Math.max(width - further.length, 40)).map(
        (part, index) => `${index === 0 ? indent : further}${part}`,
      )
    })
    .map(line =>
      line.replace(/^( *)([a-z]+)\b/, (whole, indent: string, word: string) => {
        const name = Object.hasOwn(colours, word) ? colours[word] : undefined
        return name === undefined ? whole : `${indent}${paints[name](word)}`
      }),
    )
    .join('\n')
}
