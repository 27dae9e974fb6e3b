import { functionFacts } from '../functions.ts'
import { gated } from '../patterns/gated.ts'
import { callsOn, type NamedCall } from './calls.ts'
import { readOutcome } from './codes.ts'
import { endsWell } from './contrasts.ts'
import { gaveHandle, succeeds, type Lines } from './lines.ts'
import { isNoFailure } from './said.ts'

/** Where a sentence goes on with something else. */
const clauses =
  /[.;,](?=\s|$|["'»])|[。；，、]|\b(?:but|although|however|whereas|while|then|aber|jedoch|sondern|mais|pero|mas|ma|maar|men|ale|natomiast|ama|fakat)\b|(?<!\p{L})(?:но|а вот|зато)(?!\p{L})|但是?|然而|(?:の?です)?が、|(?<=\p{Script=Hangul})(?:는데|지만)/giu
/** That a call goes well, in prose and in lists. */
const well = gated(
  /\b(?:succeeds?|succeeded|is fine|are fine|works?(?: fine| well)?|worked|ok(?:ay)?(?! ?:?=(?!=))|passes|passed|correctly|successful(?:ly)?|(?:does|did|do)(?:n['’]t| not) fail|never fails?|without (?:an? )?(?:error|problem)s?)\b/iu,
  /\b(?:klappt|funktioniert|erfolgreich|geht gut|in Ordnung|läuft)\b/iu,
  /\b(?:fonctionne|réussit|marche|sans (?:erreur|problème))\b/iu,
  /\b(?:correcto|funciona|con éxito|sin (?:error(?:es)?|problemas))\b/iu,
  /\b(?:va bene|funziona|riesce|senza (?:errori|problemi))\b/iu,
  /\b(?:com sucesso|sem (?:erros?|problemas))\b/iu,
  /\b(?:gaan? (?:w[eé]l )?goed|slaagt|werkt)\b/iu,
  /\b(?:działa|udaje się|powodzi się|w porządku|bez błędu)\b/iu,
  /\b(?:funguje|projde|fungerar|lyckas|fungerer|toimii|onnistuu|tamam|başarılı|sorunsuz)\b/iu,
  /(?:успешно|работает|проходит|без ошибок)/iu,
  /(?:成功|正常|没问题|沒問題|うまくいく|通る|통과|성공)/iu,
  /(?:λειτουργεί|επιτυγχάνει|κανονικά)/iu,
)
/** That it returns a handle. */
const givesHandle = gated(
  /\b(?:gives?|gave|gets?|got|returns?|returned|liefert|gibt|renvoie|retourne|devuelve|retorna|restituisce|zwraca|vrací|returnerar|palauttaa|geeft)\b.{0,24}?(?:\b(?:valid |real |good )?handle\b|uchwyt|identificador|descriptor|poignée|ハンドル|0x(?!0{1,16}\b|f{8}\b|f{16}\b)[0-9a-f]{2,16}\b)/iu,
  /(?:возвращает|вернул\p{L}?|επιστρέφει|返回|döndürüyor).{0,24}?(?:дескриптор|句柄|0x(?!0{1,16}\b|f{8}\b|f{16}\b)[0-9a-f]{2,16}\b)/iu,
  /(?:ハンドル(?:は|が)返|핸들(?:은|이|을) ?(?:반환|나)|0x[0-9a-f]{2,16} ?(?:を返|döndür))/iu,
)
const notWell =
  /\b(?:not|never|no|cannot|fails?|failed|errors?|invalid|NULL|FALSE|nicht|kein\p{L}{0,2}|pas|non|não|niet|nie|inte|ikke|ei|wrong|bad)\b|n['’]t\b|(?<!\p{L})не(?!\p{L})|不|失败|失敗|無効|ない|ません|않|실패|başarısız/iu
const notFailing =
  /\b(?:(?:does|did|do)(?:n['’]t| not) fail|never fails?|(?:returns?|gives?|with) no errors?)\b/i

/** Results of a trace of Wine: `0024:Ret  KERNEL32.SetCommMask() retval=00000001`. https://gitlab.winehq.org/wine/wine/-/wikis/Debug-Channels */
const ofWine =
  /:Ret {1,2}\w{2,20}\.\w{3,60}\(\) retval=(?!0{8,16}\b|f{8}\b|f{16}\b)[0-9a-f]{8,16}\b/
/** A function of the registry that returned 0, which is its code. https://learn.microsoft.com/en-us/windows/win32/api/winreg/nf-winreg-regsetvalueexw#return-value */
const ofRegistry =
  /\bReg[A-Z]\w{3,40}(?:\([^()\n]{0,120}\))?(?::| ->| =>| =| returned| returns) 0\b(?!x)/

function isWell(clause: string): boolean {
  if (notFailing.test(clause)) return true
  if (notWell.test(clause) || !(well.test(clause) || givesHandle.test(clause))) return false
  const { said } = readOutcome(clause)
  return said === undefined || isNoFailure(said)
}

/** A handle in brackets stays: `gave Ok(HANDLE(0xc4))`. */
const keepsHandle = (text: string): string => (/^\(0x[0-9a-f]{2,16}\)$/i.test(text) ? text : '()')

/** What stands in brackets: arguments, whose commas part no clauses. */
const inBrackets = /\([^()\n]{1,200}\)/g

/** The calls that one line says went well, clause by clause where it tells of others too. */
export function wellOn(lines: Lines, index: number): readonly NamedCall[] {
  const text = lines.texts[index] ?? ''
  const all = lines.calls(index)
  if (all.length === 0) return []
  if (endsWell(text) || gaveHandle(lines, index) || ofRegistry.test(text)) return all
  if (ofWine.test(text))
    return all.filter(({ call }) => functionFacts(call)?.setsLastError === true)
  const parts = text
    .replace(inBrackets, keepsHandle)
    .split(clauses)
    .filter(part => part !== undefined)
  const isOne = parts.filter(part => /\w{3}/.test(part)).length < 2
  if (isOne && succeeds.test(text) && readOutcome(text).said === undefined) return all
  return parts
    .filter(part => isWell(part) || (succeeds.test(part) && readOutcome(part).said === undefined))
    .flatMap(part => callsOn(part))
}
