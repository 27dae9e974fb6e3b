/** "Run-time error '6'" as Office says it in the languages it comes in, with the number in quotation marks. */
const quoted = /\s?:?\s?['"“‘’「『]\s?(\d{1,5}|-\d{1,10} \([0-9a-f]{8}\))\s?['"”’」』]/.source
const words = [
  '[Rr]un-?[Tt]ime [Ee]rror',
  '[Ll]aufzeitfehler',
  '[Ee]rreur d.ex.{1,3}cution',
  '[Ee]rror en tiempo de ejecuci.{1,3}n',
  '[Ee]rrore di run-?time',
  '[Ee]rro em tempo de execu.{1,6}o',
  '[Ff]out .{0,4}tijdens uitvoering',
  '[Kk].{1,3}rningsfel',
  '[Kk].{1,3}rselsfejl',
  '[Bb].{1,3}.{1,3}d (?:wykonania|czasu wykonywania)',
  '[Cc]hyba (?:za b.{1,3}hu|p.{1,3}i b.{1,3}hu)(?: programu)?',
  '[Оо]шибка (?:времени )?выполнения',
  '.{1,3}al.{1,3}ma zaman.{1,3} hatas.{1,3}',
  '実行時エラー',
  '运行时错误',
  '執行階段錯誤',
  '런타임 오류',
]
/** Spanish and Dutch have the number in the middle. */
const around = [
  '[Ee]rror\\s?[\'"“](\\d{1,5}|-\\d{1,10} \\([0-9a-f]{8}\\))[\'"”]\\s?en tiempo de ejecuci',
  '[Ff]out\\s?[\'"“]?(\\d{1,5})[\'"”]?\\s?tijdens (?:de )?uitvoering',
]

const officeError = new RegExp([...words.map(own => own + quoted), ...around].join('|'))
/** What the long pattern cannot match without. */
const besideNumber = /[\da-f]\)?\s?['"”’」』]|tijdens/

/** The run-time error of Office or Visual Basic that a text states, with its number in one of the groups. */
export function officeErrorIn(text: string): RegExpExecArray | null {
  return besideNumber.test(text) ? officeError.exec(text) : null
}

/** The heads of it that have no letter of ASCII, whole: an encoding in which one of them can be read is the right one. */
export const officeHeads = new RegExp(
  words.filter(own => /^\[?[^\0-\x7f]{2}/.test(own) && !own.includes('.')).join('|'),
)

/** The same, where people leave the quotation marks out. */
const plainOfficeError =
  /(?:\b(?:run-?time error|laufzeitfehler|erreur d.ex.{1,3}cution|error en tiempo de ejecuci.{1,3}n|errore di run-?time|erro em tempo de execu.{1,6}o)|Ошибка выполнения)\s?:?\s?(\d{1,5})\b(?! at\b)/i

/** Delphi and Free Pascal: `Runtime error 201 at $0000000100001A2C`. */
const pascalError = /\bRuntime error (\d{1,3}) at \$?[0-9a-f]{8,16}\b/i

/**
 * What the numbers mean: 6 is an overflow, not a handle; 48, 53 and 453 are what a DLL or a function that is not there makes.
 * https://learn.microsoft.com/en-us/office/vba/language/reference/user-interface-help/trappable-errors
 */
const officeMeanings: Readonly<Record<string, string>> = {
  6: 'overflow',
  13: 'refused',
  48: '126',
  49: 'refused',
  53: '126',
  453: '127',
}

/** https://www.freepascal.org/docs-html/user/userap4.html */
const pascalMeanings: Readonly<Record<string, string>> = {
  201: 'overflow',
  205: 'overflow',
  207: 'overflow',
  215: 'overflow',
  216: 'crash',
}

interface BasicError {
  readonly outcome: string
  /** The error as it is stated, and where. */
  readonly text: string
  readonly at: number
}

/** The outcome behind a run-time error of Office or of Pascal; `undefined` where a line states none. */
export function basicErrorIn(line: string): BasicError | undefined {
  for (const [found, meanings] of [
    [officeErrorIn(line), officeMeanings],
    [plainOfficeError.exec(line), officeMeanings],
    [pascalError.exec(line), pascalMeanings],
  ] as const) {
    const number = found?.slice(1).find(own => own !== undefined)
    if (!found || number === undefined) continue
    const outcome = Object.hasOwn(meanings, number) ? meanings[number] : undefined
    if (outcome !== undefined) return { outcome, text: found[0], at: found.index }
  }
  return undefined
}
