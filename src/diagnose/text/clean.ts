import { stripVTControlCharacters } from 'node:util'

/** What a CI or a container puts in front of a line. */
const prefix =
  /^(?:\ufeff|\d{4}-\d\d-\d\dT[\d:.]{8,20}Z |##\[\w{1,20}\]|\[\d{1,6}\/\d{1,6}\] |[A-Za-z][\w.-]{0,60}[_-]\d{1,4} {1,20}\| |> (?=Traceback|\s*at |File))/

/** The longest part of a line that is looked at, around what it says. Characters. */
const longestLine = 4000

/** Text of two bytes a character that was shown as one of one, with a blank behind each: `T h e   h a n d l e   i s`. */
const spaced = /(?:\S ){2,40} {1,3}(?:(?:\S ){1,40} {1,3}){1,60}(?:\S ?){1,40}/

function withoutSpacing(line: string): string {
  return line.length <= longestLine && line.includes('   ')
    ? line.replace(spaced, text => text.replace(/(\S) /g, '$1').replace(/ {2,3}/g, ' '))
    : line
}

/** A line without colours, prefixes of machines and runs of blanks; tabs become blanks. */
export function cleanLine(line: string): string {
  const plain =
    line.includes('\u001b') || line.includes('\u009b') ? stripVTControlCharacters(line) : line
  // No pattern has to look for the end of a run of blanks: with two such runs side by side that takes the square of their length.
  return withoutSpacing(plain)
    .replace(prefix, '')
    .replace(/[\t\v\f\u00a0 ]+/g, ' ')
    .replace(/[\0-\x08\x0e-\x1f]/g, '')
}

/** Parts of a line that are short enough to be looked at; they overlap, so that nothing is cut through. */
export function partsOf(line: string): readonly string[] {
  if (line.length <= longestLine) return [line]
  const step = longestLine - 400
  return Array.from({ length: Math.ceil(line.length / step) }, (_, index) =>
    line.slice(index * step, index * step + longestLine),
  )
}
