import { requiredTexts } from '../patterns/required-texts.ts'

/** In front of a number that is a code for sure. */
export const sure =
  /(?:win(?:dows)? ?(?:32)? ?error(?: code)?|os error|(?<!set)(?:get)?last ?(?:win32|dll|wsa)? ?error(?: ?code|value)?(?:\(\))?|getlastwin32error\(\)|native ?error ?(?:code)?|win32 ?exception|lasterrorexception|system error\. *code|system error|\bgle|pywintypes\.\w+|win32(?:api|file|pipe|event|process|service|gui|con)?\.error|win32 (?:error )?code|dllerror|win32 io returned)\W{0,6}(?:is|was|returns?|returned|gives?|gave|of|code|(?:set )?to)?\W{0,4}$/i
/** `[Error 6]` of Python 2, `Os { code: 6` of Rust, `Error: (6) ` of AutoHotkey, `= FALSE  6 = ` of a trace. */
export const sureExact =
  /\[Error $|\bOS_?Error\($|\b(?:syscall|windows)\.Errno\($|\bWIN32_ERROR\($|\bOs ?\{ ?code: ?$|\bError: \($|= (?:FALSE|0|NULL|INVALID_HANDLE_VALUE) {1,4}[([]?(?:error )?$/
/** In front of a number that is a code where a Windows function or sentence stands beside it, or the whole text is about Windows. */
export const weak =
  /(?<![a-z])(?:err(?:or)?(?:[ _-]?(?:code|number|no\.?|nr\.?))?|fail(?:s|ed|ure)?|fehler(?:code|nummer)?|c[oó]digo(?: de erro)?|codice|erreur|errore|erro|error(?:es)?|ошибка|ошибки|код|エラー(?:コード)?|错误(?:代码|码|号)?|代码|錯誤(?:代碼)?|오류(?: 코드)?|błąd|kod|fout(?:code)?|fel(?:kod)?|hata(?: kodu)?|fejl|virhe|chyba|hiba|失败|失敗|실패|fehlgeschlagen|échoué|falló|fallito|falhou|mislukt|misslyckades)\W{0,4}(?:is|was|with|code|number|nr\.?|no\.?|error|returned|returns|mit)?\W{0,3}(?:win32 )?(?:error|code|fehler)?\W{0,4}$/iu
/** Words for a failure in small letters, one of which stands in front of each number that is a code for it. */
export const weakRoots = (): readonly string[] => requiredTexts(weak)[0] ?? []
/** `Error calling SetupDiEnumDeviceInfo: 122`. */
export const calling =
  /\b(?:error|failure|failed) (?:calling|in|from|at|to call) [A-Z]\w{3,50}(?:\(\))?: ?$/i
/** `WriteFile 87`, `SetCommState() -> 87`: a code behind nothing but the function. */
export const behindFunction =
  /\b([A-Z][a-z]+[A-Z][A-Za-z]{2,40})(?:\([^()]{0,40}\))? ?(?:[:=]|->|=>|gives|says)? ?$/
/** `select.select throwing 10038`. */
export const thrown = /\b(?:throw(?:s|ing|n)?|threw|rais(?:es|ed|ing))\W{1,4}$/i
/** WSAEINTR, the first of Winsock. */
export const leastOfSockets = 10_004n
/** EHWPOISON of Linux; macOS and the C library of Windows end below. https://man7.org/linux/man-pages/man3/errno.3.html */
export const mostOfPosix = 133n
/** Smaller numbers that are thrown may be anything. */
export const leastThrown = 998n
/** As weak, and the word has many other meanings. */
export const weakest =
  /(?<![a-z])(?:code|rc|ret|result|returned|returns|hr|hresult|status)\W{0,4}$/i
/** Words of a sentence, and a bracket. */
export const bracketed = /\p{L}{2,30} \p{L}{2,30}[.!]? \($/u
export const errno = /(?<![a-z])errno\W{0,4}$/i
export const exitCode =
  /(?:exit(?:ed)?(?: with)?(?: the)? (?:code|status)|exit ?code|returncode|ExitCode)\W{0,4}$/i
/** How make, NMAKE (in any language) and npm give the exit code of what they ran. https://learn.microsoft.com/en-us/cpp/error-messages/tool-errors/nmake-fatal-error-u1077 */
export const ofMake = /\*\*\* \[[^\]]{0,80}\] Error $|\bnpm (?:ERR!|error) code $/
export const ofNmake = /\bfatal error U1077\b/
