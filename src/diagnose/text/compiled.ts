import type { MistakeId } from '../../mistakes/index.ts'
import type { Described } from './description.ts'
import { memberOf } from './members.ts'
import { constantTooLarge, narrowCallback, ofConvention } from './phrases-of-builds.ts'
import { ofTypes, wideCallback } from './phrases-of-types.ts'
import { ofCompiler } from './phrases-of-width.ts'

type Kind = Pick<Described, 'classes' | 'first'>

const cut = ['arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'] as const

/** The number of the line and the bar in front of the code that a compiler shows. */
const margin = /^[\s|\d]*/
/** A cast to an integer, in C, C++, Delphi and Rust. */
const cast =
  /\((?:unsigned )?(?:DWORD|U?LONG|U?INT|u?int(?:32_t)?|long|unsigned|HRESULT|BOOL)\) ?\(?[\w*&]|\b(?:static|reinterpret)_cast ?<|\b(?:Integer|Cardinal|LongInt|LongWord)\(|\bas [iu]32\b/
/** A call around it, and none of what only looks like one. */
const callAround =
  /\b(?!(?:if|while|for|switch|return|sizeof|FAILED|SUCCEEDED|Integer|Cardinal|LongInt|LongWord|[A-Za-z]{6,12}_cast)\b)[A-Za-z_]\w{2,40} ?\([^;]*$/

/** What a compiler complains of, by the code that it shows below: an argument of a call, a result, or what is stored and compared. */
function placeOf(shown: string): MistakeId | undefined {
  const code = shown.replace(margin, '')
  const at = cast.exec(code)?.index
  if (at === undefined || code.length > 300) return undefined
  if (callAround.test(code.slice(0, at))) return 'arg-truncated'
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
  if (ofTypes.test(line)) return { classes: cut, first: 'type-alias' }
  if (!ofCompiler.test(line)) return undefined
  if (toResult.test(line))
    return { classes: ['sentinel-mismatch', 'field-narrowed'], first: 'sentinel-mismatch' }
  return { classes: cut, first: placeOf(behind) ?? memberOf(line) }
}
