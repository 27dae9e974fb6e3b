import { cut } from '../cause-groups.ts'
import type { MistakeId } from '../../mistakes/index.ts'
import type { Described } from './description.ts'
import {
  constantTooLarge,
  longAsWide,
  noLongFor64,
  ofBinding,
  ofUnsigned,
} from '../phrases/builds.ts'
import { narrowCallback, ofConvention, wideCallback } from '../phrases/conventions.ts'
import { ofTypes } from '../phrases/types.ts'

import { ofCompiler } from '../phrases/width.ts'

type Kind = Pick<Described, 'classes' | 'first'>

/** The number of the line and the bar in front of the code that a compiler shows. */
const margin = /^[\s|\d]*/
/** A cast to an integer, in C, C++, Delphi and Rust. */
const cast =
  /\((?:unsigned )?(?:DWORD|U?LONG|U?INT|u?int(?:32_t)?|long|unsigned|HRESULT|BOOL)\) ?\(?[\w*&]|\b(?:static|reinterpret)_cast ?<|\b(?:Integer|Cardinal|LongInt|LongWord)\(|\bas [iu]32\b/
/** Names in front of a bracket that are no calls. */
const noCall =
  /^(?:if|while|for|switch|return|sizeof|FAILED|SUCCEEDED|Integer|Cardinal|LongInt|LongWord|[A-Za-z]{6,12}_cast)$/

/** The call whose argument list is still open at the end of the code. */
function callAround(code: string): string | undefined {
  let closed = 0
  for (let at = code.length - 1; at >= 0 && code[at] !== ';'; at--) {
    if (code[at] === ')') closed++
    if (code[at] !== '(') continue
    if (closed > 0) closed--
    else {
      const name = /([A-Za-z_]\w{2,40}) ?$/.exec(code.slice(0, at))?.[1]
      if (name !== undefined && !noCall.test(name)) return name
    }
  }
  return undefined
}

/** What a compiler complains of, by the code that it shows below: an argument of a call, a result, or what is stored and compared. */
function placeOf(shown: string): MistakeId | undefined {
  const code = shown.replace(margin, '')
  const at = cast.exec(code)?.index
  if (at === undefined || code.length > 300) return undefined
  if (callAround(code.slice(0, at)) !== undefined) return 'arg-truncated'
  return /^return\b[^<>=&|?]*;/.test(code) ? 'return-truncated' : 'field-narrowed'
}

/** The macros FAILED and SUCCEEDED cast to HRESULT, and are no check of a handle. https://learn.microsoft.com/en-us/windows/win32/api/winerror/nf-winerror-failed */
const toResult = /\bto (?:type )?['‘"`]HRESULT\b/

/** What compilers and linkers say of widths and conventions; `behind` is the line below, where they show the code, or go on. */
export function compiledIn(line: string, behind: string): Kind | undefined {
  if (constantTooLarge.test(line))
    return {
      classes: ['narrowing-throws', 'field-narrowed', 'type-alias'],
      first: 'narrowing-throws',
    }
  if (ofUnsigned.test(line))
    return { classes: ['sentinel-mismatch', 'type-alias'], first: 'sentinel-mismatch' }
  if (longAsWide.test(line)) return { classes: ['type-alias', 'too-wide'], first: 'type-alias' }
  if (noLongFor64.test(line)) return { classes: cut, first: 'arg-truncated' }
  const isWrapped = /\b(?:convert|conversion|initiali[sz]\w*)\b/i.test(line) && !/\bto\b/.test(line)
  const whole = isWrapped && line.length + behind.length < 600 ? `${line} ${behind}` : line
  if (wideCallback.test(whole))
    return { classes: ['type-alias', 'too-wide', 'return-upper-undefined'], first: 'type-alias' }
  if (ofConvention.test(whole)) return { classes: ['calling-convention'] }
  if (narrowCallback.test(whole))
    return {
      classes: ['return-truncated', 'arg-truncated', 'type-alias'],
      first: 'return-truncated',
    }
  if (ofTypes.test(line) || ofBinding.test(line)) return { classes: cut, first: 'type-alias' }
  if (!ofCompiler.test(line)) return undefined
  if (toResult.test(line))
    return { classes: ['sentinel-mismatch', 'field-narrowed'], first: 'sentinel-mismatch' }
  // Of ten public reports of such a cast all were of what is stored or compared, two of an argument too.
  return { classes: cut, first: placeOf(behind) ?? 'field-narrowed' }
}
